import { Field, Int, ObjectType } from 'type-graphql';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { RateType } from '../api/rate.type.ts';
import { DateScalar } from '../api/scalars.ts';
import type { Cohort, CohortCell } from './cohort.rules.ts';

@PartOfRow
@ObjectType('CohortCell', {
  description: 'How many customers of a cohort bought in one part of the calendar.',
})
export class CohortCellType implements CohortCell {
  @Field(() => Int, { description: 'How many parts after the first purchase: 0 is the part it was in.' })
  period!: number;

  @Field(() => DateScalar, { description: 'The first day of the part.' })
  from!: string;

  @Field(() => Int, { nullable: true, description: 'How many bought in it; null when it has not come yet.' })
  customers!: number | null;

  @Field(() => RateType, {
    nullable: true,
    description:
      'Their share of the cohort, which can rise: who stayed away may come back. null when the part has not come yet.',
  })
  share!: RateType | null;

  @Field(() => Boolean, {
    description:
      'Whether the part was over. In the running one more may buy yet; one that has not come is not.',
  })
  isComplete!: boolean;
}

@ObjectType('Cohort', {
  description:
    'Customers whose first purchase was in the same part of the calendar, and when they bought again.',
})
export class CohortType implements Cohort {
  @Field(() => DateScalar, {
    description:
      'The first day of the part. At the ends of the period only the days within the period count.',
  })
  from!: string;

  @Field(() => Int, { description: 'How many customers.' })
  size!: number;

  @Field(() => Boolean, {
    description: 'Whether the part was over; of the running one there may be more yet.',
  })
  isComplete!: boolean;

  @Field(() => [CohortCellType], {
    description:
      'Part by part, from that of the first purchase on: as many in every cohort, those that have not come among them.',
  })
  cells!: CohortCellType[];
}
