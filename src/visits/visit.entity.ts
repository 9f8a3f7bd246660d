import { defineEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';

/** A run of page views of one customer with less than 30 minutes between them. */
export const Visit = defineEntity({
  name: 'Visit',
  tableName: 'visit',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    /** The first page view. */
    startedAt: instant(),
    /** The last page view. */
    endedAt: instant(),
    pageViews: p.integer(),
    landingPath: text().nullable(),
    referrer: text().nullable(),
    campaign: text().nullable(),
    campaignSource: text().nullable(),
    campaignMedium: text().nullable(),
    device: text().nullable(),
  },
});

export const eventKinds = ['PAGE', 'SCREEN', 'TRACK'] as const;
export type EventKind = (typeof eventKinds)[number];

/** One thing a customer did, as it was tracked. */
export const Event = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    kind: p.enum(eventKinds).columnType('text'),
    name: text().nullable(),
    path: text().nullable(),
    /** What was looked at. */
    productId: uuid().nullable(),
    properties: p.json<Record<string, unknown>>(),
    occurredAt: instant(),
    receivedAt: instant(),
  },
});

/** Which messages a caller has sent already: the primary key makes taking one twice impossible. */
export const TrackedMessage = defineEntity({
  name: 'TrackedMessage',
  tableName: 'tracked_message',
  properties: {
    owner: text().primary(),
    messageId: text().primary(),
    receivedAt: instant(),
  },
});
