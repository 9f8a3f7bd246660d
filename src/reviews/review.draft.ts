import { referenceOf } from '../customers/customer.reference.ts';
import { productReferenceOf } from '../products/product.reference.ts';
import type { RecordReviewInput } from './review.input.ts';
import type { ReviewDraft } from './review.rules.ts';

/** The input as rules and services know it. */
export function reviewDraftOf({ customer, product, ...review }: RecordReviewInput): ReviewDraft {
  return {
    ...review,
    ...(customer ? { customer: referenceOf(customer) } : {}),
    ...(product === undefined ? {} : { product: product && productReferenceOf(product) }),
  };
}
