import { sql } from 'kysely';

const salesColumns = sql`day, channel, purchases, units, gross_minor, refunded_minor`;
const productColumns = sql`day, product_id, purchases, units, gross_minor`;

/** All that is kept of days, folded or not: rows to be added up. */
export const keptDays = sql`(
  select ${salesColumns} from sales_day
  union all
  select ${salesColumns} from sales_day_change
)`;

/** The same of products. */
export const keptProductDays = sql`(
  select ${productColumns} from product_day
  union all
  select ${productColumns} from product_day_change
)`;
