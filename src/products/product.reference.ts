import type { ProductReference } from './product.rules.ts';

/** The one name given; validation has made sure that it is exactly one. */
export function productReferenceOf({ id, sku }: { id?: string; sku?: string }): ProductReference {
  return sku === undefined ? { id: id ?? '' } : { sku };
}
