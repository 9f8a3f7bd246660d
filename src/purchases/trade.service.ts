import type { Trade } from '../api/trade.ts';
import type { Unit } from '../api/unit.ts';

/** Tells what became of purchases to whoever keeps figures of it, in this transaction. */
export async function tellTrade({ em, shop, contributions }: Unit, trade: Trade): Promise<void> {
  for (const keep of contributions.ledgers) await keep(em, trade, shop.timeZone);
}
