import { Float, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { RateType } from '../api/rate.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { wilson } from '../kernel/interval.ts';
import { InteractionChannelEnum, InteractionKindEnum } from './interaction.filter.ts';
import {
  type InteractionChannel,
  type InteractionKind,
  interactionChannels,
  interactionKinds,
} from './interaction.rules.ts';
import { groupsOf, type ServiceGroup, type ServiceWhole } from './service.figures.ts';
import type { Duration, DurationName } from './service.row.ts';

@PartOfRow
@ObjectType('DurationMetric', { description: 'How long something took.' })
export class DurationMetricType {
  @Derived<Duration>(() => Int, { description: 'Of how many cases.', of: ({ count }) => count })
  n!: number;

  @Derived<Duration>(() => Float, {
    nullable: true,
    description: 'Half of them took at most so many seconds; null when n is 0.',
    of: ({ median }) => median,
  })
  medianSeconds!: number | null;

  @Derived<Duration>(() => Float, {
    nullable: true,
    description: 'Nine in ten took at most so many seconds; null when n is 0.',
    of: ({ p90 }) => p90,
  })
  p90Seconds!: number | null;

  @Derived<Duration>(() => Float, {
    nullable: true,
    description: 'The mean, which a few that took very long move; null when n is 0.',
    of: ({ mean }) => mean,
  })
  meanSeconds!: number | null;
}

const nothing: Duration = { key: null, count: 0, median: null, p90: null, mean: null };

function Took(name: DurationName, description: string) {
  return Derived<ServiceGroup>(() => DurationMetricType, {
    description,
    cost: { extra: 10 },
    of: async ({ key, figures }) => (await figures.durations(name)).get(key) ?? nothing,
  });
}

const businessTime = 'counted in opening hours, as they were set when it was written.';

/** What is told of the cases of a group. Each field asks for its figures of all groups at once. */
@ObjectType()
export abstract class ServiceFigures {
  @Derived<ServiceGroup>(() => Int, {
    description: 'Cases opened in the period.',
    of: async ({ key, figures }) => (await figures.tallies('OPENED')).get(key)?.opened ?? 0,
  })
  openedCount!: number;

  @Derived<ServiceGroup>(() => Int, {
    description: 'Cases resolved for the first time in the period, whenever they were opened.',
    of: async ({ key, figures }) => (await figures.tallies('RESOLVED')).get(key)?.resolved ?? 0,
  })
  resolvedCount!: number;

  @Derived<ServiceGroup>(() => RateType, {
    description: 'Of the cases resolved for the first time in the period, those that were ever reopened.',
    of: async ({ key, figures }) => {
      const { reopened = 0, resolved = 0 } = (await figures.tallies('RESOLVED')).get(key) ?? {};
      return wilson(reopened, resolved);
    },
  })
  reopenedShare!: RateType;

  @Derived<ServiceGroup>(() => RateType, {
    description: 'Of the cases resolved in the period that had a due time, those resolved by then.',
    of: async ({ key, figures }) => {
      const { met = 0, targeted = 0 } = (await figures.tallies('RESOLVED')).get(key) ?? {};
      return wilson(met, targeted);
    },
  })
  withinTarget!: RateType;

  @Took(
    'FIRST_RESPONSE',
    'Calendar time from the first message of the customer to the first answer of a person, of cases so answered in the period. Bots do not answer, and cases that an agent opened have none.',
  )
  firstResponse!: DurationMetricType;

  @Took('FIRST_RESPONSE_BUSINESS', `firstResponse in business time: ${businessTime}`)
  firstResponseInBusinessTime!: DurationMetricType;

  @Took(
    'RESOLUTION',
    'Calendar time from the opening to the first resolution, of cases first resolved in the period. Reopening does not restart it.',
  )
  resolution!: DurationMetricType;

  @Took('RESOLUTION_BUSINESS', `resolution in business time: ${businessTime}`)
  resolutionInBusinessTime!: DurationMetricType;
}

/** Groups of the cases themselves, of which some are open now. */
@ObjectType()
abstract class ServiceFiguresWithOpen extends ServiceFigures {
  @Derived<ServiceGroup>(() => Int, {
    description: 'Cases that are OPEN or WAITING now, whatever the period is.',
    of: async ({ key, figures }) => (await figures.open()).get(key)?.count ?? 0,
  })
  openCount!: number;
}

@ObjectType('ServiceByChannel', { description: 'Service over one channel.' })
export class ServiceByChannelType extends ServiceFiguresWithOpen {
  @Derived<ServiceGroup>(() => InteractionChannelEnum, {
    description: 'The channel that the cases were opened over.',
    of: ({ key }) => key,
  })
  channel!: InteractionChannel;
}

@ObjectType('ServiceByKind', { description: 'Service of one kind.' })
export class ServiceByKindType extends ServiceFiguresWithOpen {
  @Derived<ServiceGroup>(() => InteractionKindEnum, {
    description: 'What the cases are for.',
    of: ({ key }) => key,
  })
  kind!: InteractionKind;
}

@ObjectType('ServiceByAssignee', { description: 'Service by one who has cases.' })
export class ServiceByAssigneeType extends ServiceFiguresWithOpen {
  @Derived<ServiceGroup>(() => String, {
    nullable: true,
    description: 'Who has the cases now; null: nobody.',
    of: ({ key }) => key,
  })
  assignee!: string | null;
}

@ObjectType('ServicePoint', { description: 'Service in one part of the calendar.' })
export class ServicePointType extends ServiceFigures {
  @Derived<ServiceGroup>(() => DateScalar, {
    description: 'Its first day. At the ends of the period only the days within the period count.',
    of: ({ key }) => key,
  })
  from!: string;
}

@ObjectType('ServiceMetrics', {
  description: 'How customers are served. Everything is counted in the days of the shop.',
})
export class ServiceMetricsType extends ServiceFiguresWithOpen {
  @Derived<ServiceWhole>(() => [ServiceByChannelType], {
    description: 'By channel: all there are, in the order of the enum.',
    cost: { size: 8 },
    of: ({ scope }, context) => groupsOf(context, scope, 'CHANNEL', interactionChannels),
  })
  byChannel!: ServiceByChannelType[];

  @Derived<ServiceWhole>(() => [ServiceByKindType], {
    description: 'By what the cases are for: all there is, in the order of the enum.',
    cost: { size: 6 },
    of: ({ scope }, context) => groupsOf(context, scope, 'KIND', interactionKinds),
  })
  byKind!: ServiceByKindType[];
}
