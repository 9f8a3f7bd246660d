import { Field, ObjectType } from 'type-graphql';
import { PartOfRow } from './limits/cost.declaration.ts';
import { DateScalar } from './scalars.ts';

@PartOfRow
@ObjectType('DateRange', { description: 'Days in the time zone of the shop.' })
export class DateRangeType {
  @Field(() => DateScalar, { nullable: true, description: 'The first day in it; null: from the beginning.' })
  from!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it; null: without an end.',
  })
  to!: string | null;
}
