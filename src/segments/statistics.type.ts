import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { MoneyType } from '../api/money.type.ts';
import { CountryCodeScalar } from '../api/scalars.ts';
import { CustomerKindEnum } from '../customers/customer.filter.ts';
import type { CustomerKind } from '../customers/customer.rules.ts';
import { metricOf, type NpsMetric, NpsMetricType } from '../satisfaction/metric.type.ts';
import { figureOf, type Tally } from '../satisfaction/score.rules.ts';
import { mostRegions, type Statistics } from './statistics.queries.ts';

@PartOfRow
@ObjectType('SegmentKindCount', { description: 'How many customers of a segment are of one kind.' })
export class KindCountType {
  @Field(() => CustomerKindEnum, { description: 'The kind.' })
  kind!: CustomerKind;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@PartOfRow
@ObjectType('SegmentRegionCount', { description: 'How many customers of a segment are from one region.' })
export class RegionCountType {
  @Field(() => CountryCodeScalar, { nullable: true, description: 'The country; null: not known.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'The region within it; null: not known.' })
  region!: string | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

const inBase = ({ shop }: Context, minor: number) => ({ minor, currency: shop.baseCurrency });

@ObjectType('SegmentStatistics', { description: 'What the customers of a segment come to, as of now.' })
export class SegmentStatisticsType {
  @Field(() => Int, { description: 'How many they are.' })
  size!: number;

  @Field(() => Int, { description: 'How often they bought, cancelled purchases left out.' })
  purchaseCount!: number;

  @Derived<Statistics>(() => MoneyType, {
    description: 'What they paid altogether, net of refunds, in the base currency of the shop.',
    of: ({ totalSpentMinor }, context) => inBase(context, totalSpentMinor),
  })
  totalSpent!: MoneyType;

  @Derived<Statistics>(() => MoneyType, {
    nullable: true,
    description: 'The same over how many they are, those who never bought included; null of nobody.',
    of: ({ totalSpentMinor, size }, context) =>
      size === 0 ? null : inBase(context, Math.round(totalSpentMinor / size)),
  })
  meanSpent!: MoneyType | null;

  @Derived<Statistics>(() => MoneyType, {
    nullable: true,
    description: 'What they paid before refunds, over the number of purchases; null without a purchase.',
    of: ({ grossMinor, purchaseCount }, context) =>
      purchaseCount === 0 ? null : inBase(context, Math.round(grossMinor / purchaseCount)),
  })
  averageBasket!: MoneyType | null;

  @Derived<Statistics>(() => Float, {
    nullable: true,
    description:
      'Whole days since the latest purchase, the median of those who bought; null when nobody did.',
    of: ({ medianDays }) => medianDays,
  })
  medianDaysSinceLastPurchase!: number | null;

  @Derived<Statistics>(() => NpsMetricType, {
    description:
      'How likely they are to recommend us, by the latest response of each of them to each survey.',
    of: ({ nps }) => npsOf(nps),
  })
  nps!: NpsMetricType;

  @Field(() => [KindCountType], { description: 'How many of each kind, most first.' })
  kinds!: KindCountType[];

  @Field(() => [RegionCountType], {
    description: `Where they are from, most first, at most ${mostRegions} regions.`,
  })
  regions!: RegionCountType[];
}

function npsOf(tally: Tally): NpsMetric {
  const { n, top, detractors } = tally;
  const counts = { promoters: top, passives: n - top - detractors, detractors };
  return { ...metricOf(figureOf('NPS', tally), 'NPS'), ...counts };
}
