import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import type { OverlapRow } from './overlap.queries.ts';
import { jaccardOf, liftOf } from './overlap.rules.ts';

@ObjectType('SegmentOverlap', { description: 'Who is in two segments now.' })
export class SegmentOverlapType {
  @Field(() => Int, { description: 'How many are in this one.' })
  size!: number;

  @Field(() => Int, { description: 'How many are in the other one.' })
  otherSize!: number;

  @Field(() => Int, { description: 'How many are in both.' })
  common!: number;

  @Derived<OverlapRow>(() => Float, {
    nullable: true,
    description: 'Those in both over those in either (Jaccard), 0 to 1; null when nobody is in either.',
    of: jaccardOf,
  })
  jaccard!: number | null;

  @Derived<OverlapRow>(() => Float, {
    nullable: true,
    description:
      'How many times as many are in both as would be if one had nothing to do with the other, among all customers known by name: 1 is chance. Null when nobody is in one of them.',
    of: ({ named }) => liftOf(named),
  })
  lift!: number | null;
}
