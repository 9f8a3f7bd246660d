import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Added, Needs } from '../api/field.ts';
import { type Granularity, GranularityEnum } from '../api/granularity.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import type { CustomerSummaryRow } from '../customers/customer.queries.ts';
import { CustomerSummaryType } from '../customers/summary.type.ts';
import { cohortsIn, mostPeriods } from './cohort.figures.ts';
import { CohortType } from './cohort.type.ts';
import { type LoyaltyScope, scopeOf } from './loyalty.scope.ts';
import { LoyaltyType } from './loyalty.type.ts';
import { currentScoreOf, scoredColumns } from './rfm.current.ts';
import { RfmScoreType } from './rfm.type.ts';

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

@ArgsType()
class CohortsArgs {
  @Field(() => GranularityEnum, {
    defaultValue: 'MONTH',
    description: 'How long the parts of the calendar are.',
  })
  by!: Granularity;

  @Field(() => Period, {
    nullable: true,
    description:
      'On which days the first purchases were; from the first of all to the last when nothing is said.',
  })
  period?: Period | null;

  @Field(() => Int, {
    defaultValue: 24,
    description: `How many parts to follow each cohort for, that of the first purchase among them: 1 to ${mostPeriods}.`,
  })
  periods!: number;
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

  @Costs({ size: 60, extra: 100 })
  @FieldResolver(() => [CohortType], {
    description:
      'By when customers first bought, oldest first: who of them bought again, part by part. At most 10,000 cells.',
  })
  cohorts(
    @Root() scope: LoyaltyScope,
    @Args(() => CohortsArgs) { by, period = null, periods }: CohortsArgs,
    @Ctx() context: Context,
  ) {
    return cohortsIn(context, scope, { by, period, periods });
  }
}

@Resolver(() => CustomerSummaryType)
export class SummaryScores {
  @Added<CustomerSummaryRow>(() => RfmScoreType, {
    nullable: true,
    description:
      'How lately, how often and for how much they buy, compared to the others; null for whoever has not bought, and until customers have been cut into fifths for the first time. Scope: purchases:read.',
    scope: 'purchases:read',
    from: scoredColumns,
    of: currentScoreOf,
  })
  rfm(): void {}
}
