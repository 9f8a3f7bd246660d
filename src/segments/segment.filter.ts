import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { type EnumFilter, enumFilter, IdFilter, StringFilter } from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type { SegmentKind } from './segment.entity.ts';

export const SegmentKindEnum = enumOf<SegmentKind>('SegmentKind', 'What says who is in a segment.', {
  RULE: 'A filter of customers: whoever it holds for is in it, and whoever it holds for no more has left.',
  LIST: 'People: whoever was put on it is, until taken off.',
});

const SegmentKindFilter = enumFilter('SegmentKindFilter', SegmentKindEnum);

@InputType('SegmentFilter', {
  description: 'Which segments. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class SegmentFilter implements Combinable {
  @Field(() => [SegmentFilter], { nullable: true, description: 'All of these hold.' })
  and?: SegmentFilter[] | null;

  @Field(() => [SegmentFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: SegmentFilter[] | null;

  @Field(() => SegmentFilter, { nullable: true, description: 'This does not hold.' })
  not?: SegmentFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => SegmentKindFilter, { nullable: true, description: 'By kind.' })
  kind?: EnumFilter<SegmentKind> | null;

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null;
}

export const segmentClauses: Clauses<SegmentFilter> = {
  id: (filter) => idsIn(sql.ref('segment.id'), 'segment', filter),
  kind: compared(sql.ref('segment.kind'), 'text'),
  name: compared(sql.ref('segment.name'), 'text'),
};
