import type { Uuid } from '../kernel/ids.ts';

/** A purchase as far as figures of trade have something of it, in the base currency. */
export interface SoldPurchase {
  purchasedAt: Date;
  channel: string;
  unitCount: number;
  baseTotalMinor: number;
  lines: readonly SoldLine[];
}

export interface SoldLine {
  productId: Uuid;
  quantity: number;
  baseTotalMinor: number;
}

/** Money paid back for a purchase. */
export interface PaidBack {
  refundedAt: Date;
  /** Of the purchase. */
  channel: string;
  baseAmountMinor: number;
}

/** What became of purchases in one transaction. */
export interface Trade {
  recorded?: readonly SoldPurchase[];
  /** Those that count nowhere from now on; none of them was refunded. */
  cancelled?: readonly SoldPurchase[];
  refunded?: readonly PaidBack[];
}
