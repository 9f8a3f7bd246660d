import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import { buyersOfProducts, type ProductSums, productSumColumns, productSums } from './product.queries.ts';
import type { SalesScope } from './sales.scope.ts';

export const popularityMeasures = ['UNITS', 'REVENUE', 'BUYERS'] as const;
export type PopularityMeasure = (typeof popularityMeasures)[number];

/** Enough for the shops we have seen; of others the next so many are looked at as well. */
const candidatesAtOnce = 200;

/** The most sold first. */
export function mostSold(
  context: Context,
  scope: SalesScope,
  by: PopularityMeasure,
  first: number,
): Promise<ProductSums[]> {
  if (by === 'BUYERS') return mostBought(context, scope, first);
  const measure = by === 'UNITS' ? sql`units` : sql`gross_minor`;
  return rowsOf(context.reader, ranked(context, scope, { measure, limit: first, offset: 0 }));
}

/**
 * No product has more buyers than purchases that it is on. So those on most purchases are counted, and no more of them
 * once enough have more buyers than the others can have.
 */
async function mostBought(context: Context, scope: SalesScope, first: number): Promise<ProductSums[]> {
  const counted: (ProductSums & { buyers: number })[] = [];
  for (;;) {
    const page = await rowsOf<ProductSums & { buyers: number }>(
      context.reader,
      candidates(context, scope, counted.length),
    );
    counted.push(...page);
    const best = counted.toSorted((one, other) => other.buyers - one.buyers).slice(0, first);
    const most = page.at(-1)?.purchases ?? 0;
    const isSettled = best.length === first && (best.at(-1)?.buyers ?? 0) >= most;
    if (page.length < candidatesAtOnce || isSettled) return best.filter(({ buyers }) => buyers > 0);
  }
}

function candidates(
  context: Context,
  scope: SalesScope,
  offset: number,
): Sql<ProductSums & { buyers: number }> {
  const page = ranked(context, scope, { measure: sql`purchases`, limit: candidatesAtOnce, offset });
  return sql`
    with page as materialized (${page}),
    bought as (${buyersOfProducts(context, scope, sql`array(select "productId" from page)`)})
    select page.*, coalesce(buyers, 0) as buyers
    from page left join bought using ("productId")
    order by purchases desc, "productId"`;
}

interface Ranking {
  measure: Sql;
  limit: number;
  offset: number;
}

function ranked(context: Context, scope: SalesScope, { measure, limit, offset }: Ranking): Sql<ProductSums> {
  return sql`
    select ${productSumColumns}
    from (${productSums(context, scope)}) as sold
    order by sold.${measure} desc, product_id
    limit ${limit} offset ${offset}`;
}
