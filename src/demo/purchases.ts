import type { ExternalId } from '../customers/customer.rules.ts';
import { addDays, earliest } from '../kernel/clock.ts';
import type { PurchaseDraft } from '../purchases/purchase.rules.ts';
import type { Chance, Weighted } from './chance.ts';
import { rateOn } from './prices.ts';
import type { Sale } from './sales.ts';

export interface DemoRefund {
  refundedAt: Date;
  reason: string | null;
  /** `position` counts the purchase's lines from 1; `quantity` is how many of the line came back. */
  lines: { position: number; quantity: number }[];
}

export interface DemoPurchase {
  draft: PurchaseDraft;
  refunds: DemoRefund[];
  /** Null for one that stands. */
  cancelledAt: Date | null;
}

const hoursUntilCancelled = 3;

const reasons: readonly Weighted<string | null>[] = [
  ['Not as expected', 5],
  ['Changed their mind', 4],
  ['Damaged', 2],
  ['Faulty', 2],
  ['Bought too many', 2],
  [null, 4],
];

/** The books: sales in the order they were made, numbered, with what came back or was called off. */
export function purchasesOf(sales: readonly Sale[], until: Date, chance: Chance): DemoPurchase[] {
  const numbers = { till: 200_000, webshop: 50_000 };
  return sales
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((sale) => {
      const source = sale.channel === 'webshop' ? 'webshop' : 'till';
      numbers[source] += 1;
      const id = source === 'webshop' ? `W-${numbers.webshop}` : `T-${numbers.till}`;
      const isCancelled = chance.happens(sale.channel === 'webshop' ? 0.018 : 0.003);
      const refund = isCancelled ? null : refundOf(sale, until, chance);
      return {
        draft: draftOf(sale, { source, id }),
        refunds: refund ? [refund] : [],
        cancelledAt: isCancelled ? earliest(addDays(sale.at, hoursUntilCancelled / 24), until) : null,
      };
    });
}

function draftOf(sale: Sale, externalId: ExternalId): PurchaseDraft {
  const rate = rateOn(sale.currency, sale.day);
  return {
    ...(sale.customer ? { customer: { externalId: sale.customer } } : {}),
    externalIds: [externalId],
    purchasedAt: sale.at,
    channel: sale.channel,
    currency: sale.currency,
    ...(rate ? { rate } : {}),
    lines: sale.lines,
  };
}

/** Usually a part of one line, now and then the whole basket; never a service done. */
function refundOf({ at, channel, lines }: Sale, until: Date, chance: Chance): DemoRefund | null {
  if (channel === 'workshop' || !chance.happens(0.045)) return null;
  // Come back at the same time of day: most days the store is open then.
  const refundedAt = addDays(at, chance.whole(1, 28));
  if (refundedAt > until) return null;
  const positions = lines.map(({ quantity }, index) => ({ position: index + 1, quantity }));
  const reason = chance.weighted(reasons);
  if (chance.happens(0.2)) return { refundedAt, reason, lines: positions };
  const { position, quantity } = chance.oneOf(positions);
  return { refundedAt, reason, lines: [{ position, quantity: chance.whole(1, quantity) }] };
}
