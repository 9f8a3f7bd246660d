// Segments: saved questions about customers, and lists of them, with who was in them when. Nothing of what is asked.

import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';

export const segmentKinds = ['RULE', 'LIST'] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** A group of customers with a name: whoever a rule holds for, or whoever was put on a list. */
export const Segment = defineEntity({
  name: 'Segment',
  tableName: 'segment',
  properties: {
    id: uuid().primary(),
    name: text(),
    description: text().nullable(),
    kind: p.enum(segmentKinds).columnType('text'),
    /** A filter of customers as it was given; null for a list. */
    rule: p.json<Record<string, unknown>>().nullable(),
    /** How many are in it. */
    size: p.integer().default(0),
    /** As of when who is in it was last found out. */
    computedAt: instant().nullable(),
    /** When it could not be, and why; null since it could again. */
    failedAt: instant().nullable(),
    failure: text().nullable(),
    /** Whether who is in it changes as time goes by, without anything happening. */
    isMoving: p.boolean(),
    /** Whether everybody has to be asked anew. */
    isDue: p.boolean().default(false),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type SegmentEntity = InferEntity<typeof Segment>;

/** How far upkeep has come: a single row. */
export const SegmentUpkeep = defineEntity({
  name: 'SegmentUpkeep',
  tableName: 'segment_upkeep',
  properties: {
    id: p.integer().primary(),
    /** Every change of before this moment has been followed. */
    followedAt: instant().nullable(),
  },
});

/** From when until when a customer was in a segment. Ranges of the same two do not overlap. */
export const SegmentMembership = defineEntity({
  name: 'SegmentMembership',
  tableName: 'segment_membership',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    segmentId: uuid(),
    joinedAt: instant(),
    /** The first instant at which they were not any more; null while they are. */
    leftAt: instant().nullable(),
  },
});
