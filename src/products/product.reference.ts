import { type UserError, userError } from '../kernel/errors.ts';
import type { ProductReference } from './product.rules.ts';

/** The one name given; validation has made sure that it is exactly one. */
export function productReferenceOf({ id, sku }: { id?: string; sku?: string }): ProductReference {
  return sku === undefined ? { id: id ?? '' } : { sku };
}

/** What is wrong with a product that is named and is not there. */
export function noProduct(reference: ProductReference): UserError {
  const by = 'sku' in reference ? 'sku' : 'id';
  return userError('NOT_FOUND', ['product', by], `There is no product with this ${by}.`);
}
