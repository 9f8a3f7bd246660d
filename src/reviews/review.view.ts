import { globalId, type Uuid } from '../kernel/ids.ts';
import type { ReviewContent } from './review.rules.ts';

/** Fields of a review that the change log names and does not copy: those that the schema marks as personal. */
export const personalFields = ['text'] as const;

/** A review as the change log tells it, in the words of the schema. */
export function reviewView({
  customerId,
  productId,
  replyText,
  replyBy,
  repliedAt,
  ...content
}: ReviewContent & { customerId: Uuid; productId: Uuid | null }) {
  return {
    customer: globalId('customer', customerId),
    source: content.source,
    externalId: content.externalId,
    author: content.author,
    product: productId && globalId('product', productId),
    rating: content.rating,
    ratingMax: content.ratingMax,
    text: content.text,
    language: content.language,
    url: content.url,
    writtenAt: content.writtenAt,
    reply: replyText === null ? null : { text: replyText, by: replyBy, repliedAt },
  };
}
