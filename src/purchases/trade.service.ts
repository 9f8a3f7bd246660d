import type { Trade } from '../api/trade.ts';
import type { Unit } from '../api/unit.ts';
import { groupedBy } from '../kernel/batch.ts';
import type { PurchaseEntity, PurchaseLineEntity } from './purchase.entity.ts';

/** Tells what became of purchases to whoever keeps figures of it, in this transaction. */
export async function tellTrade({ em, shop, contributions }: Unit, trade: Trade): Promise<void> {
  for (const keep of contributions.ledgers) await keep(em, trade, shop.timeZone);
}

/** Takes purchases without refunds out of whatever counts them. */
export async function callOff(
  unit: Unit,
  purchases: readonly PurchaseEntity[],
  lines: readonly PurchaseLineEntity[],
): Promise<void> {
  const byPurchase = groupedBy(lines, ({ purchaseId }) => purchaseId);
  const cancelled = purchases.map((purchase) => {
    const { id, purchasedAt, channel, unitCount, baseTotalMinor } = purchase;
    const ownLines = byPurchase.get(id) ?? [];
    purchase.status = 'CANCELLED';
    for (const line of ownLines) line.soldAt = null;
    return { purchasedAt, channel, unitCount, baseTotalMinor, lines: ownLines };
  });
  await unit.em.flush();
  await tellTrade(unit, { cancelled });
}
