import { sql } from 'kysely';
import type { TimelineSource } from '../api/timeline.ts';
import { reviewColumns } from './review.queries.ts';
import { ReviewType } from './review.type.ts';

export const reviewTimeline: readonly TimelineSource[] = [
  {
    kind: 'REVIEW',
    description: 'A review or a mention, as of when it was written. Scope: satisfaction:read.',
    type: () => ReviewType,
    typeName: 'Review',
    scope: 'satisfaction:read',
    table: 'review',
    at: sql.ref('review.written_at'),
    columns: reviewColumns(null),
  },
];
