import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { choosable, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Refund, RefundLine } from './purchase.entity.ts';
import { among, type FactKey } from './purchase.queries.ts';

/** Refunds and their lines carry the currency of their purchase. */
export type RefundRow = Omit<RowOf<typeof Refund>, 'createdAt'> & { currency: string };
export type RefundLineRow = RowOf<typeof RefundLine> & { currency: string };

export const refundColumns = choosable(
  'refund',
  ['id', 'customerId', 'purchaseId', 'refundedAt', 'amountMinor', 'baseAmountMinor', 'reason'],
  ['id', 'customerId', 'purchaseId'],
);
const refundLineColumns = choosable(
  'part',
  ['id', 'customerId', 'refundId', 'lineId', 'quantity', 'amountMinor'],
  ['id', 'customerId', 'refundId'],
);

export function refundsOf(
  { reader }: Context,
  purchases: readonly FactKey[],
  selected: Selection | null,
): Promise<RefundRow[]> {
  return rowsOf<RefundRow>(
    reader,
    sql`
      select ${refundColumns(selected)}, purchase.currency
      from refund
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
      where ${among('refund.purchase_id', 'refund.customer_id', purchases)}
      order by refund.refunded_at, refund.id`,
  );
}

export function refundsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<RefundRow[]> {
  return rowsOf<RefundRow>(
    reader,
    sql`
      select ${refundColumns(selected)}, purchase.currency
      from refund
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
      where ${isAmong(sql`refund.id`, ids)}`,
  );
}

export function refundLinesOf(
  { reader }: Context,
  refunds: readonly (FactKey & { currency: string })[],
  selected: Selection | null,
): Promise<RefundLineRow[]> {
  return rowsOf<RefundLineRow>(
    reader,
    sql`
      select ${refundLineColumns(selected)}, purchase.currency
      from refund_line as part
      join refund on refund.id = part.refund_id and refund.customer_id = part.customer_id
      join purchase on purchase.id = refund.purchase_id and purchase.customer_id = refund.customer_id
      where ${among('part.refund_id', 'part.customer_id', refunds)}
      order by part.refund_id, part.id`,
  );
}
