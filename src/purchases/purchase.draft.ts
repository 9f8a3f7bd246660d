import type { Unit } from '../api/unit.ts';
import { customerDraftOf, referenceOf } from '../customers/customer.reference.ts';
import { productReferenceOf } from '../products/product.reference.ts';
import type { BuyerInput, RecordPurchaseInput } from './purchase.input.ts';
import type { Buyer, PurchaseDraft } from './purchase.rules.ts';

/** The input as rules and services know it, with what it leaves to the shop. */
export function purchaseDraftOf(
  { customer, purchasedAt, currency, lines, ...rest }: RecordPurchaseInput,
  { now, shop }: Unit,
): PurchaseDraft {
  return {
    ...rest,
    customer: customer ? buyerOf(customer) : null,
    purchasedAt: purchasedAt ?? now,
    currency: currency ?? shop.baseCurrency,
    lines: lines.map(({ product, ...line }) => ({
      ...line,
      product: productReferenceOf(product),
    })),
  };
}

function buyerOf({ create, ...reference }: BuyerInput): Buyer {
  return create ? { create: customerDraftOf(create) } : referenceOf(reference);
}
