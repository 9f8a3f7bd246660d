import { sql } from 'kysely';
import type { TimelineSource } from '../api/timeline.ts';
import { caseColumns } from './case.queries.ts';
import { ServiceCaseType } from './case.type.ts';
import { interactionColumns } from './interaction.queries.ts';
import { InteractionType } from './interaction.type.ts';

export const serviceTimeline: readonly TimelineSource[] = [
  {
    kind: 'INTERACTION',
    description: 'An interaction, in a case or alone, as of when it happened. Scope: interactions:read.',
    type: () => InteractionType,
    typeName: 'Interaction',
    scope: 'interactions:read',
    table: 'interaction',
    at: sql.ref('interaction.occurred_at'),
    columns: interactionColumns(null),
  },
  {
    kind: 'SERVICE_CASE',
    description: 'A service case, as of when it was opened. Scope: interactions:read.',
    type: () => ServiceCaseType,
    typeName: 'ServiceCase',
    scope: 'interactions:read',
    table: 'service_case',
    at: sql.ref('service_case.opened_at'),
    columns: caseColumns(null),
  },
];
