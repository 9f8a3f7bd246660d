import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { type LoyaltyScope, scopeOf } from './loyalty.scope.ts';
import { LoyaltyType } from './loyalty.type.ts';

@ArgsType()
class LoyaltyArgs {
  @Field(() => CustomerFilter, {
    nullable: true,
    description: 'Of which customers, as the filter finds them now; of all of them when nothing is said.',
  })
  filter?: CustomerFilter | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'As of when: what happened before it counts, refunds by when they were given. Now when nothing is said; never later.',
  })
  asOf?: Date | null;
}

@Resolver(() => LoyaltyType)
export class LoyaltyResolver {
  @Needs('purchases:read')
  @Costs({ extra: 10 })
  @Query(() => LoyaltyType, {
    description: 'Who comes back, in figures over purchases. Scope: purchases:read.',
  })
  loyalty(@Args(() => LoyaltyArgs) args: LoyaltyArgs, @Ctx() context: Context): LoyaltyScope {
    return scopeOf(context, args);
  }
}
