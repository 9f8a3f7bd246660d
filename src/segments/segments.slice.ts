import type { Slice } from '../api/slice.ts';
import { membershipDifferences } from './membership.check.ts';
import { membershipClause } from './membership.clause.ts';
import { uniteMemberships } from './membership.union.service.ts';
import { SatisfactionBySegment } from './score.resolver.ts';
import { Segment, SegmentMembership, SegmentUpkeep } from './segment.entity.ts';
import { CustomerSegments, SegmentFields, SegmentFlowFields } from './segment.fields.ts';
import { segmentById, segmentChangeById } from './segment.loader.ts';
import { SegmentResolver } from './segment.resolver.ts';
import { segmentTimeline } from './segment.timeline.ts';
import { evaluateDue, followChanges } from './upkeep.service.ts';

export const segments: Slice = {
  name: 'segments',
  entities: [Segment, SegmentMembership, SegmentUpkeep],
  facts: [{ table: 'segment_membership', unite: uniteMemberships }],
  timeline: segmentTimeline,
  clauses: [membershipClause],
  checks: [{ prefix: 'segment', differences: membershipDifferences }],
  chores: [
    { name: 'segments', everySeconds: 0.5, run: followChanges },
    { name: 'segments', everySeconds: 5, run: evaluateDue },
  ],
  resolvers: [SegmentResolver, SegmentFields, SegmentFlowFields, CustomerSegments, SatisfactionBySegment],
  nodes: [
    { typeName: 'Segment', prefix: 'segment', by: segmentById, scope: 'segments:read' },
    { typeName: 'SegmentChange', prefix: 'segmentchange', by: segmentChangeById, scope: 'segments:read' },
  ],
  scopes: {
    'segments:read': 'Read segments, and ask which customers are in them.',
    'segments:write': 'Make, change and delete segments; put customers on lists and take them off.',
  },
};
