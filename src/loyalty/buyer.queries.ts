import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isIdentified, isOfMatching } from '../customers/customer.matching.ts';
import { plannedAnew, rowOf, type Sql } from '../database/read.ts';
import { addDays, millisecondsPerDay } from '../kernel/clock.ts';
import { type Half, halvesOfBuyers } from './halves.ts';
import { type LoyaltyScope, momentOf } from './loyalty.scope.ts';

/** Of customers who have bought: how many have come back, and how many have stayed away. */
export interface BuyerTally {
  customers: number;
  repeated: number;
  lapsed: number;
}

export async function tallyOf(context: Context, scope: LoyaltyScope): Promise<BuyerTally> {
  const activeSince = addDays(momentOf(context, scope), -context.shop.activeDays);
  const row = await rowOf<BuyerTally>(
    context.reader,
    plannedAnew(sql`
      select
        count(*)::int as customers,
        (count(*) filter (where purchase_count > 1))::int as repeated,
        (count(*) filter (where last_purchase_at < ${activeSince}))::int as lapsed
      from (${await buyersOf(context, scope)}) as buyer`),
  );
  return row ?? { customers: 0, repeated: 0, lapsed: 0 };
}

/** A row for each customer who has bought: out of what is kept of them as of now, out of the facts as of a day gone by. */
export async function buyersOf(context: Context, { filter, asOf }: LoyaltyScope): Promise<Sql> {
  if (asOf === null) return buyersNow(isOfMatching(sql`summary.customer_id`, filter, context));
  const isAsked = isOfMatching(sql`purchase.customer_id`, filter, context);
  const halves = await halvesOfBuyers(context.reader);
  return sql.join(
    halves.map((half) => buyersBefore(asOf, isAsked, half)),
    sql` union all `,
  );
}

export function buyersNow(isAsked: Sql = sql`true`): Sql {
  return sql`
    select customer_id, purchase_count, last_purchase_at, total_spent_minor
    from customer_summary as summary
    where purchase_count > 0 and ${isAsked} and ${isIdentified(sql`summary.customer_id`)}`;
}

/**
 * A refund is of the time when it was given. A purchase with one cannot be cancelled, so that none is of a purchase left out.
 * Asked for in the order of customers, so that they come out of the index that has it, and need not be hashed: PostgreSQL
 * would take one by time, which takes three times as long.
 */
function buyersBefore(asOf: Date, isAsked: Sql, half: Half): Sql {
  return sql`
    select
      bought.customer_id, purchase_count, last_purchase_at,
      gross_minor - coalesce(refunded_minor, 0) as total_spent_minor
    from (
      select
        customer_id, count(*)::int as purchase_count, max(purchased_at) as last_purchase_at,
        sum(base_total_minor)::bigint as gross_minor
      from (
        select customer_id, purchased_at, base_total_minor
        from purchase
        where ${counts(asOf)} and ${half(sql`purchase.customer_id`)} and ${isAsked}
        order by customer_id
      ) as ordered
      group by customer_id
    ) as bought
    left join (
      select customer_id, sum(base_amount_minor)::bigint as refunded_minor
      from refund
      where refunded_at < ${asOf} and ${half(sql`refund.customer_id`)}
      group by customer_id
    ) as returned on returned.customer_id = bought.customer_id
    where ${isIdentified(sql`bought.customer_id`)}`;
}

/** Which purchases there are before an instant: those called off later are among them. */
export function counts(before: Date): Sql {
  return sql`
    purchase.purchased_at < ${before} and (purchase.cancelled_at is null or purchase.cancelled_at >= ${before})`;
}

/** Whole days since a purchase; none since one that is dated ahead. */
export function daysSince(at: Sql, now: Date): Sql {
  // As a float, which takes half as long as the exact decimal of extract and has room for milliseconds.
  const seconds = sql`date_part('epoch', ${now}::timestamptz - ${at})`;
  return sql`greatest(0, floor(${seconds} / ${millisecondsPerDay / 1000}))::int`;
}
