import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { type Granularity, GranularityEnum } from '../api/granularity.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { pairsIn } from './affinity.queries.ts';
import { ProductAffinityType } from './affinity.type.ts';
import { popularProducts } from './popularity.figures.ts';
import type { PopularityMeasure } from './popularity.queries.ts';
import { PopularityMeasureEnum, ProductPopularityType } from './popularity.type.ts';
import { pointsOf, type SalesWhole, wholeOf } from './sales.figures.ts';
import { SalesPointType, SalesType } from './sales.type.ts';

const mostProducts = 100;
const mostAmong = 1_000;

@ArgsType()
class FirstProductsArgs {
  @Field(() => Int, { defaultValue: 10, description: `How many of them, 1 to ${mostProducts}.` })
  first!: number;
}

@ArgsType()
class PopularityArgs extends FirstProductsArgs {
  @Field(() => PopularityMeasureEnum, { defaultValue: 'UNITS', description: 'What makes them popular.' })
  by!: PopularityMeasure;
}

@ArgsType()
class AffinityArgs extends FirstProductsArgs {
  @Field(() => Int, {
    defaultValue: 10,
    description: 'How many purchases must have both, 1 or more: fewer are likely chance.',
  })
  minimumCount!: number;

  @Field(() => Int, {
    defaultValue: 100,
    description: `Among how many products to look, 2 to ${mostAmong}: those on most purchases.`,
  })
  among!: number;
}

@Resolver(() => SalesType)
export class SalesResolver {
  @Needs('purchases:read')
  @Costs({ extra: 10 })
  @Query(() => SalesType, {
    description: 'What is sold, in figures over purchases and refunds. Scope: purchases:read.',
  })
  sales(
    @Arg('period', () => Period, {
      nullable: true,
      description: 'Over which days; over all of them when nothing is said.',
    })
    period: Period | null | undefined,
    @Arg('filter', () => CustomerFilter, {
      nullable: true,
      description:
        'To which customers; to everybody when nothing is said, those of whom no name is known among them.',
    })
    filter: CustomerFilter | null | undefined,
    @Ctx() context: Context,
  ): SalesWhole {
    return wholeOf(context, { period: period ?? null, filter: filter ?? null });
  }

  @Costs({ size: 100, extra: 10 })
  @FieldResolver(() => [SalesPointType], {
    description:
      'The course of it, oldest first, from the first day of the period or the first purchase up to the part that is running. Parts in which nothing was sold are 0. At most 1000 parts.',
  })
  overTime(
    @Root() { scope }: SalesWhole,
    @Arg('by', () => GranularityEnum, { description: 'How long each part is.' }) by: Granularity,
    @Ctx() context: Context,
  ) {
    return pointsOf(context, scope, by);
  }

  @Costs({ size: 20, extra: 20 })
  @FieldResolver(() => [ProductPopularityType], {
    description:
      'The products most wanted, the most first, with what became of them since the period before.',
  })
  popularProducts(
    @Root() { scope }: SalesWhole,
    @Args(() => PopularityArgs) { first, by }: PopularityArgs,
    @Ctx() context: Context,
  ) {
    return popularProducts(context, scope, { by, first: inRange('first', first, [1, mostProducts]) });
  }

  @Costs({ size: 20, extra: 100 })
  @FieldResolver(() => [ProductAffinityType], {
    description:
      'Products bought together more often than chance, by lift, the most first; each pair both ways round. Small counts make large lifts: see minimumCount.',
  })
  async affinity(
    @Root() { scope, sums }: SalesWhole,
    @Args(() => AffinityArgs) { first, minimumCount, among }: AffinityArgs,
    @Ctx() context: Context,
  ) {
    const pairs = await pairsIn(context, scope, {
      first: inRange('first', first, [1, mostProducts]),
      minimumCount: inRange('minimumCount', minimumCount, [1]),
      among: inRange('among', among, [2, mostAmong]),
    });
    const purchases = (await sums())?.purchases ?? 0;
    return pairs.map((pair) => ({ ...pair, purchases }));
  }
}
