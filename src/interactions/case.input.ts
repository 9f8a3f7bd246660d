import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { CustomerBy } from '../customers/customer.input.ts';
import type { Direction } from '../database/keyset.ts';
import { CasePriorityEnum, ServiceCaseFilter } from './case.filter.ts';
import type { CaseOrderField } from './case.queries.ts';
import type { CasePriority } from './case.rules.ts';
import { InteractionAuthorEnum, InteractionChannelEnum, InteractionKindEnum } from './interaction.filter.ts';
import { MessageInput } from './interaction.input.ts';
import type { InteractionAuthor, InteractionChannel, InteractionKind } from './interaction.rules.ts';

@InputType('OpenServiceCaseInput', { description: 'A case to open, with its first message.' })
export class OpenServiceCaseInput extends MessageInput {
  @Field(() => CustomerBy, { description: 'Whose it is.' })
  customer!: CustomerBy;

  @Field(() => InteractionKindEnum, { description: 'What it is for.' })
  kind!: InteractionKind;

  @Field(() => InteractionChannelEnum, { description: 'Over which channel it came.' })
  channel!: InteractionChannel;

  @Field(() => InteractionAuthorEnum, {
    nullable: true,
    description: 'Who opens it; the CUSTOMER when nothing is said.',
  })
  author?: InteractionAuthor | null;

  @Field(() => String, {
    description: 'What it is about, in a line of up to 200 characters without personal data.',
  })
  subject!: string;

  @Field(() => CasePriorityEnum, { nullable: true, description: 'How urgent; NORMAL when nothing is said.' })
  priority?: CasePriority | null;

  @Field(() => String, { nullable: true, description: 'Who is to have it, up to 100 characters.' })
  assignee?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When; now when nothing is said. In 2000 or later, at most a day ahead.',
  })
  openedAt?: Date | null;
}

@InputType('ReplyToServiceCaseInput', { description: 'A message to add to a case, by either side.' })
export class ReplyToServiceCaseInput extends MessageInput {
  @Field(() => ID, { description: 'Which case.' })
  id!: string;

  @Field(() => InteractionKindEnum, {
    nullable: true,
    description: 'What it is for; as the case when nothing is said.',
  })
  kind?: InteractionKind | null;

  @Field(() => InteractionChannelEnum, {
    nullable: true,
    description: 'Over which channel it goes; as the case when nothing is said.',
  })
  channel?: InteractionChannel | null;

  @Field(() => InteractionAuthorEnum, {
    nullable: true,
    description: 'Who speaks; an AGENT when nothing is said.',
  })
  author?: InteractionAuthor | null;

  @Field(() => String, { nullable: true, description: 'Its subject, up to 200 characters.' })
  subject?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When; now when nothing is said. Not before the opening of the case.',
  })
  occurredAt?: Date | null;
}

@InputType('AssignServiceCaseInput', { description: 'Who is to have a case.' })
export class AssignServiceCaseInput extends MutationInput {
  @Field(() => ID, { description: 'Which case.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who, up to 100 characters; nobody when nothing is said.',
  })
  assignee?: string | null;
}

/** A case to take a step further. */
@InputType()
abstract class CaseStepInput extends MutationInput {
  @Field(() => ID, { description: 'Which case.' })
  id!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When; now when nothing is said. Not before the last change of the case.',
  })
  at?: Date | null;
}

@InputType('WaitForCustomerInput', { description: 'A case in which the customer has to do something.' })
export class WaitForCustomerInput extends CaseStepInput {}

@InputType('ResolveServiceCaseInput', { description: 'A case that is done.' })
export class ResolveServiceCaseInput extends CaseStepInput {}

@InputType('ReopenServiceCaseInput', { description: 'A case that is not done after all.' })
export class ReopenServiceCaseInput extends CaseStepInput {}

@InputType('CloseServiceCaseInput', { description: 'A case to be done with.' })
export class CloseServiceCaseInput extends CaseStepInput {}

export const ServiceCaseOrderFieldEnum = enumOf<CaseOrderField>(
  'ServiceCaseOrderField',
  'What cases are ordered by.',
  {
    OPENED_AT: 'When they were opened.',
    UPDATED_AT: 'When they last changed.',
    DUE_AT: 'When they are due; those without a target come last.',
  },
);

@InputType('ServiceCaseOrder', { description: 'One key to order cases by.' })
export class ServiceCaseOrder {
  @Field(() => ServiceCaseOrderFieldEnum, { description: 'What to order by.' })
  field!: CaseOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class ServiceCasesArgs extends PageArgsType {
  @Field(() => ServiceCaseFilter, { nullable: true, description: 'Which cases.' })
  filter?: ServiceCaseFilter | null;

  @Field(() => [ServiceCaseOrder], {
    nullable: true,
    description: 'First by this, then by that; newest first when nothing is said.',
  })
  orderBy?: ServiceCaseOrder[] | null;
}
