import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { changesById, type SegmentChangeRow } from './change.queries.ts';
import { type Explained, type Explanation, explanationsOf } from './explanation.queries.ts';
import {
  type FlowCounts,
  type FlowPeriod,
  flowCounts,
  flowPages,
  type Movement,
  memberPages,
  type Selecting,
} from './membership.queries.ts';
import { type OverlapRow, overlapsWith } from './overlap.queries.ts';
import { type SegmentRow, segmentsById, segmentsOfCustomers } from './segment.queries.ts';
import { membersNow, ofNobody, type Statistics, statisticsOf } from './statistics.queries.ts';

export const segmentById = loader<Uuid, SegmentRow | null>(async (context, ids, selected) => {
  return indexedBy(await segmentsById(context, ids, selected), ({ id }) => id);
}, null);

export const segmentChangeById = loader<Uuid, SegmentChangeRow | null>(async (context, ids, selected) => {
  return indexedBy(await changesById(context, ids, selected), ({ id }) => id);
}, null);

export const segmentsByCustomer = loader<Uuid, SegmentRow[]>(async (context, customerIds, selected) => {
  return groupedBy(await segmentsOfCustomers(context, customerIds, selected), ({ customerId }) => customerId);
}, []);

export const membersBySegment = loader<Uuid, Page<CustomerRow> | null, Selecting<{ asOf?: Date | null }>>(
  memberPages,
  null,
);

export const flowBySegment = loader<
  Uuid,
  Page<CustomerRow> | null,
  Selecting<FlowPeriod & { movement: Movement }>
>(flowPages, null);

const nobodyMoved: FlowCounts = { joinedCount: 0, leftCount: 0, stayedCount: 0 };

export const flowCountsBySegment = loader<Uuid, FlowCounts, FlowPeriod>(async (context, ids, period) => {
  return indexedBy(await flowCounts(context, ids, period), ({ segmentId }) => segmentId);
}, nobodyMoved);

export const statisticsBySegment = loader<Uuid, Statistics, null>(async (context, ids) => {
  return indexedBy(await statisticsOf(context, membersNow(ids)), ({ groupId }) => groupId);
}, ofNobody);

export const overlapBySegment = loader<Uuid, OverlapRow | null, { otherId: Uuid }>(
  async (context, ids, { otherId }) => {
    return indexedBy(await overlapsWith(context, ids, otherId), ({ segmentId }) => segmentId);
  },
  null,
);

/** By the segments themselves: what is asked is in them. */
export const explanationBySegment = loader<Explained, Explanation | null, { customerId: Uuid }>(
  async (context, segments, { customerId }) => {
    const byId = await explanationsOf(context, segments, customerId);
    return new Map(segments.map((segment) => [segment, byId.get(segment.id) ?? null]));
  },
  null,
);
