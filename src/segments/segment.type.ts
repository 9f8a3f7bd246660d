import { Field, ID, Int, ObjectType } from 'type-graphql';
import { asksPersonalData } from '../api/asked.scopes.ts';
import { connectionOf } from '../api/connection.ts';
import type { Context } from '../api/context.ts';
import { Derived, Link } from '../api/field.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, JSONObjectScalar } from '../api/scalars.ts';
import { piiScope } from '../api/scope.ts';
import type { SegmentKind } from './segment.entity.ts';
import { SegmentKindEnum } from './segment.filter.ts';
import { segmentById, statisticsBySegment } from './segment.loader.ts';
import type { SegmentRow } from './segment.queries.ts';
import { SegmentStatisticsType } from './statistics.type.ts';

@ObjectType('Segment', {
  implements: NodeType,
  description: 'A group of customers with a name: a saved question that is kept up to date, or a list.',
})
export class SegmentType
  extends NodeType
  implements Pick<SegmentRow, 'name' | 'description' | 'kind' | 'size' | 'failure'>
{
  @NodeId('segment')
  override id!: string;

  @Field(() => String, { description: 'What the shop calls it; no two are called the same.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; null when nobody said.' })
  description!: string | null;

  @Field(() => SegmentKindEnum, { description: 'What says who is in it.' })
  kind!: SegmentKind;

  @Derived<SegmentRow>(() => JSONObjectScalar, {
    nullable: true,
    description:
      'The rule as it was given, a CustomerFilter; null for a LIST. One that asks about personal data is personal data: null without customers:pii.',
    of: ({ rule = null }, context) => (rule === null ? null : toldRule(rule, context)),
  })
  rule!: Record<string, unknown> | null;

  @Field(() => Int, { description: 'How many are in it, as of computedAt.' })
  size!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'As of when it is known who is in it: every change of before has been followed. What moves with time is as of when everybody was last asked. null: not yet.',
  })
  computedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When that last failed; null when it did not. Who is in it is still as of computedAt.',
  })
  failedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null when it did not.' })
  failure!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'When its name, description or rule last changed.' })
  updatedAt!: string;

  @Derived<SegmentRow>(() => SegmentStatisticsType, {
    description: 'What its customers come to. Scope: customers:read.',
    scope: 'customers:read',
    cost: { extra: 20 },
    from: ['id'],
    of: ({ id }, context) => context.loaders.load(context, statisticsBySegment, id, null),
  })
  statistics!: SegmentStatisticsType;
}

export const SegmentConnection = connectionOf('Segment', () => SegmentType);

function toldRule(rule: Record<string, unknown>, context: Context): Record<string, unknown> | null {
  if (!asksPersonalData(context.contributions.filterType(), rule)) return rule;
  if (!context.caller.scopes.has(piiScope)) {
    context.redacted.add('Segment.rule');
    return null;
  }
  context.personalReads += 1;
  return rule;
}

@ObjectType('SegmentPayload', { description: 'The segment that was written.' })
export class SegmentPayload extends Payload {
  @Link<{ segmentId?: string }, string, SegmentRow | null>(() => SegmentType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: segments:read.',
    by: segmentById,
    scope: 'segments:read',
    from: ['segmentId'],
    key: ({ segmentId }) => segmentId ?? null,
  })
  segment!: SegmentType | null;
}

@ObjectType('DeletePayload', { description: 'What was deleted.' })
export class DeletePayload extends Payload {
  @Derived<{ deletedId?: string }>(() => ID, {
    nullable: true,
    description: 'The id it had; null when it was refused.',
    of: ({ deletedId = null }) => deletedId,
  })
  deletedId!: string | null;
}
