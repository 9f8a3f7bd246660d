import { Field, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { countCost } from '../api/limits/cost.declaration.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { FlowCounts, FlowPeriod } from './membership.queries.ts';
import { flowCountsBySegment } from './segment.loader.ts';

/** A segment between two instants. */
export interface Flow extends FlowPeriod {
  segmentId: Uuid;
}

function count(name: keyof FlowCounts, description: string) {
  return Derived<Flow>(() => Int, {
    description,
    cost: { extra: countCost },
    of: async ({ segmentId, from, to }, context) =>
      (await context.loaders.load(context, flowCountsBySegment, segmentId, { from, to }))[name],
  });
}

@ObjectType('SegmentFlow', {
  description: 'Who was in a segment at two instants. Whoever came and went between them is in none of it.',
})
export class SegmentFlowType {
  @Field(() => DateTimeScalar, { description: 'The one instant.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'The other instant.' })
  to!: Date;

  @count('joinedCount', 'How many were in it at the end and not at the beginning.')
  joinedCount!: number;

  @count('leftCount', 'How many were in it at the beginning and not at the end.')
  leftCount!: number;

  @count('stayedCount', 'How many were in it at both.')
  stayedCount!: number;
}
