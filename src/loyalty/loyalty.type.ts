import { ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { type LoyaltyScope, momentOf } from './loyalty.scope.ts';

@ObjectType('Loyalty', {
  description:
    'Who comes back. Of customers who are known by name; cancelled purchases are out, whenever they were cancelled. Everything is counted in the days of the shop.',
})
export class LoyaltyType {
  @Derived<LoyaltyScope>(() => DateTimeScalar, {
    description: 'As of when it is told.',
    of: (scope, context) => momentOf(context, scope),
  })
  asOf!: Date;
}
