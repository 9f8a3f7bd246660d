import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { OneOf } from '../api/field.ts';
import { MutationInput } from '../api/mutation.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { CustomerBy } from '../customers/customer.input.ts';
import { SegmentFilter } from './segment.filter.ts';
import { longestDescription, longestName, mostAtOnce } from './segment.rules.ts';

@OneOf
@InputType('SegmentBy', { description: 'A segment by exactly one of its names.' })
export class SegmentBy {
  @Field(() => ID, { nullable: true, description: 'By global id.' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'By what the shop calls it.' })
  name?: string;
}

@InputType('CreateSegmentInput', { description: 'A segment to make.' })
export class CreateSegmentInput extends MutationInput {
  @Field(() => String, {
    description: `What the shop calls it, up to ${longestName} characters; no two are called the same.`,
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: `What it is for, up to ${longestDescription} characters.`,
  })
  description?: string | null;

  @Field(() => CustomerFilter, {
    nullable: true,
    description:
      'Who is in it: a RULE. It leaves out whoever is not known by name, unless it asks about identified. Without one it is a LIST, which nobody is on yet.',
  })
  rule?: CustomerFilter | null;
}

@InputType('UpdateSegmentInput', {
  description: 'What changes of a segment: a field not given stays, null clears. It stays a RULE or a LIST.',
})
export class UpdateSegmentInput extends MutationInput {
  @Field(() => ID, { description: 'Which segment.' })
  id!: string;

  @Field(() => String, { nullable: true, description: `Up to ${longestName} characters.` })
  name?: string | null;

  @Field(() => String, { nullable: true, description: `Up to ${longestDescription} characters.` })
  description?: string | null;

  @Field(() => CustomerFilter, {
    nullable: true,
    description: 'Of a RULE: who is in it, in place of what it was. Who is found out at once.',
  })
  rule?: CustomerFilter | null;
}

@InputType('DeleteSegmentInput', { description: 'Which segment to delete.' })
export class DeleteSegmentInput extends MutationInput {
  @Field(() => ID, { description: 'The segment; the rules of no other ask about it.' })
  id!: string;
}

@InputType('SegmentCustomersInput', { description: 'Customers to put on a list, or to take off it.' })
export class SegmentCustomersInput extends MutationInput {
  @Field(() => ID, { description: 'The segment; it is a LIST.' })
  id!: string;

  @Field(() => [CustomerBy], { description: `Whom, 1 to ${mostAtOnce}.` })
  customers!: CustomerBy[];
}

@ArgsType()
export class SegmentsArgs extends PageArgsType {
  @Field(() => SegmentFilter, { nullable: true, description: 'Which segments.' })
  filter?: SegmentFilter | null;
}

@ArgsType()
export class MembersArgs extends PageArgsType {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Who was in it at this instant; who is now when nothing is said.',
  })
  asOf?: Date | null;
}
