import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import type { Period } from '../api/period.input.ts';
import { plannedAnew, rowsOf } from '../database/read.ts';
import { askedOnce } from '../kernel/asked.once.ts';
import { indexedBy } from '../kernel/batch.ts';
import { dayAfter, daysBetween } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import { mostSold, type PopularityMeasure, type RankedProduct } from './popularity.queries.ts';
import {
  buyersOfProducts,
  type ProductSums,
  productSumColumns,
  productSums,
  purchasesOfProducts,
} from './product.queries.ts';
import type { SalesScope } from './sales.scope.ts';

/** What was sold of a product in some days. */
export interface ProductSales extends Omit<ProductSums, 'purchases'> {
  purchases(): Promise<number>;
  buyers(): Promise<number>;
}

export interface Popularity extends ProductSales {
  measure: PopularityMeasure;
  /** In the period before; null where there can be none. */
  before(): Promise<ProductSales | null>;
}

export async function popularProducts(
  context: Context,
  scope: SalesScope,
  { by, first }: { by: PopularityMeasure; first: number },
): Promise<Popularity[]> {
  const sums = await mostSold(context, scope, by, first);
  const ids = sums.map(({ productId }) => productId);
  const withBuyers = salesOf(context, scope, ids);
  const period = periodBefore(scope.period);
  const earlier = askedOnce(() => salesIn(context, { ...scope, period }, ids));
  return sums.map((product) => ({
    ...withBuyers(product),
    measure: by,
    before: async () => (period === null ? null : ((await earlier()).get(product.productId) ?? null)),
  }));
}

/** By how much the measure grew since the period before, as a share of what it was; null where it was nothing. */
export async function changeOf(popularity: Popularity): Promise<number | null> {
  const before = await popularity.before();
  if (before === null) return null;
  const [now, then] = await Promise.all([measured(popularity, popularity), measured(popularity, before)]);
  return then === 0 ? null : (now - then) / then;
}

function measured({ measure }: Popularity, sales: ProductSales): number | Promise<number> {
  if (measure === 'BUYERS') return sales.buyers();
  return measure === 'UNITS' ? sales.units : sales.grossMinor;
}

/** As many days as the period has, up to its first. */
function periodBefore(period: Period | null | undefined): Period | null {
  const { from, to } = period ?? {};
  if (!from || !to) return null;
  return { from: dayAfter(from, -daysBetween(from, to)), to: from };
}

async function salesIn(
  context: Context,
  scope: SalesScope,
  ids: readonly Uuid[],
): Promise<Map<Uuid, ProductSales>> {
  const sums = await rowsOf<ProductSums>(
    context.reader,
    plannedAnew(sql`select ${productSumColumns} from (${productSums(context, scope, ids)}) as sold`),
  );
  const known = indexedBy(sums, ({ productId }) => productId);
  const withBuyers = salesOf(context, scope, ids);
  const nothing = { purchases: 0, units: 0, grossMinor: 0 };
  return new Map(
    ids.map((productId) => [productId, withBuyers(known.get(productId) ?? { productId, ...nothing })]),
  );
}

/** Sums with counts: those of all the products are counted when one is asked for that is not known yet. */
function salesOf(context: Context, scope: SalesScope, ids: readonly Uuid[]) {
  const counting = (query: typeof buyersOfProducts) =>
    askedOnce(async () => {
      const rows = await rowsOf(context.reader, plannedAnew(query(context, scope, ids)));
      return new Map(rows.map(({ productId, count }) => [productId, count]));
    });
  const [purchasesById, buyersById] = [counting(purchasesOfProducts), counting(buyersOfProducts)];
  return ({ purchases, buyers, ...sums }: RankedProduct): ProductSales => ({
    ...sums,
    purchases: async () => purchases ?? (await purchasesById()).get(sums.productId) ?? 0,
    buyers: async () => buyers ?? (await buyersById()).get(sums.productId) ?? 0,
  });
}
