import type { Slice } from '../api/slice.ts';
import { eventClause } from './event.clause.ts';
import { forgetOldMessages } from './message.memory.ts';
import { MetricsResolver } from './metrics.resolver.ts';
import { TrackResolver } from './track.resolver.ts';
import { visitClause } from './visit.clause.ts';
import { Event, TrackedMessage, Visit } from './visit.entity.ts';
import { eventById, visitById } from './visit.loader.ts';
import { visitOccasion } from './visit.occasion.ts';
import { CustomerVisits, ProductViews, SummaryVisits } from './visit.resolver.ts';
import { joinVisits } from './visit.service.ts';
import { visitDifferences } from './visit.summary.ts';
import { visitTimeline } from './visit.timeline.ts';

export const visits: Slice = {
  name: 'visits',
  entities: [Visit, Event, TrackedMessage],
  facts: [{ table: 'visit' }, { table: 'event' }],
  timeline: visitTimeline,
  occasions: [visitOccasion],
  clauses: [visitClause, eventClause],
  settlings: [joinVisits],
  chores: [
    {
      name: 'forget',
      everySeconds: 3_600,
      isAtStart: true,
      run: ({ em, clock }) => forgetOldMessages(em.fork().getKysely(), clock.now()),
    },
  ],
  checks: [{ prefix: 'customer', differences: visitDifferences }],
  resolvers: [CustomerVisits, SummaryVisits, ProductViews, TrackResolver, MetricsResolver],
  nodes: [
    { typeName: 'Visit', prefix: 'visit', by: visitById, scope: 'visits:read' },
    { typeName: 'Event', prefix: 'event', by: eventById, scope: 'visits:read' },
  ],
  scopes: {
    'visits:read': 'Read visits and events.',
    'events:write': 'Track visits and events: the write key of an SDK.',
  },
};
