import { sql } from 'kysely';
import type { TimelineSource } from '../api/timeline.ts';
import { visitColumns } from './visit.queries.ts';
import { VisitType } from './visit.type.ts';

export const visitTimeline: readonly TimelineSource[] = [
  {
    kind: 'VISIT',
    description: 'A visit, as of its first page. Scope: visits:read.',
    type: () => VisitType,
    typeName: 'Visit',
    scope: 'visits:read',
    table: 'visit',
    at: sql.ref('visit.started_at'),
    columns: visitColumns(null),
  },
];
