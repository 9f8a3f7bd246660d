import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { plannedAnew, rowsOf, type Sql } from '../database/read.ts';
import { chunked } from '../kernel/batch.ts';
import {
  buyersIn,
  buyersOfProducts,
  type ProductSums,
  productSumColumns,
  productSums,
} from './product.queries.ts';
import type { SalesScope } from './sales.scope.ts';

export type PopularityMeasure = 'UNITS' | 'REVENUE' | 'BUYERS';

/** How many products are looked at at once. */
const candidatesAtOnce = 1_000;
/** Of how many buyers are counted first; of twice as many next. */
const countedFirst = 50;
const countersAtOnce = 4;

export interface RankedProduct extends ProductSums {
  /** How many known customers bought it, where it is ranked by them. */
  buyers?: number;
}

/** The most sold first. */
export function mostSold(
  context: Context,
  scope: SalesScope,
  by: PopularityMeasure,
  first: number,
): Promise<RankedProduct[]> {
  if (by === 'BUYERS')
    return scope.filter ? mostBoughtBySome(context, scope, first) : mostBought(context, scope, first);
  const measure = by === 'UNITS' ? sql`units` : sql`gross_minor`;
  return rowsOf(context.reader, plannedAnew(ranked(context, scope, { measure, limit: first, offset: 0 })));
}

/**
 * No product has more buyers than purchases that it is on. So those on most purchases are counted, and no more of them
 * once enough have more buyers than the others can have: the sooner, the less alike products sell.
 */
async function mostBought(context: Context, scope: SalesScope, first: number): Promise<CountedProduct[]> {
  let best: CountedProduct[] = [];
  let size = countedFirst;
  for (let offset = 0; ; offset += candidatesAtOnce) {
    const page = { measure: sql`purchases`, limit: candidatesAtOnce, offset };
    const candidates = await rowsOf(context.reader, plannedAnew(ranked(context, scope, page)));
    for (let from = 0; from < candidates.length; ) {
      const some = candidates.slice(from, from + size);
      from += size;
      size *= 2;
      best = [...best, ...(await counted(context, scope, some))]
        .toSorted((one, other) => other.buyers - one.buyers)
        .slice(0, first);
      const least = best.length === first ? (best.at(-1)?.buyers ?? 0) : 0;
      if (least >= (some.at(-1)?.purchases ?? 0)) return best;
    }
    if (candidates.length < candidatesAtOnce) return best.filter(({ buyers }) => buyers > 0);
  }
}

type CountedProduct = Required<RankedProduct>;

/** What some customers bought is looked for once: product by product it would be each of their lines again. */
function mostBoughtBySome(context: Context, scope: SalesScope, first: number): Promise<CountedProduct[]> {
  return rowsOf(
    context.reader,
    plannedAnew(sql`
      select ${productSumColumns}, buyers
      from (
        select product_id, count(*)::int as buyers from (${buyersIn(context, scope)}) as bought
        group by product_id
        order by count(*) desc, product_id
        limit ${first}
      ) as most
      join (${productSums(context, scope)}) as sold using (product_id)
      order by buyers desc, product_id`),
  );
}

async function counted(
  context: Context,
  scope: SalesScope,
  products: readonly ProductSums[],
): Promise<CountedProduct[]> {
  // Several at once, so that more than one core counts.
  const runs = chunked(
    products.map(({ productId }) => productId),
    Math.ceil(products.length / countersAtOnce),
  );
  const counts = [...runs].map((ids) =>
    rowsOf(context.reader, plannedAnew(buyersOfProducts(context, scope, ids))),
  );
  const rows = (await Promise.all(counts)).flat();
  const buyersById = new Map(rows.map(({ productId, count }) => [productId, count]));
  return products.map((product) => ({ ...product, buyers: buyersById.get(product.productId) ?? 0 }));
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
