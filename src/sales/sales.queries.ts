import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isInPeriod } from '../api/period.input.ts';
import type { Sql } from '../database/read.ts';
import type { Buyers } from './buyer.queries.ts';
import { keptDays } from './sales.day.rows.ts';
import {
  type Grouping,
  isOfAll,
  isTime,
  keyOf,
  purchasesIn,
  refundsIn,
  type SalesScope,
  toldKey,
} from './sales.scope.ts';

/** What was sold and paid back under a key, in the base currency. */
export interface Sums {
  key: string | null;
  purchases: number;
  units: number;
  grossMinor: number;
  refundedMinor: number;
}

const sums = sql`
  sum(purchases)::int as purchases, sum(units)::bigint as units, sum(gross_minor)::bigint as "grossMinor",
  sum(refunded_minor)::bigint as "refundedMinor"`;

/** Key by key: of everybody out of the days that are kept, and of some customers anew. */
export function sumsOf(context: Context, scope: SalesScope, grouping: Grouping): Sql<Sums> {
  return scope.filter ? sumsOfFacts(context, scope, grouping) : sumsOfDays(scope, grouping);
}

function sumsOfDays({ period }: SalesScope, grouping: Grouping): Sql<Sums> {
  return sql`
    select ${toldKey(grouping, dayKeyOf(grouping))} as key, ${sums}
    from ${keptDays} as kept
    where ${isInPeriod(sql`day`, period)}
    group by 1
    having sum(purchases) <> 0 or sum(refunded_minor) <> 0`;
}

function dayKeyOf(grouping: Grouping): Sql {
  if (isTime(grouping)) return sql`width_bucket(day, ${grouping.starts}::date[])`;
  return grouping === 'CHANNEL' ? sql`channel` : sql`''::text`;
}

function sumsOfFacts(context: Context, scope: SalesScope, grouping: Grouping): Sql<Sums> {
  return sql`
    select ${toldKey(grouping, sql`key`)} as key, ${sums}
    from (
      select
        ${keyOf(grouping, sql.ref('purchase.purchased_at'), context)} as key, count(*) as purchases,
        sum(unit_count) as units, sum(base_total_minor) as gross_minor, 0 as refunded_minor
      from purchase where ${purchasesIn(context, scope)}
      group by 1
      union all
      select
        ${keyOf(grouping, sql.ref('refund.refunded_at'), context)}, 0, 0, 0, sum(refund.base_amount_minor)
      from refund
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
      where ${refundsIn(context, scope)}
      group by 1
    ) as happened
    group by 1`;
}

/**
 * With the buyers, since each customer is looked up once, for what they bought on all of their purchases; over all days
 * that is what is kept of them.
 */
export function sumsByCountry(context: Context, scope: SalesScope): Sql<Sums & Buyers> {
  if (isOfAll(scope)) return sumsOfCustomers;
  return sql`
    select customer.country as key, ${sums}, ${buyers}
    from (
      select
        customer_id, count(*) as purchases, sum(unit_count) as units, sum(base_total_minor) as gross_minor,
        0 as refunded_minor
      from purchase where ${purchasesIn(context, scope)}
      group by customer_id
      union all
      select customer_id, 0, 0, 0, sum(base_amount_minor)
      from refund where ${refundsIn(context, scope)}
      group by customer_id
    ) as happened
    join customer on customer.id = happened.customer_id
    group by 1`;
}

const buyers = sql`
  (count(*) filter (where purchases > 0 and customer.identified))::int as customers,
  coalesce(sum(purchases) filter (where customer.identified), 0)::int as "knownPurchases"`;

const sumsOfCustomers = sql<Sums & Buyers>`
  select customer.country as key, ${sums}, ${buyers}
  from (
    select customer_id, purchase_count as purchases, unit_count as units, gross_minor, refunded_minor
    from customer_summary where purchase_count > 0
  ) as kept
  join customer on customer.id = kept.customer_id
  group by 1`;
