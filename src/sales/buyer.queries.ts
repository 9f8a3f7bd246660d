import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isIdentified } from '../customers/customer.matching.ts';
import type { Sql } from '../database/read.ts';
import { type Grouping, isOfAll, keyOf, purchasesIn, type SalesScope, toldKey } from './sales.scope.ts';

/** Customers who are known, and what they alone bought. */
export interface Buyers {
  key: string | null;
  customers: number;
  knownPurchases: number;
}

/** How many known customers bought, key by key. Over all days that is kept of each of them. */
export function buyersOf(context: Context, scope: SalesScope, grouping: Grouping): Sql<Buyers> {
  if (grouping !== 'ALL') return buyersByPurchase(context, scope, grouping);
  const bought = isOfAll(scope) ? keptOfCustomers : boughtBy(context, scope);
  return sql`
    select ''::text as key, count(*)::int as customers, coalesce(sum(purchases), 0)::int as "knownPurchases"
    from (${bought}) as bought
    where ${isIdentified(sql`bought.customer_id`)}`;
}

function buyersByPurchase(
  context: Context,
  scope: SalesScope,
  grouping: Exclude<Grouping, 'ALL'>,
): Sql<Buyers> {
  const key = keyOf(grouping, sql.ref('purchase.purchased_at'), context);
  return sql`
    select ${toldKey(grouping, sql`key`)} as key, count(*)::int as customers, sum(purchases)::int as "knownPurchases"
    from (${boughtBy(context, scope, key)}) as bought
    where ${isIdentified(sql`bought.customer_id`)}
    group by bought.key`;
}

const keptOfCustomers = sql`
  select customer_id, purchase_count as purchases from customer_summary where purchase_count > 0`;

/** How often each customer bought; under each key, where there is one. */
function boughtBy(context: Context, scope: SalesScope, key: Sql | null = null): Sql {
  return sql`
    select customer_id, ${key ? sql`${key} as key,` : sql``} count(*) as purchases
    from purchase where ${purchasesIn(context, scope)}
    group by ${key ? sql`1, 2` : sql`1`}`;
}
