import type { Context } from '../api/context.ts';
import { type Loader, loader } from '../api/loader.ts';
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
  type PurchaseListArgs,
  type PurchaseRow,
  purchasePagesByCustomer,
  purchasePagesByProduct,
  purchasesById,
  type RefundLineRow,
  type RefundRow,
  refundLinesOf,
  refundsById,
  refundsOf,
} from './purchase.queries.ts';

export const purchaseById = loader<Uuid, PurchaseRow | null>(async (context, ids) => {
  return indexedBy(await purchasesById(context, ids), ({ id }) => id);
}, null);

export const refundById = loader<Uuid, RefundRow | null>(async (context, ids) => {
  return indexedBy(await refundsById(context, ids), ({ id }) => id);
}, null);

export const purchasesByCustomer = loader<Uuid, Page<PurchaseRow> | null, PurchaseListArgs>(
  purchasePagesByCustomer,
  null,
);
export const purchasesByProduct = loader<Uuid, Page<PurchaseRow> | null, PurchaseListArgs>(
  purchasePagesByProduct,
  null,
);

export const externalIdsByPurchase = loader<Uuid, ExternalId[]>(async (context, ids) => {
  return groupedBy(await externalIdsOf(context, ids), ({ purchaseId }) => purchaseId);
}, []);

export const linesByPurchase = byFact<PurchaseRow, PurchaseLineRow[]>(async (context, purchases) => {
  return groupedBy(await linesOf(context, purchases), ({ purchaseId }) => purchaseId);
}, []);

export const refundsByPurchase = byFact<PurchaseRow, RefundRow[]>(async (context, purchases) => {
  return groupedBy(await refundsOf(context, purchases), ({ purchaseId }) => purchaseId);
}, []);

export const partsByRefund = byFact<RefundRow, RefundLineRow[]>(async (context, refunds) => {
  return groupedBy(await refundLinesOf(context, refunds), ({ refundId }) => refundId);
}, []);

export const lineByKey = byFact<FactKey, PurchaseLineRow | null>(async (context, lines) => {
  return indexedBy(await linesById(context, lines), ({ id }) => id);
}, null);

/** A loader whose key is the whole row, for its customer, while what it finds is by id. */
function byFact<Row extends FactKey, Value>(
  batch: (context: Context, rows: readonly Row[]) => Promise<Map<Uuid, Value>>,
  absent: Value,
): Loader<Row, Value> {
  return loader<Row, Value>(
    async (context, rows) => {
      const found = await batch(context, rows);
      return new Map(rows.map((row) => [row, found.get(row.id) ?? absent]));
    },
    absent as Loader<Row, Value>['absent'],
  );
}
