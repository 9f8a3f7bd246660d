import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import {
  DateTimeFilter,
  type EnumFilter,
  enumFilter,
  IdFilter,
  IntFilter,
  StringFilter,
} from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type { CasePriority, CaseStatus } from './case.rules.ts';
import { InteractionChannelFilter, InteractionKindFilter } from './interaction.filter.ts';
import type { InteractionChannel, InteractionKind } from './interaction.rules.ts';

export const ServiceCaseStatusEnum = enumOf<CaseStatus>('ServiceCaseStatus', 'How far a case has come.', {
  OPEN: 'Somebody has to do something.',
  WAITING: 'The customer has to; when they write it is OPEN again.',
  RESOLVED: 'Done; when the customer writes it is reopened.',
  CLOSED: 'Done with, resolved or not; it takes no messages unless it is reopened.',
});

export const CasePriorityEnum = enumOf<CasePriority>('CasePriority', 'How urgent a case is.', {
  LOW: 'It can wait.',
  NORMAL: 'As usual.',
  HIGH: 'Before others.',
  URGENT: 'Before all.',
});

export const ServiceCaseStatusFilter = enumFilter('ServiceCaseStatusFilter', ServiceCaseStatusEnum);
export const CasePriorityFilter = enumFilter('CasePriorityFilter', CasePriorityEnum);

@InputType('ServiceCaseFilter', {
  description: 'Which cases. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class ServiceCaseFilter implements Combinable {
  @Field(() => [ServiceCaseFilter], { nullable: true, description: 'All of these hold.' })
  and?: ServiceCaseFilter[] | null;

  @Field(() => [ServiceCaseFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ServiceCaseFilter[] | null;

  @Field(() => ServiceCaseFilter, { nullable: true, description: 'This does not hold.' })
  not?: ServiceCaseFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => InteractionKindFilter, { nullable: true, description: 'By what it is for.' })
  kind?: EnumFilter<InteractionKind> | null;

  @Field(() => InteractionChannelFilter, {
    nullable: true,
    description: 'By the channel it was opened over.',
  })
  channel?: EnumFilter<InteractionChannel> | null;

  @Field(() => ServiceCaseStatusFilter, { nullable: true, description: 'By how far it has come.' })
  status?: EnumFilter<CaseStatus> | null;

  @Field(() => CasePriorityFilter, { nullable: true, description: 'By priority.' })
  priority?: EnumFilter<CasePriority> | null;

  @Field(() => StringFilter, { nullable: true, description: 'By who has it; isNull finds those of nobody.' })
  assignee?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By its subject.' })
  subject?: StringFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was opened.' })
  openedAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it is due.' })
  dueAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when a person first answered.' })
  firstResponseAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was first resolved.' })
  resolvedAt?: DateTimeFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how often it was reopened.' })
  reopenedCount?: IntFilter | null;
}

const serviceCase = (name: string) => sql.ref(`service_case.${name}`);
const instant = (name: string) => compared<Date>(serviceCase(name), 'timestamptz');

export const caseClauses: Clauses<ServiceCaseFilter> = {
  id: (filter) => idsIn(serviceCase('id'), 'case', filter),
  customer: (filter) => idsIn(serviceCase('customer_id'), 'customer', filter),
  kind: compared(serviceCase('kind'), 'text'),
  channel: compared(serviceCase('channel'), 'text'),
  status: compared(serviceCase('status'), 'text'),
  priority: compared(serviceCase('priority'), 'text'),
  assignee: compared(serviceCase('assignee'), 'text'),
  subject: compared(serviceCase('subject'), 'text'),
  openedAt: instant('opened_at'),
  dueAt: instant('due_at'),
  firstResponseAt: instant('first_response_at'),
  resolvedAt: instant('resolved_at'),
  reopenedCount: compared(serviceCase('reopened_count'), 'int'),
};
