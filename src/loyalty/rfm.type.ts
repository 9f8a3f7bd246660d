import { Field, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { MoneyType } from '../api/money.type.ts';
import { enumOf } from '../api/mutation.ts';
import { RateType } from '../api/rate.type.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { wilson } from '../kernel/interval.ts';
import { gridOf, groupsOf, type RfmCell, type RfmFigures, type RfmShare } from './rfm.figures.ts';
import type { RfmGroup, RfmScores } from './rfm.rules.ts';

export const RfmGroupEnum = enumOf<RfmGroup>(
  'RfmGroup',
  'What the scores of recency (R), frequency (F) and monetary (M) make of a customer. The first group that takes them has them; scores that none takes are NEEDS_ATTENTION.',
  {
    CHAMPIONS: 'Bought lately, often and for much. R 5, F 5, M 5.',
    POTENTIAL_LOYALIST: 'Buy, and come back. R 3 to 5, F 3 to 5, M 2 to 5.',
    LOYAL: 'Come back now and again. R 2 to 4, F 2 to 4, M 2 to 4.',
    PROMISING: 'Bought seldom, and for much. R 3 or 4, F 1 to 3, M 3 to 5.',
    NEW: 'Bought lately, and seldom yet. R 4 or 5, F 1 to 3, M 1 to 5.',
    CANNOT_LOSE: 'Bought often and for much, and not for long. R 1 or 2, F 3 or 4, M 4 or 5.',
    AT_RISK: 'Bought for much, and not for long. R 1 or 2, F 2 to 5, M 4 or 5.',
    NEEDS_ATTENTION:
      'Bought often, and lately less. R 1 to 3, F 3 to 5, M 3 to 5; and whoever is in no other group.',
    ABOUT_TO_SLEEP: 'Bought seldom, and not lately. R 2 or 3, F 1 to 3, M 1 to 4.',
    LOST: 'Bought longest ago. R 1, F 1 to 5, M 1 to 5.',
  },
);

@PartOfRow
@ObjectType('RfmScore', {
  description:
    'How a customer compares to the others, each score from 1 to 5, the best: one more for each fifth of all customers that they do better than. Equal customers have equal scores.',
})
export class RfmScoreType implements RfmScores {
  @Field(() => Int, { description: 'By whole days since the latest purchase, counted as of now.' })
  recency!: number;

  @Field(() => Int, { description: 'By the number of purchases.' })
  frequency!: number;

  @Field(() => Int, { description: 'By what was spent, net of refunds.' })
  monetary!: number;

  @Field(() => RfmGroupEnum, { description: 'What the scores make of the customer.' })
  group!: RfmGroup;

  @Field(() => DateTimeScalar, {
    description: 'When customers were last cut into fifths, which is done every hour.',
  })
  computedAt!: string;
}

@PartOfRow
@ObjectType('RfmCutOffs', { description: 'Between which values customers are cut into fifths.' })
export class RfmCutOffsType {
  @Field(() => [Int], {
    description: 'Whole days since the latest purchase: who has fewer scores one more. Four, ascending.',
  })
  recency!: number[];

  @Field(() => [Int], { description: 'Purchases: who has more scores one more. Four, ascending.' })
  frequency!: number[];

  @Field(() => [MoneyType], {
    description: 'What was spent: who spent more scores one more. Four, ascending.',
  })
  monetary!: MoneyType[];

  @Field(() => DateTimeScalar, { description: 'As of when they are.' })
  computedAt!: string;
}

@ObjectType()
abstract class RfmCountType {
  @Field(() => Int, { description: 'How many customers.' })
  customers!: number;

  @Field(() => MoneyType, {
    description: 'What they spent, net of refunds, in the base currency of the shop.',
  })
  spent!: MoneyType;
}

@PartOfRow
@ObjectType('RfmCell', { description: 'Customers of one score of recency and one of frequency.' })
export class RfmCellType extends RfmCountType {
  @Field(() => Int, { description: 'The score of recency, 1 to 5.' })
  recency!: number;

  @Field(() => Int, { description: 'The score of frequency, 1 to 5.' })
  frequency!: number;
}

@PartOfRow
@ObjectType('RfmByGroup', { description: 'Customers of one group.' })
export class RfmByGroupType extends RfmCountType {
  @Field(() => RfmGroupEnum, { description: 'Which group.' })
  group!: RfmGroup;

  @Derived<RfmShare>(() => RateType, {
    description: 'Their share of all customers who have bought.',
    of: ({ customers, of }) => wilson(customers, of),
  })
  share!: RateType;
}

@PartOfRow
@ObjectType('Rfm', {
  description:
    'Customers who have bought, by how lately (recency), how often (frequency) and for how much (monetary).',
})
export class RfmType {
  @Derived<RfmFigures>(() => RfmCutOffsType, {
    nullable: true,
    description:
      'Where they are cut into fifths, by all customers of the shop, whichever the figures are of; null where nobody has bought.',
    of: ({ cutOffs, currency }) =>
      cutOffs && { ...cutOffs, monetary: cutOffs.monetary.map((minor) => ({ minor, currency })) },
  })
  cutOffs!: RfmCutOffsType | null;

  @Derived<RfmFigures>(() => [RfmCellType], {
    description: 'Five by five: the best recency first, and within it the best frequency.',
    of: (figures): RfmCell[] => gridOf(figures),
  })
  grid!: RfmCellType[];

  @Derived<RfmFigures>(() => [RfmByGroupType], {
    description: 'All ten, in the order of the enum.',
    of: (figures): RfmShare[] => groupsOf(figures),
  })
  groups!: RfmByGroupType[];

  @Derived<RfmFigures>(() => String, { description: 'How they are scored, in words.', of: () => definition })
  definition!: string;
}

const definition =
  'A score is 1, and one more for each of four cut-offs that a customer does better than; the cut-offs lie between the fifths of all customers who have bought (quantiles that are values of theirs). Recency: whole days since the latest purchase, fewer is better. Frequency: purchases. Monetary: what was spent, net of refunds.';
