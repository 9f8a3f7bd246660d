import { globalId } from '../kernel/ids.ts';
import { moneyOf } from '../kernel/money.ts';
import type { PurchaseEntity } from './purchase.entity.ts';

type Viewed = Pick<
  PurchaseEntity,
  | 'customerId'
  | 'purchasedAt'
  | 'channel'
  | 'status'
  | 'unitCount'
  | 'totalMinor'
  | 'refundedMinor'
  | 'currency'
  | 'cancelledAt'
>;

/** A purchase as the change log tells it, in the words of the schema. */
export function purchaseView({ totalMinor, refundedMinor, currency, ...purchase }: Viewed) {
  return {
    customer: globalId('customer', purchase.customerId),
    purchasedAt: purchase.purchasedAt,
    channel: purchase.channel,
    status: purchase.status,
    cancelledAt: purchase.cancelledAt ?? null,
    unitCount: purchase.unitCount,
    total: moneyOf(totalMinor, currency),
    refunded: refundedMinor > 0 ? moneyOf(refundedMinor, currency) : null,
  };
}
