import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { DateTimeFilter, type EnumFilter, enumFilter, IdFilter } from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type { ImprovementStatus } from './improvement.rules.ts';

export const ImprovementStatusEnum = enumOf<ImprovementStatus>(
  'ImprovementStatus',
  'How far an improvement has come.',
  {
    PROPOSED: 'Somebody thinks it would help.',
    PLANNED: 'It will be done.',
    DONE: 'It is done, and its effect can be measured.',
    REJECTED: 'It will not be done.',
  },
);

const ImprovementStatusFilter = enumFilter('ImprovementStatusFilter', ImprovementStatusEnum);

@InputType('ImprovementFilter', {
  description: 'Which improvements. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class ImprovementFilter implements Combinable {
  @Field(() => [ImprovementFilter], { nullable: true, description: 'All of these hold.' })
  and?: ImprovementFilter[] | null;

  @Field(() => [ImprovementFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ImprovementFilter[] | null;

  @Field(() => ImprovementFilter, { nullable: true, description: 'This does not hold.' })
  not?: ImprovementFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => ImprovementStatusFilter, { nullable: true, description: 'By how far it has come.' })
  status?: EnumFilter<ImprovementStatus> | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the product that it is about.' })
  product?: IdFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was done.' })
  doneAt?: DateTimeFilter | null;
}

export const improvementClauses: Clauses<ImprovementFilter> = {
  id: (filter) => idsIn(sql.ref('improvement.id'), 'improvement', filter),
  status: compared(sql.ref('improvement.status'), 'text'),
  product: (filter) => idsIn(sql.ref('improvement.product_id'), 'product', filter),
  doneAt: compared(sql.ref('improvement.done_at'), 'timestamptz'),
};
