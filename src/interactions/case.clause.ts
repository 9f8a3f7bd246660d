import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { countAndLast, narrowedBy } from '../api/clause.facts.ts';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { CustomerClause } from '../api/clause.ts';
import { factsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, type EnumFilter, IntFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { isGiven } from '../kernel/given.ts';
import { CasePriorityFilter, ServiceCaseStatusFilter } from './case.filter.ts';
import type { CasePriority, CaseStatus } from './case.rules.ts';
import { InteractionChannelFilter, InteractionKindFilter } from './interaction.filter.ts';
import type { InteractionChannel, InteractionKind } from './interaction.rules.ts';

@InputType('ServiceCaseActivityFilter', {
  description:
    'How many service cases somebody has, as they stand now. All figures given must hold, one at least is given.',
})
export class ServiceCaseActivityFilter {
  @Field(() => ServiceCaseStatusFilter, { nullable: true, description: 'Only cases that have come so far.' })
  status?: EnumFilter<CaseStatus> | null;

  @Field(() => InteractionKindFilter, { nullable: true, description: 'Only cases for this.' })
  kind?: EnumFilter<InteractionKind> | null;

  @Field(() => InteractionChannelFilter, {
    nullable: true,
    description: 'Only cases that were opened over this channel.',
  })
  channel?: EnumFilter<InteractionChannel> | null;

  @Field(() => CasePriorityFilter, { nullable: true, description: 'Only cases of this priority.' })
  priority?: EnumFilter<CasePriority> | null;

  @Field(() => Within, { nullable: true, description: 'Only cases that were opened within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many cases; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them was opened; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    serviceCases?: ServiceCaseActivityFilter | null;
  }
}

export const caseClause: CustomerClause<ServiceCaseActivityFilter> = {
  name: 'serviceCases',
  description: 'By their service cases.',
  type: () => ServiceCaseActivityFilter,
  scope: 'interactions:read',
  // Messages open and reopen cases.
  follows: ['case', 'interaction'],
  isMoving: ({ within }) => isGiven(within?.days),
  comparisons({ status, kind, channel, priority, within, ...asked }, reading) {
    const { words, holds } = narrowedBy({
      status: [sql.ref('service_case.status'), status],
      kind: [sql.ref('service_case.kind'), kind],
      channel: [sql.ref('service_case.channel'), channel],
      priority: [sql.ref('service_case.priority'), priority],
    });
    const at = sql.ref('service_case.opened_at');
    const { count, lastAt } = countAndLast(reading, {
      from: sql`service_case`,
      customerId: sql.ref('service_case.customer_id'),
      at,
      where: [...holds, happenedWithin(at, within, reading.now)],
    });
    return comparisonsOfFigures(
      factsInWords('service cases', words, within),
      {
        count: { words: 'count', value: count, type: 'int' },
        lastAt: { words: 'last opened', value: lastAt, type: 'timestamptz' },
      },
      asked,
    );
  },
};
