import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';
import { casePriorities, caseStatuses } from './case.rules.ts';
import { interactionAuthors, interactionChannels, interactionKinds } from './interaction.rules.ts';

const kind = () => p.enum(interactionKinds).columnType('text');
const channel = () => p.enum(interactionChannels).columnType('text');
const author = () => p.enum(interactionAuthors).columnType('text');

export const Interaction = defineEntity({
  name: 'Interaction',
  tableName: 'interaction',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    caseId: uuid().nullable(),
    kind: kind(),
    channel: channel(),
    author: author(),
    /** Which agent it was. */
    agent: text().nullable(),
    occurredAt: instant(),
    subject: text().nullable(),
    body: text().nullable(),
    productId: uuid().nullable(),
    purchaseId: uuid().nullable(),
    createdAt: instant(),
  },
});

/** Which interaction another system's id means: the primary key makes recording it twice impossible. */
export const InteractionKey = defineEntity({
  name: 'InteractionKey',
  tableName: 'interaction_key',
  properties: {
    source: text().primary(),
    value: text().primary(),
    interactionId: uuid(),
    customerId: uuid(),
  },
});

export const ServiceCase = defineEntity({
  name: 'ServiceCase',
  tableName: 'service_case',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    kind: kind(),
    channel: channel(),
    openedBy: author(),
    subject: text(),
    status: p.enum(caseStatuses).columnType('text'),
    priority: p.enum(casePriorities).columnType('text'),
    assignee: text().nullable(),
    openedAt: instant(),
    dueAt: instant().nullable(),
    /** The first message of the customer, from which a first response is reckoned. */
    askedAt: instant().nullable(),
    firstResponseAt: instant().nullable(),
    /** The first resolution: reopening does not take it back. */
    resolvedAt: instant().nullable(),
    /** When the status last changed. */
    changedAt: instant(),
    reopenedCount: p.integer(),
    firstResponseSeconds: p.integer().nullable(),
    /** In opening hours as they were set when it was written. */
    firstResponseBusinessSeconds: p.integer().nullable(),
    resolutionSeconds: p.integer().nullable(),
    resolutionBusinessSeconds: p.integer().nullable(),
    withinTarget: p.boolean().nullable(),
    /** The days that the figures count for, in the time zone of the shop. */
    openedDay: p.date(),
    firstResponseDay: p.date().nullable(),
    resolvedDay: p.date().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type ServiceCaseEntity = InferEntity<typeof ServiceCase>;
