import { referenceOf } from '../customers/customer.reference.ts';
import type { RecordReviewInput } from './review.input.ts';
import type { ReviewDraft } from './review.rules.ts';

/** The input as rules and services know it. */
export function reviewDraftOf({ customer, product, ...review }: RecordReviewInput): ReviewDraft {
  return {
    ...review,
    ...(customer ? { customer: referenceOf(customer) } : {}),
    ...(product === undefined ? {} : { product: product && productOf(product) }),
  };
}

/** Validation has made sure that exactly one is given. */
function productOf({ id, sku }: { id?: string; sku?: string }) {
  return sku === undefined ? { id: id ?? '' } : { sku };
}
