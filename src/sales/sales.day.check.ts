import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';
import { keptDays, keptProductDays } from './sales.day.rows.ts';

const daySums = sql`
  sum(purchases)::int as purchases, sum(units)::bigint as units, sum(gross_minor)::bigint as gross_minor,
  sum(refunded_minor)::bigint as refunded_minor`;

/** The days as purchases and refunds give them. */
export function figuredDays(timeZone: string): Sql {
  return sql`
    select day, channel, ${daySums}
    from (
      select
        (purchased_at at time zone ${timeZone})::date as day, channel, 1 as purchases, unit_count as units,
        base_total_minor as gross_minor, 0 as refunded_minor
      from purchase where status <> 'CANCELLED'
      union all
      select (refunded_at at time zone ${timeZone})::date, purchase.channel, 0, 0, 0, refund.base_amount_minor
      from refund
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
    ) as happened
    group by day, channel
    order by day, channel`;
}

/** The days of products as the lines of purchases give them. */
export function figuredProductDays(timeZone: string): Sql {
  return sql`
    select
      (sold_at at time zone ${timeZone})::date as day, product_id, count(*)::int as purchases,
      sum(units)::bigint as units, sum(gross_minor)::bigint as gross_minor
    from (
      select product_id, purchase_id, sold_at, sum(quantity) as units, sum(base_total_minor) as gross_minor
      from purchase_line where sold_at is not null
      group by product_id, purchase_id, sold_at
    ) as bought
    group by 1, product_id
    order by 1, product_id`;
}

/** Every day of a channel of which something else is kept than what its purchases and refunds give. */
export function dayDifferences(timeZone: string): Sql<FigureDifference> {
  return sql`
    with figured as (${figuredDays(timeZone)}), kept as (
      select day, channel, ${daySums}
      from ${keptDays} as one
      group by day, channel
      having sum(purchases) <> 0 or sum(units) <> 0 or sum(gross_minor) <> 0 or sum(refunded_minor) <> 0
    )
    select
      concat_ws(' ', 'sales', day, channel) as id,
      to_jsonb(kept) - array['day', 'channel'] as kept, to_jsonb(figured) - array['day', 'channel'] as figured
    from figured full join kept using (day, channel)
    where to_jsonb(kept) is distinct from to_jsonb(figured)
    order by day, channel`;
}

/** The same of products. */
export function productDayDifferences(timeZone: string): Sql<FigureDifference> {
  return sql`
    with figured as (${figuredProductDays(timeZone)}), kept as (
      select
        day, product_id, sum(purchases)::int as purchases, sum(units)::bigint as units,
        sum(gross_minor)::bigint as gross_minor
      from ${keptProductDays} as one
      group by day, product_id
      having sum(purchases) <> 0 or sum(units) <> 0 or sum(gross_minor) <> 0
    )
    select
      concat_ws(' ', 'product', day, product.sku) as id,
      to_jsonb(kept) - array['day', 'product_id'] as kept,
      to_jsonb(figured) - array['day', 'product_id'] as figured
    from figured full join kept using (day, product_id)
    join product on product.id = product_id
    where to_jsonb(kept) is distinct from to_jsonb(figured)
    order by day, product.sku`;
}
