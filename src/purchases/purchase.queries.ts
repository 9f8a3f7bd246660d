import { sql } from 'kysely';
import type { Selection } from '../api/context.ts';
import { type Context, filterSetting } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { conditionOf } from '../database/filter.ts';
import type { Ordering, Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type RowOf, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Purchase, PurchaseLine } from './purchase.entity.ts';
import { type PurchaseFilter, purchaseClauses } from './purchase.filter.ts';

export type PurchaseRow = Omit<RowOf<typeof Purchase>, 'createdAt' | 'updatedAt'>;
/** Lines carry the currency of their purchase. */
export type PurchaseLineRow = RowOf<typeof PurchaseLine> & { currency: string };

const plainPurchaseColumns = choosable(
  'purchase',
  [
    'id',
    'customerId',
    'purchasedAt',
    'channel',
    'status',
    'currency',
    'unitCount',
    'totalMinor',
    'refundedMinor',
    'baseTotalMinor',
    'baseRefundedMinor',
    'cancelledAt',
  ],
  ['id', 'customerId', 'currency'],
);

/** The rate is text: as a JSON number it would lose digits. */
export function purchaseColumns(selected: Selection | null): Sql {
  const plain = plainPurchaseColumns(selected);
  return selected?.columns.includes('rate') === false ? plain : sql`${plain}, purchase.rate::text as rate`;
}

const lineColumns = choosable(
  'line',
  [
    'id',
    'customerId',
    'purchaseId',
    'productId',
    'position',
    'description',
    'quantity',
    'unitPriceMinor',
    'discountMinor',
    'totalMinor',
    'refundedQuantity',
    'refundedMinor',
  ],
  ['id', 'purchaseId'],
);
/** What purchases can be ordered by. */
export const purchaseOrders = {
  PURCHASED_AT: { type: 'timestamptz', value: () => sql.ref('purchase.purchased_at') },
  TOTAL: { type: 'bigint', value: () => sql.ref('purchase.base_total_minor') },
} satisfies Record<string, Sortable>;
export type PurchaseOrderField = keyof typeof purchaseOrders;

export interface PurchaseListArgs extends PageArgs {
  filter?: PurchaseFilter | null;
  orderBy?: readonly { field: PurchaseOrderField; direction: Ordering['direction'] }[] | null;
}

/** A list of purchases under each of many parents, and what is wanted of them. */
export type SelectedPurchases = PurchaseListArgs & { selected: Selection | null };

export function purchasesPage(
  context: Context,
  args: PurchaseListArgs,
  selected: Selection | null,
): Promise<Page<PurchaseRow>> {
  return pageOf<PurchaseRow>(context, listing(context, args), args, selected);
}

export function purchasePagesByCustomer(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedPurchases,
): Promise<Map<Uuid, Page<PurchaseRow>>> {
  const parent = column('purchase', 'customerId');
  return pagesOf<PurchaseRow>(
    context,
    { ...listing(context, args), parent, parentIs: 'customerId' },
    customerIds,
    args,
    selected,
  );
}

/** The purchases a product is on; each once, however many lines of it have the product. */
export function purchasePagesByProduct(
  context: Context,
  productIds: readonly Uuid[],
  { selected, ...args }: SelectedPurchases,
): Promise<Map<Uuid, Page<PurchaseRow>>> {
  const from = sql`
    (
      select distinct product_id, purchase_id, customer_id from purchase_line where product_id = any(${productIds}::uuid[])
    ) as sold
    join purchase on purchase.id = sold.purchase_id and purchase.customer_id = sold.customer_id`;
  return pagesOf<PurchaseRow>(
    context,
    { ...listing(context, args, from), parent: sql.ref('sold.product_id') },
    productIds,
    args,
    selected,
  );
}

function listing(
  context: Context,
  { filter, orderBy }: PurchaseListArgs,
  from: Sql = sql`purchase`,
): Listing {
  const orders = orderBy?.length ? orderBy : [{ field: 'PURCHASED_AT', direction: 'DESC' } as const];
  return {
    columns: purchaseColumns,
    from,
    where: conditionOf(purchaseClauses, filter, filterSetting(context)),
    id: column('purchase', 'id'),
    orderings: orders.map(({ field, direction }) => ({ field, direction, sortable: purchaseOrders[field] })),
  };
}

export function purchasesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<PurchaseRow[]> {
  return rowsOf<PurchaseRow>(
    reader,
    sql`select ${purchaseColumns(selected)} from purchase where ${isAmong(sql`id`, ids)}`,
  );
}

export async function purchaseByExternalId(
  { reader }: Context,
  { source, id }: ExternalId,
  selected: Selection | null,
): Promise<PurchaseRow | null> {
  const rows = await rowsOf<PurchaseRow>(
    reader,
    sql`
      select ${purchaseColumns(selected)}
      from purchase_key as key
      join purchase on purchase.id = key.purchase_id and purchase.customer_id = key.customer_id
      where key.source = ${source} and key.value = ${id.trim()}`,
  );
  return rows[0] ?? null;
}

/** A fact as its parent names it: with the customer, by whom facts are spread over machines. */
export type FactKey = Pick<PurchaseRow, 'id' | 'customerId'>;

export function linesOf(
  { reader }: Context,
  purchases: readonly FactKey[],
  selected: Selection | null,
): Promise<PurchaseLineRow[]> {
  return rowsOf<PurchaseLineRow>(
    reader,
    sql`
      select ${lineColumns(selected)}
      from purchase_line as line
      where ${among('line.purchase_id', 'line.customer_id', purchases)}
      order by line.purchase_id, line.customer_id, line.position`,
  );
}

export function linesById(
  { reader }: Context,
  lines: readonly FactKey[],
  selected: Selection | null,
): Promise<PurchaseLineRow[]> {
  return rowsOf<PurchaseLineRow>(
    reader,
    sql`
      select ${lineColumns(selected)}, purchase.currency
      from purchase_line as line
      join purchase on purchase.id = line.purchase_id and purchase.customer_id = line.customer_id
      where ${among('line.id', 'line.customer_id', lines)}`,
  );
}

export function externalIdsOf(
  { reader }: Context,
  purchaseIds: readonly Uuid[],
): Promise<(ExternalId & { purchaseId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      select purchase_id as "purchaseId", source, value as id
      from purchase_key
      where ${isAmong(sql`purchase_id`, purchaseIds)}
      order by source, value`,
  );
}

/** Facts by their ids and, for the machines they are spread over, their customers. */
export function among(id: string, customerId: string, keys: readonly FactKey[]): Sql {
  const customers = [...new Set(keys.map((key) => key.customerId))];
  const ids = keys.map((key) => key.id);
  return sql`${isAmong(sql.ref(id), ids)} and ${isAmong(sql.ref(customerId), customers)}`;
}
