import { sql } from 'kysely';
import type { TimelineSource } from '../api/timeline.ts';
import { changeColumns } from './change.queries.ts';
import { SegmentChangeType } from './change.type.ts';

export const segmentTimeline: readonly TimelineSource[] = [
  {
    kind: 'SEGMENT_CHANGE',
    description: 'Joining a segment or leaving it, as of when it was noticed. Scope: segments:read.',
    type: () => SegmentChangeType,
    typeName: 'SegmentChange',
    scope: 'segments:read',
    table: 'segment_change',
    at: sql.ref('segment_change.at'),
    columns: changeColumns(null),
  },
];
