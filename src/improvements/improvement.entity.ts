import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';
import { improvementStatuses } from './improvement.rules.ts';

/** What the shop does better because of what customers said. */
export const Improvement = defineEntity({
  name: 'Improvement',
  tableName: 'improvement',
  properties: {
    id: uuid().primary(),
    title: text(),
    description: text().nullable(),
    status: p.enum(improvementStatuses).columnType('text'),
    /** Why it was rejected. */
    reason: text().nullable(),
    productId: uuid().nullable(),
    doneAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type ImprovementEntity = InferEntity<typeof Improvement>;

const feedback = {
  interactionId: uuid().nullable(),
  responseId: uuid().nullable(),
  reviewId: uuid().nullable(),
};

/** Feedback that led to an improvement. */
export const ImprovementFeedback = defineEntity({
  name: 'ImprovementFeedback',
  tableName: 'improvement_feedback',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    improvementId: uuid(),
    ...feedback,
    linkedAt: instant(),
  },
});

/** Feedback that is taken up in a service case. */
export const FeedbackCase = defineEntity({
  name: 'FeedbackCase',
  tableName: 'feedback_case',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    caseId: uuid(),
    ...feedback,
    takenUpAt: instant(),
  },
});
