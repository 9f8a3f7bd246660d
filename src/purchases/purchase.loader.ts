import type { Context, Loader, Selection } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  externalIdsOf,
  type FactKey,
  linesById,
  linesOf,
  type PurchaseLineRow,
  type PurchaseRow,
  purchasePagesByCustomer,
  purchasePagesByProduct,
  purchasesById,
  type SelectedPurchases,
} from './purchase.queries.ts';
import {
  type RefundLineRow,
  type RefundRow,
  refundLinesOf,
  refundsById,
  refundsOf,
} from './refund.queries.ts';

export const purchaseById = loader<Uuid, PurchaseRow | null>(async (context, ids, selected) => {
  return indexedBy(await purchasesById(context, ids, selected), ({ id }) => id);
}, null);

export const refundById = loader<Uuid, RefundRow | null>(async (context, ids, selected) => {
  return indexedBy(await refundsById(context, ids, selected), ({ id }) => id);
}, null);

export const purchasesByCustomer = loader<Uuid, Page<PurchaseRow> | null, SelectedPurchases>(
  purchasePagesByCustomer,
  null,
);
export const purchasesByProduct = loader<Uuid, Page<PurchaseRow> | null, SelectedPurchases>(
  purchasePagesByProduct,
  null,
);

export const externalIdsByPurchase = loader<Uuid, ExternalId[]>(async (context, ids) => {
  return groupedBy(await externalIdsOf(context, ids), ({ purchaseId }) => purchaseId);
}, []);

export const linesByPurchase = byFact<PurchaseRow, PurchaseLineRow[]>(
  async (context, purchases, selected) => {
    const currencies = new Map(purchases.map(({ id, currency }) => [id, currency]));
    const lines = await linesOf(context, purchases, selected);
    for (const line of lines) line.currency = currencies.get(line.purchaseId) ?? line.currency;
    return groupedBy(lines, ({ purchaseId }) => purchaseId);
  },
  [],
);

export const refundsByPurchase = byFact<PurchaseRow, RefundRow[]>(async (context, purchases, selected) => {
  return groupedBy(await refundsOf(context, purchases, selected), ({ purchaseId }) => purchaseId);
}, []);

export const partsByRefund = byFact<RefundRow, RefundLineRow[]>(async (context, refunds, selected) => {
  return groupedBy(await refundLinesOf(context, refunds, selected), ({ refundId }) => refundId);
}, []);

export const lineByKey = byFact<FactKey, PurchaseLineRow | null>(async (context, lines, selected) => {
  return indexedBy(await linesById(context, lines, selected), ({ id }) => id);
}, null);

/** A loader whose key is the whole row, for its customer, while what it finds is by id. */
function byFact<Row extends FactKey, Value>(
  batch: (context: Context, rows: readonly Row[], selected: Selection | null) => Promise<Map<Uuid, Value>>,
  absent: Value,
): Loader<Row, Value> {
  return loader<Row, Value>(async (context, rows, selected) => {
    const found = await batch(context, rows, selected);
    return new Map(rows.map((row) => [row, found.get(row.id) ?? absent]));
  }, absent);
}
