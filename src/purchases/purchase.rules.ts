// Purchases: what customers bought, gave back and called off.

import type { CustomerDraft, CustomerReference, ExternalId } from '../customers/customer.rules.ts';
import type { Decimal } from '../kernel/money.ts';

/** Who bought: a customer that exists, or one to be made. */
export type Buyer = CustomerReference | { create: CustomerDraft };

/** Exactly one of the ways to name a product. */
export type ProductReference = { id: string } | { sku: string };

export interface PurchaseLineDraft {
  product: ProductReference;
  description?: string | null;
  quantity: number;
  /** For one unit, in the purchase's currency. */
  unitPrice: Decimal;
  /** Off the whole line; 0 when not given. */
  discount?: Decimal;
}

/** A purchase as somebody reports it, before any rule has looked. */
export interface PurchaseDraft {
  /** Not given: an anonymous sale. */
  customer?: Buyer;
  externalIds?: readonly ExternalId[];
  purchasedAt: Date;
  channel: string;
  /** ISO 4217. */
  currency: string;
  /** Units of the shop's base currency for one of `currency`; given exactly when the two differ. */
  rate?: Decimal;
  /** When given, must equal the sum of the lines. */
  total?: Decimal;
  lines: readonly PurchaseLineDraft[];
}

export const purchaseStatuses = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CANCELLED'] as const;
export type PurchaseStatus = (typeof purchaseStatuses)[number];
