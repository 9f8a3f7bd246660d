import { sql } from 'kysely';

const columns = sql`
  grouping, day, key, opened, answered, resolved, reopened, targeted, met, first_response_seconds,
  first_response_business_seconds, resolution_seconds, resolution_business_seconds`;

/** All that is kept of days, folded or not: rows to be added up. */
export const keptDays = sql`(
  select ${columns} from service_day
  union all
  select ${columns} from service_day_change
)`;
