import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { latest } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, userError } from '../kernel/errors.ts';
import { globalId, localId, newId, type Uuid } from '../kernel/ids.ts';
import { converted, type Decimal } from '../kernel/money.ts';
import { type PurchaseEntity, PurchaseLine, type PurchaseLineEntity } from './purchase.entity.ts';
import { dateErrors } from './purchase.rules.ts';
import { lockedPurchase } from './purchase.service.ts';
import { purchaseView } from './purchase.view.ts';
import {
  amountErrors,
  amountForUnits,
  lineErrors,
  type RefundedLine,
  reasonErrors,
  refundAmount,
  stateErrors,
  statusAfter,
} from './refund.rules.ts';
import { refreshSummaries } from './summary.service.ts';
import { tellTrade } from './trade.service.ts';

/** Exactly one of `lines` and `amount`. */
export interface RefundDraft {
  purchaseId: string;
  refundedAt?: Date | null;
  reason?: string | null;
  lines?: readonly { lineId: string; quantity: number }[] | null;
  amount?: Decimal | null;
}

/** Gives back units of lines or an amount; never more than is left, also for two refunds at once. */
export async function refundPurchase(
  unit: Unit,
  draft: RefundDraft,
): Promise<{ purchaseId: Uuid; refundId: Uuid }> {
  const purchase = await lockedPurchase(unit, draft.purchaseId, ['purchaseId']);
  // A purchase may be dated up to a day ahead, and what is given back at once is not given back before it.
  const refundedAt = draft.refundedAt ?? latest(unit.now, purchase.purchasedAt);
  const reason = draft.reason?.trim() || null;
  refuseIfAny([
    ...stateErrors(purchase, ['purchaseId']),
    ...dateErrors(refundedAt, unit.now, ['refundedAt']),
    ...(refundedAt < purchase.purchasedAt
      ? [userError('INVALID', ['refundedAt'], 'A refund is not before its purchase.')]
      : []),
    ...reasonErrors(reason),
  ]);
  const hasLines = (draft.lines?.length ?? 0) > 0;
  if (hasLines === (typeof draft.amount === 'string')) {
    refuse('INVALID', ['amount'], 'A refund is of lines or of an amount: give exactly one of them.');
  }
  const lines = hasLines ? await linesToRefund(unit, purchase, draft.lines ?? []) : [];
  const asked = hasLines
    ? lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    : refundAmount(draft.amount ?? '', purchase.currency);
  if (typeof asked !== 'number') refuseIfAny([asked]);
  const amountMinor = Number(asked);
  refuseIfAny(amountErrors(purchase, amountMinor, hasLines ? ['lines'] : ['amount']));

  const [refundId = ''] = await addRefunds(unit, [{ purchase, refundedAt, reason, amountMinor, lines }]);
  await refreshSummaries(unit.em, [purchase.customerId]);
  return { purchaseId: purchase.id, refundId };
}

/** A refund that has been judged; the entities of its lines are already changed. */
export interface JudgedRefund {
  purchase: PurchaseEntity;
  refundedAt: Date;
  reason: string | null;
  amountMinor: number;
  lines: readonly RefundedLine[];
}

/** Writes refunds, and what they change on their purchases and lines. */
export async function addRefunds(unit: Unit, judged: readonly JudgedRefund[]): Promise<Uuid[]> {
  const { em, now, note } = unit;
  const refunds = judged.map((refund) => ({
    id: newId(),
    ...refund,
    before: purchaseView(refund.purchase),
    baseAmountMinor: takeBack(unit, refund),
    after: purchaseView(refund.purchase),
  }));
  await em.flush();
  await insertRows(
    em,
    'refund',
    refunds.map(({ id, purchase, refundedAt, amountMinor, baseAmountMinor, reason }) => ({
      id,
      customerId: purchase.customerId,
      purchaseId: purchase.id,
      refundedAt,
      amountMinor,
      baseAmountMinor,
      reason,
      createdAt: now,
    })),
  );
  await insertRows(
    em,
    'refund_line',
    refunds.flatMap(({ id, purchase, lines }) =>
      lines.map((line) => ({ id: newId(), customerId: purchase.customerId, refundId: id, ...line })),
    ),
  );
  await tellTrade(unit, {
    refunded: refunds.map(({ purchase: { channel }, ...refund }) => ({ channel, ...refund })),
  });
  for (const { id, purchase, before, after } of refunds) {
    note({
      action: 'purchase.refunded',
      subjectId: purchase.id,
      customerId: purchase.customerId,
      difference: differenceOf({ ...before, refund: null }, { ...after, refund: globalId('refund', id) }),
    });
  }
  return refunds.map(({ id }) => id);
}

/**
 * Changes the purchase by a refund and returns what the refund comes to in the base currency: what all refunds so far
 * come to less those before it. The last one gets all that is left, so that they add up to the base total exactly.
 */
function takeBack({ shop, now }: Unit, { purchase, amountMinor }: JudgedRefund): number {
  purchase.refundedMinor += amountMinor;
  const { refundedMinor, totalMinor, currency, rate, baseTotalMinor } = purchase;
  const isWhole = refundedMinor === totalMinor;
  const inBase =
    currency === shop.baseCurrency
      ? refundedMinor
      : converted({ minor: refundedMinor, currency }, rate, shop.baseCurrency);
  const baseRefundedMinor = isWhole ? baseTotalMinor : Math.min(inBase, baseTotalMinor);
  const baseAmountMinor = baseRefundedMinor - purchase.baseRefundedMinor;
  purchase.baseRefundedMinor = baseRefundedMinor;
  purchase.status = statusAfter(purchase);
  purchase.updatedAt = now;
  return baseAmountMinor;
}

async function linesToRefund(
  { em }: Unit,
  purchase: PurchaseEntity,
  wanted: readonly { lineId: string; quantity: number }[],
): Promise<RefundedLine[]> {
  const stored = await em.find(PurchaseLine, { purchaseId: purchase.id, customerId: purchase.customerId });
  const byId = new Map(stored.map((line) => [line.id, line]));
  return wanted.map(({ lineId, quantity }, index) => {
    const line = byId.get(localId('line', lineId) ?? '');
    if (!line)
      return refuse('NOT_FOUND', ['lines', index, 'lineId'], 'The purchase has no line with this id.');
    refuseIfAny(lineErrors(line, quantity, ['lines', index, 'quantity']));
    return takeUnits(line, quantity);
  });
}

/** Marks units of a line as given back, for at most so much. */
export function takeUnits(
  line: PurchaseLineEntity,
  quantity: number,
  mostMinor = line.totalMinor,
): RefundedLine {
  const amountMinor = Math.min(amountForUnits(line, quantity), mostMinor);
  line.refundedQuantity += quantity;
  line.refundedMinor += amountMinor;
  return { lineId: line.id, quantity, amountMinor };
}
