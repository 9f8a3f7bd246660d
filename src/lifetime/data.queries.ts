import { sql } from 'kysely';
import { type Reader, rowOf, type Sql } from '../database/read.ts';
import { counts } from '../loyalty/buyer.queries.ts';
import { justAfter } from '../loyalty/loyalty.scope.ts';
import type { StoredData } from './model.data.ts';

export interface Asked {
  now: Date;
  /** What happened before it counts, refunds by when they were given; null: all that is known by now. */
  asOf: Date | null;
  timeZone: string;
}

/** What customers known by name did until now, as a model is fitted to it; null where nobody bought. */
export async function storedDataOf(reader: Reader, asked: Asked): Promise<StoredData | null> {
  const row = await rowOf<StoredData | { from: null }>(reader, dataOf(asked));
  return row === null || row.from === null ? null : row;
}

/** The purchase days of customers with what was spent on each, net of refunds; several purchases on a day are one. */
export function purchaseDays({ now, asOf, timeZone }: Asked, whose: Sql): Sql {
  const end = asOf ?? justAfter(now);
  return sql`
    select
      purchase.customer_id, (purchase.purchased_at at time zone ${timeZone})::date as day,
      sum(purchase.base_total_minor - ${refundedBy(asOf)}) as spent
    from purchase
    where ${counts(end)} and ${whose}
    group by 1, 2`;
}

function refundedBy(asOf: Date | null): Sql {
  if (asOf === null) return sql`purchase.base_refunded_minor`;
  return sql`(
    select coalesce(sum(refund.base_amount_minor), 0) from refund
    where refund.purchase_id = purchase.id and refund.customer_id = purchase.customer_id
      and refund.refunded_at < ${asOf}
  )`;
}

/** One row. Equal histories are told once; in an order of their own, so that sums over them have the same last digits. */
function dataOf(asked: Asked): Sql<StoredData> {
  const isKnown = sql`purchase.customer_id in (select customer.id from customer where customer.identified)`;
  return sql`
    with bought as materialized (${purchaseDays(asked, isKnown)}),
    span as materialized (
      select min(day) as first, max(day) as last, min(day) + (max(day) - min(day)) * 3 / 4 as cut from bought
    ), customer_history as materialized (
      select
        min(day) as first, max(day) as last, count(*)::int - 1 as repeats,
        sum(spent) - (array_agg(spent order by day))[1] as spent,
        count(*) filter (where day <= cut)::int - 1 as known_repeats, max(day) filter (where day <= cut) as known_last,
        count(*) filter (where day > cut)::int as later
      from bought cross join span
      group by customer_id
    ), history as (
      select repeats, history.last - history.first as recency, span.last - history.first as age, count(*) as customers
      from customer_history as history cross join span
      group by 1, 2, 3
    ), known as (
      select
        known_repeats as repeats, known_last - history.first as recency, cut - history.first as age,
        count(*) as customers, sum(later) as later
      from customer_history as history cross join span
      where history.first <= cut
      group by 1, 2, 3
    )
    select
      first::text as "from", last::text as "to", cut::text as until, last - cut as "daysAfter",
      coalesce((select sum(later) from known), 0)::int as actual,
      (select json_agg(day - first order by day) from (select distinct day from bought) as one)::text
        as "tradingDays",
      (select ${histories} from history)::text as histories,
      (select ${histories} from known)::text as known,
      (
        select json_build_object(
          'repeats', coalesce(json_agg(repeats order by repeats, spent), '[]'),
          'spentMinor', coalesce(json_agg(spent order by repeats, spent), '[]')
        )
        from customer_history where repeats > 0 and spent > 0
      )::text as spendings
    from span`;
}

const histories = sql`
  json_build_object(
    'repeats', json_agg(repeats order by repeats, recency, age),
    'recencyDays', json_agg(recency order by repeats, recency, age),
    'ageDays', json_agg(age order by repeats, recency, age),
    'customers', json_agg(customers order by repeats, recency, age)
  )`;
