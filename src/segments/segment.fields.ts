import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { requireAsked } from '../api/asked.scopes.ts';
import { PageArgsType } from '../api/connection.ts';
import type { Context, Selection } from '../api/context.ts';
import { badInput } from '../api/errors.ts';
import { Added, Listed, Needs } from '../api/field.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { Selected, selectionOf } from '../api/selection.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerConnection, CustomerType } from '../customers/customer.type.ts';
import { localId } from '../kernel/ids.ts';
import { RuleExplanationType } from './explanation.type.ts';
import { type Flow, SegmentFlowType } from './flow.type.ts';
import type { Movement } from './membership.queries.ts';
import { SegmentOverlapType } from './overlap.type.ts';
import { MembersArgs } from './segment.input.ts';
import {
  explanationBySegment,
  flowBySegment,
  membersBySegment,
  overlapBySegment,
  segmentsByCustomer,
} from './segment.loader.ts';
import type { SegmentRow } from './segment.queries.ts';
import { SegmentType } from './segment.type.ts';

@Resolver(() => SegmentType)
export class SegmentFields {
  @Needs('customers:read')
  @Listed(() => CustomerConnection, {
    description: 'Who is in it; those who joined last come first. Scope: customers:read.',
    by: membersBySegment,
    key: ({ id }: SegmentRow) => id,
  })
  members(@Args(() => MembersArgs) _args: MembersArgs): void {}

  @FieldResolver(() => SegmentFlowType, {
    description: 'Who joined, left and stayed between two instants.',
  })
  flow(
    @Root() { id }: SegmentRow,
    @Arg('from', () => DateTimeScalar, { description: 'The one instant.' }) from: Date,
    @Arg('to', () => DateTimeScalar, { description: 'The other instant; not before the one.' }) to: Date,
  ): Flow {
    if (from > to) throw badInput('A flow ends when it begins or later.');
    return { segmentId: id, from, to };
  }

  @Costs({ extra: 20 })
  @FieldResolver(() => SegmentOverlapType, {
    nullable: true,
    description: 'Who is in this one and in another one as well; null when there is no other one.',
  })
  overlap(
    @Root() { id }: SegmentRow,
    @Arg('with', () => ID, { description: 'The other segment.' }) other: string,
    @Ctx() context: Context,
  ) {
    const otherId = localId('segment', other);
    return otherId === null ? null : context.loaders.load(context, overlapBySegment, id, { otherId });
  }

  @Needs('customers:read')
  @Costs({ extra: 5 })
  @Extensions({ from: ['id', 'kind', 'rule'] })
  @FieldResolver(() => RuleExplanationType, {
    nullable: true,
    description:
      'Everything that the rule asks, with what a customer has, from the database as it is now; null when there is no such customer. Scope: customers:read, and those of what the rule asks; customers:pii where it asks about personal data.',
  })
  explain(
    @Root() segment: SegmentRow,
    @Arg('customerId', () => ID, { description: 'Of whom.' }) customer: string,
    @Ctx() context: Context,
  ) {
    requireAsked(context, context.contributions.filterType(), segment.rule);
    const customerId = localId('customer', customer);
    return customerId === null
      ? null
      : context.loaders.load(context, explanationBySegment, segment, { customerId });
  }
}

@Resolver(() => SegmentFlowType)
export class SegmentFlowFields {
  @Needs('customers:read')
  @FieldResolver(() => CustomerConnection, {
    description:
      'Who was in it at the end and not at the beginning; who joined last comes first. Scope: customers:read.',
  })
  joined(
    @Root() flow: Flow,
    @Args(() => PageArgsType) args: PageArgsType,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return moved(context, flow, { ...args, selected, movement: 'JOINED' });
  }

  @Needs('customers:read')
  @FieldResolver(() => CustomerConnection, {
    description:
      'Who was in it at the beginning and not at the end; who joined last comes first. Scope: customers:read.',
  })
  left(
    @Root() flow: Flow,
    @Args(() => PageArgsType) args: PageArgsType,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return moved(context, flow, { ...args, selected, movement: 'LEFT' });
  }

  @Needs('customers:read')
  @FieldResolver(() => CustomerConnection, {
    description: 'Who was in it at both; who joined last comes first. Scope: customers:read.',
  })
  stayed(
    @Root() flow: Flow,
    @Args(() => PageArgsType) args: PageArgsType,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return moved(context, flow, { ...args, selected, movement: 'STAYED' });
  }
}

function moved(
  context: Context,
  { segmentId, from, to }: Flow,
  args: PageArgsType & { selected: Selection | null; movement: Movement },
) {
  return context.loaders.load(context, flowBySegment, segmentId, { ...args, from, to });
}

@Resolver(() => CustomerType)
export class CustomerSegments {
  @Added<CustomerRow>(() => [SegmentType], {
    description: 'The segments they are in now, by name. Scope: segments:read.',
    scope: 'segments:read',
    cost: { size: 5 },
    from: ['id'],
    of: ({ id }, context, info) => context.loaders.load(context, segmentsByCustomer, id, selectionOf(info)),
  })
  segments(): void {}
}
