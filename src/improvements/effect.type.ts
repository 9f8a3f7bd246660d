import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { enumOf } from '../api/mutation.ts';
import type { Figure } from '../satisfaction/score.rules.ts';
import { ScoreKindEnum } from '../surveys/survey.filter.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import type { Effect, Verdict } from './effect.rules.ts';

export const VerdictEnum = enumOf<Verdict>('EffectVerdict', 'What can be said of an effect.', {
  BETTER: 'The score of those touched rose more than that of the others: the whole interval is above 0.',
  WORSE: 'It rose less, or fell more: the whole interval is below 0.',
  NO_EVIDENCE:
    'The interval has 0 in it, or there are too few answers: it can have helped, harmed or neither.',
});

@PartOfRow
@ObjectType('ScoreEstimate', { description: 'A score with its 95 % interval.' })
export class ScoreEstimateType implements Figure {
  @Field(() => Float, { nullable: true, description: 'The score; null when n is 0.' })
  value!: number | null;

  @Field(() => Int, { description: 'Of how many answers.' })
  n!: number;

  @Field(() => Float, { nullable: true, description: 'Where the interval begins; null without one.' })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Where the interval ends; null without one.' })
  high!: number | null;
}

const definitions: Readonly<Record<ScoreKind, string>> = {
  NPS: 'the NPS, promoters less detractors in per cent',
  CSAT: 'the CSAT, the per cent of answers in the top box',
  CES: 'the CES, the mean of answers from 1 to 7',
};

@ObjectType('ImprovementEffect', {
  description:
    'Whether an improvement helped: a score before and after, of those it touched and of the others.',
})
export class ImprovementEffectType implements Omit<Effect, 'days'> {
  @Field(() => ScoreKindEnum, { description: 'Which score.' })
  score!: ScoreKind;

  @Field(() => ScoreEstimateType, { description: 'Of those touched, in the days before.' })
  touchedBefore!: ScoreEstimateType;

  @Field(() => ScoreEstimateType, { description: 'Of those touched, in the days after.' })
  touchedAfter!: ScoreEstimateType;

  @Field(() => ScoreEstimateType, { description: 'Of the others, in the days before.' })
  othersBefore!: ScoreEstimateType;

  @Field(() => ScoreEstimateType, { description: 'Of the others, in the days after.' })
  othersAfter!: ScoreEstimateType;

  @Field(() => Float, {
    nullable: true,
    description:
      'How much more the score of those touched rose than that of the others, in points of the score; null when one of the four has no answer.',
  })
  value!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Where its 95 % interval begins; null when one of the four has none.',
  })
  low!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Where its 95 % interval ends; null when one of the four has none.',
  })
  high!: number | null;

  @Field(() => VerdictEnum, { description: 'What that shows: never more than the interval allows.' })
  verdict!: Verdict;

  @Derived<Effect>(() => String, {
    description: 'What was compared, in words.',
    from: ['score', 'days'],
    of: ({ score, days }) =>
      `The change of ${definitions[score]}, from the ${days} days before it was done to the ${days} days after, of customers whose feedback led to it or who had bought its product when they answered, less the change of all others. Of a customer and a survey the latest answer on each side counts. The 95 % interval is recovered from those of the four scores (Zou and Donner 2008).`,
  })
  definition!: string;
}
