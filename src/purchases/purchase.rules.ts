// Purchases: what customers bought, gave back and called off.

import type { CustomerDraft, ExternalId } from '../customers/customer.rules.ts';
import type { Decimal } from '../kernel/money.ts';

/** Exactly one of the ways to name a customer. */
export type CustomerReference =
  | { id: string }
  | { externalId: ExternalId }
  | { email: string }
  | { create: CustomerDraft };

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
  customer?: CustomerReference;
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
