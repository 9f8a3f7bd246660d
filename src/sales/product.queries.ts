import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { happenedInPeriod, isInPeriod } from '../api/period.input.ts';
import { isIdentified, isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { keptProductDays } from './sales.day.rows.ts';
import type { SalesScope } from './sales.scope.ts';

/** What was sold of a product, in the base currency. */
export interface ProductSums {
  productId: Uuid;
  /** That it is on; null for some customers, whose are counted where somebody asks. */
  purchases: number | null;
  units: number;
  grossMinor: number;
}

export const productSumColumns = sql`
  product_id as "productId", purchases::int as purchases, units::bigint as units, gross_minor::bigint as "grossMinor"`;

/** Rows of `product_id`, `purchases`, `units` and `gross_minor`: out of the days that are kept, of some customers anew. */
export function productSums(context: Context, scope: SalesScope, ids: readonly Uuid[] | null = null): Sql {
  const isWanted = ids ? sql`product_id = any(${ids}::uuid[])` : sql`true`;
  if (!scope.filter)
    return sql`
      select product_id, sum(purchases) as purchases, sum(units) as units, sum(gross_minor) as gross_minor
      from ${keptProductDays} as kept
      where ${isInPeriod(sql`day`, scope.period)} and ${isWanted}
      group by product_id
      having sum(purchases) > 0`;
  return sql`
    select product_id, null as purchases, sum(quantity) as units, sum(line.base_total_minor) as gross_minor
    from purchase_line as line
    where ${linesIn(context, scope)} and ${isWanted}
    group by product_id`;
}

export interface ProductCount {
  productId: Uuid;
  count: number;
}

/** How many purchases each of some products is on. */
export function purchasesOfProducts(
  context: Context,
  scope: SalesScope,
  ids: readonly Uuid[],
): Sql<ProductCount> {
  return sql`
    select bought.product_id as "productId", count(*)::int as count
    from (
      select distinct product_id, customer_id, purchase_id from purchase_line as line
      where line.product_id = any(${ids}::uuid[]) and ${linesIn(context, scope)}
    ) as bought
    group by bought.product_id`;
}

/** How many known customers bought each of some products. */
export function buyersOfProducts(
  context: Context,
  scope: SalesScope,
  ids: readonly Uuid[],
): Sql<ProductCount> {
  return sql`
    select product_id as "productId", count(*)::int as count
    from (${buyersIn(context, scope, sql`line.product_id = any(${ids}::uuid[])`)}) as bought
    group by product_id`;
}

/** A row for each product and known customer who bought it. */
export function buyersIn(context: Context, scope: SalesScope, isWanted: Sql = sql`true`): Sql {
  return sql`
    select product_id, customer_id
    from (
      select distinct product_id, customer_id from purchase_line as line
      where ${isWanted} and ${linesIn(context, scope)}
    ) as bought
    where ${isIdentified(sql`bought.customer_id`)}`;
}

/** Lines, called `line`, of purchases that count. */
export function linesIn(context: Context, { period, filter }: SalesScope): Sql {
  return allOf([
    sql`line.sold_at is not null`,
    happenedInPeriod(sql.ref('line.sold_at'), period, context.shop.timeZone),
    isOfMatching(sql.ref('line.customer_id'), filter, context),
  ]);
}
