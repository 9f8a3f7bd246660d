import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';

/** A close look at a few customers over what they did and said. */
export const CaseStudy = defineEntity({
  name: 'CaseStudy',
  tableName: 'case_study',
  properties: {
    id: uuid().primary(),
    title: text(),
    question: text(),
    periodFrom: p.date().nullable(),
    /** The first day after it. */
    periodTo: p.date().nullable(),
    conclusion: text().nullable(),
    concludedAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type CaseStudyEntity = InferEntity<typeof CaseStudy>;

/** A customer whom a case study follows. */
export const CaseStudyCustomer = defineEntity({
  name: 'CaseStudyCustomer',
  tableName: 'case_study_customer',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    caseStudyId: uuid(),
  },
});

/** What a case study found out, and the one thing that shows it. */
export const Finding = defineEntity({
  name: 'Finding',
  tableName: 'finding',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    caseStudyId: uuid(),
    statement: text(),
    quote: text().nullable(),
    purchaseId: uuid().nullable(),
    interactionId: uuid().nullable(),
    responseId: uuid().nullable(),
    reviewId: uuid().nullable(),
    createdAt: instant(),
  },
});
