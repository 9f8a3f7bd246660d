import type { Slice } from '../api/slice.ts';
import { caseClause } from './case.clause.ts';
import { caseOccasion } from './case.occasion.ts';
import { ServiceCaseResolver } from './case.resolver.ts';
import { interactionClause } from './interaction.clause.ts';
import { Interaction, InteractionKey, ServiceCase } from './interaction.entity.ts';
import { caseById, interactionById } from './interaction.loader.ts';
import {
  CaseInteractions,
  CustomerInteractions,
  InteractionResolver,
  SummaryInteractions,
} from './interaction.resolver.ts';
import { dayDifferences } from './service.day.check.ts';
import { ServiceDay, ServiceDayChange } from './service.day.entity.ts';
import { foldDays } from './service.day.service.ts';
import { ServiceResolver } from './service.resolver.ts';
import { serviceTimeline } from './service.timeline.ts';
import { caseDifferences, countDifferences, refreshCounts } from './summary.figures.ts';

export const interactions: Slice = {
  name: 'interactions',
  entities: [Interaction, InteractionKey, ServiceCase, ServiceDay, ServiceDayChange],
  facts: [{ table: 'service_case' }, { table: 'interaction' }, { table: 'interaction_key', isKeyed: true }],
  timeline: serviceTimeline,
  occasions: [caseOccasion],
  clauses: [interactionClause, caseClause],
  settlings: [refreshCounts],
  resolvers: [
    InteractionResolver,
    ServiceCaseResolver,
    CustomerInteractions,
    SummaryInteractions,
    CaseInteractions,
    ServiceResolver,
  ],
  nodes: [
    { typeName: 'Interaction', prefix: 'interaction', by: interactionById, scope: 'interactions:read' },
    { typeName: 'ServiceCase', prefix: 'case', by: caseById, scope: 'interactions:read' },
  ],
  scopes: {
    'interactions:read': 'Read interactions and service cases, without what was said.',
    'interactions:write': 'Record interactions; open, answer and settle service cases.',
  },
  chores: [
    { name: 'fold', everySeconds: 60, isAtStart: true, run: ({ em }) => foldDays(em.fork().getKysely()) },
  ],
  checks: [
    { prefix: 'customer', differences: countDifferences },
    { prefix: 'case', differences: caseDifferences },
    { prefix: null, differences: dayDifferences },
  ],
};
