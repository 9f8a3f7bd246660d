import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ShareWithInterval } from '../kernel/interval.ts';
import { PartOfRow } from './limits/cost.declaration.ts';

@PartOfRow
@ObjectType('Rate', { description: 'A share from 0 to 1, with its 95 % Wilson interval.' })
export class RateType implements ShareWithInterval {
  @Field(() => Float, { nullable: true, description: 'The share, 0 to 1; null when n is 0.' })
  value!: number | null;

  @Field(() => Int, { description: 'Of how many.' })
  n!: number;

  @Field(() => Float, { nullable: true, description: 'Where the interval begins; null when n is 0.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Where the interval ends; null when n is 0.' })
  high!: number | null;
}
