import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Link } from '../api/field.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { customerById } from '../customers/customer.loader.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { CasePriorityEnum, ServiceCaseStatusEnum } from './case.filter.ts';
import type { ServiceCaseRow } from './case.queries.ts';
import type { CasePriority, CaseStatus } from './case.rules.ts';
import { InteractionAuthorEnum, InteractionChannelEnum, InteractionKindEnum } from './interaction.filter.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

const business = 'In business time: seconds of opening hours, as they were set when it was written.';

@ObjectType('ServiceCase', {
  implements: NodeType,
  description: 'A matter of a customer, from its opening until it is done.',
})
export class ServiceCaseType
  extends NodeType
  implements Omit<ServiceCaseRow, 'customerId' | 'openedAt' | 'dueAt' | 'firstResponseAt' | 'resolvedAt'>
{
  @NodeId('case')
  override id!: string;

  @Link<ServiceCaseRow, string, CustomerRow | null>(() => CustomerType, {
    scope: 'customers:read',
    description: 'Whose it is. Scope: customers:read.',
    by: customerById,
    from: ['customerId'],
    key: ({ customerId }) => customerId,
  })
  customer!: CustomerType;

  @Field(() => InteractionKindEnum, { description: 'What it is for.' })
  kind!: InteractionKind;

  @Field(() => InteractionChannelEnum, { description: 'The channel it was opened over.' })
  channel!: InteractionChannel;

  @Field(() => InteractionAuthorEnum, { description: 'Who opened it.' })
  openedBy!: InteractionAuthor;

  @Field(() => String, {
    description:
      'What it is about, in a line. Everybody who reads cases reads it: no place for personal data.',
  })
  subject!: string;

  @Field(() => ServiceCaseStatusEnum, { description: 'How far it has come.' })
  status!: CaseStatus;

  @Field(() => CasePriorityEnum, { description: 'How urgent it is.' })
  priority!: CasePriority;

  @Field(() => String, { nullable: true, description: 'Who has it; null: nobody yet.' })
  assignee!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'By when it should be resolved, by its priority (CASE_TARGETS); null: no target.',
  })
  dueAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When a person first answered the customer; null: not yet, or nobody asked. Bots do not count.',
  })
  firstResponseAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was first resolved; reopening does not take that back. Null: never yet.',
  })
  resolvedAt!: string | null;

  @Field(() => Int, { description: 'How often it was reopened.' })
  reopenedCount!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Calendar time from the first message of the customer to the first answer of a person, in seconds; null without one.',
  })
  firstResponseSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: `The same. ${business}` })
  firstResponseBusinessSeconds!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Calendar time from its opening to its first resolution, in seconds; null without one.',
  })
  resolutionSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: `The same. ${business}` })
  resolutionBusinessSeconds!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was first resolved by when it was due; null: not resolved, or no target.',
  })
  withinTarget!: boolean | null;
}

export const ServiceCaseConnection = connectionOf('ServiceCase', () => ServiceCaseType);
