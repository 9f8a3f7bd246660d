import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import type { Sql } from '../database/read.ts';
import { type Grouping, isTime, keyOf, purchasesIn, type SalesScope } from './sales.scope.ts';

/** Customers who are known, and what they alone bought. */
export interface Buyers {
  key: string | null;
  customers: number;
  purchases: number;
}

/** How many known customers bought, key by key. */
export function buyersOf(context: Context, scope: SalesScope, grouping: Grouping): Sql<Buyers> {
  const { from, to } = scope.period ?? {};
  const isOfAll = !scope.filter && !from && !to;
  if (isOfAll && (grouping === 'ALL' || grouping === 'COUNTRY')) return buyersOfAllTime(grouping);
  const key = keyOf(grouping, sql.ref('purchase.purchased_at'), context.shop);
  // A country is the customer's, whom it is looked up of once.
  const ownKey = grouping === 'COUNTRY' ? sql`''::text` : key;
  return sql`
    select (${grouping === 'COUNTRY' ? key : sql`bought.key`})::text as key, count(*)::int as customers,
      sum(bought.purchases)::int as purchases
    from (
      select ${ownKey} as key, customer_id, count(*) as purchases
      from purchase where ${purchasesIn(context, scope)}
      group by ${isTime(grouping) || grouping === 'CHANNEL' ? sql`1, 2` : sql`2`}
    ) as bought
    join customer on customer.id = bought.customer_id and customer.identified
    group by 1`;
}

function buyersOfAllTime(grouping: 'ALL' | 'COUNTRY'): Sql<Buyers> {
  const key = grouping === 'ALL' ? sql`''::text` : sql`customer.country`;
  return sql`
    select ${key} as key, count(*)::int as customers, sum(purchase_count)::int as purchases
    from customer_summary
    join customer on customer.id = customer_summary.customer_id and customer.identified
    where purchase_count > 0
    group by 1`;
}
