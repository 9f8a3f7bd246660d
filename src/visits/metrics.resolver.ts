import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { type Granularity, GranularityEnum } from '../api/granularity.ts';
import { Costs, countCost } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { type Asked, popularPages, visitsBy, visitsOverTime } from './metrics.queries.ts';
import { PagePopularityType, VisitMetricsType, VisitPointType, VisitsByKeyType } from './metrics.type.ts';

const mostKeys = 100;

@ArgsType()
class VisitMetricsArgs {
  @Field(() => Period, { nullable: true, description: 'Of which days; of all when nothing is said.' })
  period?: Period | null;

  @Field(() => CustomerFilter, {
    nullable: true,
    description: 'Of which customers; of everybody when nothing is said, those without a name among them.',
  })
  filter?: CustomerFilter | null;
}

@ArgsType()
class FirstArgs {
  @Field(() => Int, { defaultValue: 10, description: 'How many, 1 to 100.' })
  first!: number;
}

@Resolver(() => VisitMetricsType)
export class MetricsResolver {
  @Needs('visits:read')
  @Costs({ extra: countCost })
  @Query(() => VisitMetricsType, {
    description: 'Figures over the visits that the period and the filter select. Scope: visits:read.',
  })
  visits(@Args(() => VisitMetricsArgs) { period = null, filter = null }: VisitMetricsArgs): Asked {
    return { period, filter };
  }

  @Costs({ size: 100, extra: countCost })
  @FieldResolver(() => [VisitPointType], {
    description: 'Part by part, oldest first; parts without a visit are left out. At most 1000 parts.',
  })
  overTime(
    @Root() asked: Asked,
    @Arg('by', () => GranularityEnum, { description: 'How long each part is.' }) by: Granularity,
    @Ctx() context: Context,
  ) {
    return visitsOverTime(context, asked, by);
  }

  @Costs({ size: 10, extra: countCost })
  @FieldResolver(() => [PagePopularityType], { description: 'The pages and screens looked at most.' })
  popularPages(@Root() asked: Asked, @Args(() => FirstArgs) { first }: FirstArgs, @Ctx() context: Context) {
    return popularPages(context, asked, judged(first));
  }

  @Costs({ size: 10, extra: countCost })
  @FieldResolver(() => [VisitsByKeyType], { description: 'By campaign, the most visits first.' })
  byCampaign(@Root() asked: Asked, @Args(() => FirstArgs) { first }: FirstArgs, @Ctx() context: Context) {
    return visitsBy(context, asked, 'campaign', judged(first));
  }

  @Costs({ size: 10, extra: countCost })
  @FieldResolver(() => [VisitsByKeyType], {
    description: 'By the site that led here, the most visits first.',
  })
  byReferrer(@Root() asked: Asked, @Args(() => FirstArgs) { first }: FirstArgs, @Ctx() context: Context) {
    return visitsBy(context, asked, 'referrer', judged(first));
  }
}

function judged(first: number): number {
  return inRange('first', first, [1, mostKeys]);
}
