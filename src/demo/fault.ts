import { addDays } from '../kernel/clock.ts';
import type { ProductReference } from '../products/product.rules.ts';

/**
 * The product with a fault: the lid of the steel flask leaked, and whoever bought one was content with it only since
 * the maker changed the lid, so many days before the end. What was improved there shows in CSAT and in NPS.
 */
export const faultySku = 'FLASK-1L';
const mendedDaysBeforeEnd = 365;

/** When the lid was changed, in a shop that ends then. */
export function mendedAt(until: Date): Date {
  return addDays(until, -mendedDaysBeforeEnd);
}

/** What of a purchase is asked and written about: of several things the one with the fault. */
export function talkedAbout(lines: readonly { product: ProductReference }[]): {
  product: ProductReference | undefined;
  isFaulty: boolean;
} {
  const faulty = lines.find(({ product }) => 'sku' in product && product.sku === faultySku);
  return { product: (faulty ?? lines[0])?.product, isFaulty: faulty !== undefined };
}
