import { sql } from 'kysely';
import type { Selection } from '../api/context.ts';
import { type Context, filterSetting } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { judgeText } from '../database/filter.size.ts';
import { conditionOf, literal } from '../database/filter.ts';
import type { Ordering, Sortable } from '../database/keyset.ts';
import { allOf, choosable, isAmong, type RowOf, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { wordsOf } from '../kernel/text.ts';
import type { Product } from './product.entity.ts';
import { type ProductFilter, productClauses } from './product.filter.ts';

export type ProductRow = Omit<RowOf<typeof Product>, 'foldedName'>;

const productColumns = choosable('product', [
  'id',
  'sku',
  'name',
  'kind',
  'category',
  'priceMinor',
  'priceCurrency',
  'active',
  'createdAt',
  'updatedAt',
]);

/** What products can be ordered by. */
export const productOrders = {
  CREATED_AT: { type: 'timestamptz', value: () => sql.ref('product.created_at') },
  NAME: { type: 'text', value: () => sql.ref('product.folded_name') },
  SKU: { type: 'text', value: () => sql.ref('product.sku') },
} satisfies Record<string, Sortable>;
export type ProductOrderField = keyof typeof productOrders;

export interface ProductListArgs extends PageArgs {
  filter?: ProductFilter | null;
  search?: string | null;
  orderBy?: readonly { field: ProductOrderField; direction: Ordering['direction'] }[] | null;
}

export function productsPage(
  context: Context,
  { filter, search, orderBy, ...args }: ProductListArgs,
  selected: Selection | null,
): Promise<Page<ProductRow>> {
  const orders = orderBy?.length ? orderBy : [{ field: 'NAME', direction: 'ASC' } as const];
  return pageOf<ProductRow>(
    context,
    {
      columns: productColumns,
      from: sql`product`,
      where: allOf([
        conditionOf(productClauses, filter, filterSetting(context)),
        search?.trim() ? searched(search) : sql`true`,
      ]),
      id: sql.ref('product.id'),
      orderings: orders.map(({ field, direction }) => ({
        field: `product.${field}`,
        direction,
        sortable: productOrders[field],
      })),
    },
    args,
    selected,
  );
}

export function productsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ProductRow[]> {
  return rowsOf<ProductRow>(
    reader,
    sql`select ${productColumns(selected)} from product where ${isAmong(sql`id`, ids)}`,
  );
}

export async function productBySku(
  { reader }: Context,
  sku: string,
  selected: Selection | null,
): Promise<ProductRow | null> {
  const rows = await rowsOf<ProductRow>(
    reader,
    sql`select ${productColumns(selected)} from product where sku = ${sku.trim()}`,
  );
  return rows[0] ?? null;
}

/** Every word in the name, or the whole at the beginning of the sku. */
function searched(text: string): Sql {
  judgeText(text);
  const words = wordsOf(text).slice(0, 8);
  const inName =
    words.length === 0
      ? sql`false`
      : allOf(words.map((word) => sql`product.folded_name like ${`%${literal(word)}%`}`));
  return sql`(${inName} or product.sku ilike ${`${literal(text.trim())}%`})`;
}
