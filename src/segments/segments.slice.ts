import type { Slice } from '../api/slice.ts';
import { uniteMemberships } from './membership.union.service.ts';
import { Segment, SegmentMembership, SegmentUpkeep } from './segment.entity.ts';

export const segments: Slice = {
  name: 'segments',
  entities: [Segment, SegmentMembership, SegmentUpkeep],
  facts: [{ table: 'segment_membership', unite: uniteMemberships }],
  resolvers: [],
  nodes: [],
  scopes: {},
};
