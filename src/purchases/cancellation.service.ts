import type { Unit } from '../api/unit.ts';
import { groupedBy } from '../kernel/batch.ts';
import { latest } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type PurchaseEntity, PurchaseLine, type PurchaseLineEntity } from './purchase.entity.ts';
import { lockedPurchase } from './purchase.service.ts';
import { purchaseView } from './purchase.view.ts';
import { refreshSummaries } from './summary.service.ts';
import { tellTrade } from './trade.service.ts';

export interface CancellationDraft {
  id: string;
  cancelledAt?: Date | null;
}

/** Calls a purchase off: it stays to be read and counts nowhere. */
export async function cancelPurchase(
  unit: Unit,
  { id, ...draft }: CancellationDraft,
): Promise<{ purchaseId: Uuid }> {
  const purchase = await lockedPurchase(unit, id, ['id']);
  if (purchase.status === 'CANCELLED') refuse('CONFLICT', ['id'], 'The purchase is cancelled already.');
  if (purchase.status !== 'COMPLETED')
    refuse('CONFLICT', ['id'], 'A purchase with refunds cannot be cancelled; refund what is left.');
  // A purchase may be dated up to a day ahead, and what is called off at once is not called off before it.
  const now = latest(unit.now, purchase.purchasedAt);
  const cancelledAt = draft.cancelledAt ?? now;
  if (cancelledAt < purchase.purchasedAt)
    refuse('INVALID', ['cancelledAt'], 'A purchase is not cancelled before it was made.');
  if (cancelledAt > now) refuse('INVALID', ['cancelledAt'], 'A purchase is not cancelled ahead of now.');
  const before = purchaseView(purchase);
  purchase.updatedAt = unit.now;
  const lines = await unit.em.find(PurchaseLine, {
    purchaseId: purchase.id,
    customerId: purchase.customerId,
  });
  await callOff(unit, [{ purchase, cancelledAt }], lines);
  await refreshSummaries(unit.em, [purchase.customerId]);
  unit.note({
    action: 'purchase.cancelled',
    subjectId: purchase.id,
    customerId: purchase.customerId,
    difference: differenceOf(before, purchaseView(purchase)),
  });
  return { purchaseId: purchase.id };
}

/** A purchase without refunds, and when it was called off. */
export interface Cancellation {
  purchase: PurchaseEntity;
  cancelledAt: Date;
}

/** Takes purchases out of whatever counts them. */
export async function callOff(
  unit: Unit,
  cancellations: readonly Cancellation[],
  lines: readonly PurchaseLineEntity[],
): Promise<void> {
  const byPurchase = groupedBy(lines, ({ purchaseId }) => purchaseId);
  const cancelled = cancellations.map(({ purchase, cancelledAt }) => {
    const { id, purchasedAt, channel, unitCount, baseTotalMinor } = purchase;
    const ownLines = byPurchase.get(id) ?? [];
    purchase.status = 'CANCELLED';
    purchase.cancelledAt = cancelledAt;
    for (const line of ownLines) line.soldAt = null;
    return { purchasedAt, channel, unitCount, baseTotalMinor, lines: ownLines };
  });
  await unit.em.flush();
  await tellTrade(unit, { cancelled });
}
