import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { figure, instant, text, uuid } from '../database/columns.ts';
import { sentimentLabels } from '../sentiment/sentiment.ts';

/** What somebody said in public: a review with a rating, or a mention without one. */
export const Review = defineEntity({
  name: 'Review',
  tableName: 'review',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    source: text(),
    externalId: text().nullable(),
    author: text().nullable(),
    productId: uuid().nullable(),
    rating: figure().nullable(),
    ratingMax: figure().nullable(),
    /** The rating from 1 to 5, whatever its own maximum: what figures are made of. */
    stars: figure().nullable(),
    text: text().nullable(),
    language: text().nullable(),
    url: text().nullable(),
    writtenAt: instant(),
    sentimentLabel: p.enum(sentimentLabels).columnType('text').nullable(),
    sentimentScore: figure().nullable(),
    sentimentMethod: text().nullable(),
    replyText: text().nullable(),
    replyBy: text().nullable(),
    repliedAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type ReviewEntity = InferEntity<typeof Review>;

/** Which review another system's id means: the primary key makes recording it twice impossible. */
export const ReviewKey = defineEntity({
  name: 'ReviewKey',
  tableName: 'review_key',
  properties: {
    source: text().primary(),
    value: text().primary(),
    reviewId: uuid(),
    customerId: uuid(),
  },
});
