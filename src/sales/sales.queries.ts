import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { startOf } from '../api/granularity.ts';
import { isInPeriod } from '../api/period.input.ts';
import type { Sql } from '../database/read.ts';
import { keptDays } from './sales.day.rows.ts';
import { type Grouping, isTime, keyOf, purchasesIn, refundsIn, type SalesScope } from './sales.scope.ts';

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

/** Key by key: of everybody out of the days that are kept, or what is kept of customers, and of some customers anew. */
export function sumsOf(context: Context, scope: SalesScope, grouping: Grouping): Sql<Sums> {
  if (scope.filter) return sumsOfFacts(context, scope, grouping);
  if (grouping !== 'COUNTRY') return sumsOfDays(scope, grouping);
  const { from, to } = scope.period ?? {};
  return from || to ? sumsOfFacts(context, scope, grouping) : sumsOfCustomers;
}

function sumsOfDays({ period }: SalesScope, grouping: Exclude<Grouping, 'COUNTRY'>): Sql<Sums> {
  const key = isTime(grouping)
    ? startOf(grouping, sql`day`)
    : grouping === 'CHANNEL'
      ? sql`channel`
      : sql`''::text`;
  return sql`
    select (${key})::text as key, ${sums}
    from ${keptDays} as kept
    where ${isInPeriod(sql`day`, period)}
    group by 1
    having sum(purchases) <> 0 or sum(refunded_minor) <> 0`;
}

/** By country, over all days. */
const sumsOfCustomers = sql<Sums>`
  select
    customer.country as key, sum(purchase_count)::int as purchases, sum(unit_count)::bigint as units,
    sum(gross_minor)::bigint as "grossMinor", sum(refunded_minor)::bigint as "refundedMinor"
  from customer_summary
  join customer on customer.id = customer_summary.customer_id
  where purchase_count > 0
  group by 1`;

function sumsOfFacts(context: Context, scope: SalesScope, grouping: Grouping): Sql<Sums> {
  if (grouping === 'COUNTRY') return sumsByCountry(context, scope);
  const purchased = keyOf(grouping, sql.ref('purchase.purchased_at'), context.shop);
  const refunded = keyOf(grouping, sql.ref('refund.refunded_at'), context.shop);
  return sql`
    select key::text as key, ${sums}
    from (
      select
        ${purchased} as key, count(*) as purchases, sum(unit_count) as units, sum(base_total_minor) as gross_minor,
        0 as refunded_minor
      from purchase where ${purchasesIn(context, scope)}
      group by 1
      union all
      select ${refunded}, 0, 0, 0, sum(refund.base_amount_minor)
      from refund
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
      where ${refundsIn(context, scope)}
      group by 1
    ) as happened
    group by 1`;
}

/** Customer by customer first, so that each is looked up once. */
function sumsByCountry(context: Context, scope: SalesScope): Sql<Sums> {
  return sql`
    select customer.country as key, ${sums}
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
