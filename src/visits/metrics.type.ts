import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { loader } from '../api/loader.ts';
import { RateType } from '../api/rate.type.ts';
import { DateScalar } from '../api/scalars.ts';
import { wilson } from '../kernel/interval.ts';
import {
  type Asked,
  convertedCountOf,
  type PagePopularity,
  type Totals,
  totalsOf,
  type VisitPoint,
  type VisitsByKey,
} from './metrics.queries.ts';

/** One statement for all figures that come of the same sums. */
const totals = loader<Asked, Totals, null>(
  async (context, [asked]) => new Map(asked ? [[asked, await totalsOf(context, asked)]] : []),
  { visitCount: 0, visitorCount: 0, pageViews: 0 },
);

function ofTotals<Value>(figure: (sums: Totals) => Value) {
  return async (asked: Asked, context: Context) =>
    figure(await context.loaders.load(context, totals, asked, null));
}

const countOf = { nullable: true } as const;

@ObjectType('VisitMetrics', {
  description:
    'Figures over the visits of a period. Visitors are customers, those without a name among them.',
})
export class VisitMetricsType {
  @Derived<Asked>(() => Int, {
    description: 'Visits that began in the period.',
    of: ofTotals(({ visitCount }) => visitCount),
  })
  visitCount!: number;

  @Derived<Asked>(() => Int, {
    description: 'How many different customers visited.',
    of: ofTotals(({ visitorCount }) => visitorCount),
  })
  visitorCount!: number;

  @Derived<Asked>(() => Float, {
    ...countOf,
    description: 'Visits over visitors; null without a visit.',
    of: ofTotals(({ visitCount, visitorCount }) => (visitorCount === 0 ? null : visitCount / visitorCount)),
  })
  visitsPerVisitor!: number | null;

  @Derived<Asked>(() => Float, {
    ...countOf,
    description: 'Page views over visits; null without a visit.',
    of: ofTotals(({ pageViews, visitCount }) => (visitCount === 0 ? null : pageViews / visitCount)),
  })
  pageViewsPerVisit!: number | null;

  @Derived<Asked>(() => RateType, {
    description:
      'The share of visits whose visitor made a purchase within 24 hours of their beginning; cancelled ones do not count.',
    of: async (asked, context) => {
      const [{ visitCount }, converted] = await Promise.all([
        context.loaders.load(context, totals, asked, null),
        convertedCountOf(context, asked),
      ]);
      return wilson(converted, visitCount);
    },
  })
  conversion!: RateType;
}

@PartOfRow
@ObjectType('VisitPoint', { description: 'The visits of one part of a period.' })
export class VisitPointType implements VisitPoint {
  @Field(() => DateScalar, { description: 'The first day of the part.' })
  from!: string;

  @Field(() => Int, { description: 'Visits that began in it.' })
  visitCount!: number;

  @Field(() => Int, { description: 'Different visitors.' })
  visitorCount!: number;

  @Field(() => Int, { description: 'Page views of its visits.' })
  pageViews!: number;
}

@PartOfRow
@ObjectType('VisitsByKey', { description: 'The visits that something led to.' })
export class VisitsByKeyType implements Pick<VisitsByKey, 'key' | 'visitCount' | 'visitorCount'> {
  @Field(() => String, {
    nullable: true,
    description: 'The campaign or the site; null for visits that none led to.',
  })
  key!: string | null;

  @Field(() => Int, { description: 'Visits.' })
  visitCount!: number;

  @Field(() => Int, { description: 'Different visitors.' })
  visitorCount!: number;

  @Derived<VisitsByKey>(() => RateType, {
    description: 'The share of them that a purchase followed within 24 hours.',
    from: ['convertedCount', 'visitCount'],
    of: ({ convertedCount, visitCount }) => wilson(convertedCount, visitCount),
  })
  conversion!: RateType;
}

@PartOfRow
@ObjectType('PagePopularity', { description: 'How often a page or a screen was looked at.' })
export class PagePopularityType implements PagePopularity {
  @Field(() => String, { description: 'The path of the page, or the name of the screen.' })
  path!: string;

  @Field(() => Int, { description: 'How often.' })
  viewCount!: number;

  @Field(() => Int, { description: 'By how many different customers.' })
  visitorCount!: number;
}
