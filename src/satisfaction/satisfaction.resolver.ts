import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { type Granularity, GranularityEnum } from '../api/granularity.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { ScoreKindEnum } from '../surveys/survey.filter.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { MetricComparisonType, SatisfactionScopeInput } from './comparison.type.ts';
import { MetricByKeyType, MetricByProductType, MetricPointType } from './group.type.ts';
import { comparedTo } from './satisfaction.figures.ts';
import type { SatisfactionScope } from './satisfaction.scope.ts';
import { SatisfactionType } from './satisfaction.type.ts';
import { scoresBy, scoresOverTime } from './score.groups.ts';

const mostProducts = 100;

@ArgsType()
class ScoreArgs {
  @Field(() => ScoreKindEnum, { description: 'Which score.' })
  score!: ScoreKind;
}

@ArgsType()
class CourseArgs extends ScoreArgs {
  @Field(() => GranularityEnum, { description: 'How long each part is.' })
  by!: Granularity;
}

@ArgsType()
class ScoreByProductArgs extends ScoreArgs {
  @Field(() => Int, { defaultValue: 10, description: `How many of them, 1 to ${mostProducts}.` })
  first!: number;
}

@ArgsType()
class ComparisonArgs extends ScoreArgs {
  @Field(() => SatisfactionScopeInput, { description: 'To which answers.' })
  to!: SatisfactionScopeInput;
}

@Resolver(() => SatisfactionType)
export class SatisfactionResolver {
  @Needs('satisfaction:read')
  @Costs({ extra: 10 })
  @Query(() => SatisfactionType, {
    description:
      'How satisfied customers are, in figures over answers, reviews and invitations. Scope: satisfaction:read.',
  })
  satisfaction(
    @Arg('period', () => Period, {
      nullable: true,
      description: 'Over which days; over all of them when nothing is said.',
    })
    period: Period | null | undefined,
    @Arg('filter', () => CustomerFilter, {
      nullable: true,
      description: 'Of which customers; of all of them when nothing is said.',
    })
    filter: CustomerFilter | null | undefined,
  ): SatisfactionScope {
    return { period: period ?? null, filter: filter ?? null };
  }

  @Costs({ size: 100, extra: 10 })
  @FieldResolver(() => [MetricPointType], {
    description:
      'The course of a score, oldest first, from the first day of the period to the last, or from the first answer to the last. Parts in which nobody answered are null. At most 1000 parts.',
  })
  overTime(
    @Root() scope: SatisfactionScope,
    @Args(() => CourseArgs) { score, by }: CourseArgs,
    @Ctx() context: Context,
  ) {
    return scoresOverTime(context, scope, score, by);
  }

  @Costs({ size: 9, extra: 10 })
  @FieldResolver(() => [MetricByKeyType], {
    description:
      'A score by the channel it came over, an InteractionChannel, most answers first. Channels that nothing came over are left out.',
  })
  byChannel(
    @Root() scope: SatisfactionScope,
    @Args(() => ScoreArgs) { score }: ScoreArgs,
    @Ctx() context: Context,
  ) {
    return scoresBy(context, scope, score, { grouping: 'CHANNEL', most: 9 });
  }

  @Costs({ size: 20, extra: 10 })
  @FieldResolver(() => [MetricByProductType], {
    description: 'A score by the product that the answers are about, most answers first.',
  })
  byProduct(
    @Root() scope: SatisfactionScope,
    @Args(() => ScoreByProductArgs) { score, first }: ScoreByProductArgs,
    @Ctx() context: Context,
  ) {
    const most = inRange('first', first, [1, mostProducts]);
    return scoresBy(context, scope, score, { grouping: 'PRODUCT', most });
  }

  @Costs({ size: 30, extra: 10 })
  @FieldResolver(() => [MetricByKeyType], {
    description: 'A score by the country of the customers as of now, ISO 3166-1 alpha-2, most answers first.',
  })
  byCountry(
    @Root() scope: SatisfactionScope,
    @Args(() => ScoreArgs) { score }: ScoreArgs,
    @Ctx() context: Context,
  ) {
    return scoresBy(context, scope, score, { grouping: 'COUNTRY', most: 300 });
  }

  @Costs({ extra: 20 })
  @FieldResolver(() => MetricComparisonType, {
    description:
      'A score of these answers beside that of others: is the difference more than chance? The two are taken to be of different people; where some answered in both, the interval is wider than it need be.',
  })
  compare(
    @Root() scope: SatisfactionScope,
    @Args(() => ComparisonArgs) { score, to }: ComparisonArgs,
    @Ctx() context: Context,
  ) {
    return comparedTo(context, scope, { score, to });
  }
}
