import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { RateType } from '../api/rate.type.ts';
import { wilson } from '../kernel/interval.ts';
import type { InvitationTally, SentimentTally } from './opinion.queries.ts';
import { confidence, definitions, type Figure } from './score.rules.ts';

/** A figure as it is told whole: with what it means and how far it can be trusted. */
export interface Metric extends Figure {
  confidence: number;
  definition: string;
}

export interface NpsMetric extends Metric {
  promoters: number;
  passives: number;
  detractors: number;
}

export function metricOf({ value, n, low, high }: Figure, name: keyof typeof definitions): Metric {
  return { value, n, low, high, confidence, definition: definitions[name] };
}

/** What every figure has, alone or in a group. */
@ObjectType()
export abstract class FigureType implements Figure {
  @Field(() => Float, { nullable: true, description: 'The figure; null when n is 0, which is not 0.' })
  value!: number | null;

  @Field(() => Int, { description: 'Of how many answers.' })
  n!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Where the 95 % interval begins; null when n is 0, and of a mean when it is 1.',
  })
  low!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Where the 95 % interval ends; null when n is 0, and of a mean when it is 1.',
  })
  high!: number | null;
}

@ObjectType()
abstract class DefinedFigureType extends FigureType implements Metric {
  @Field(() => Float, { description: 'How sure the interval is to hold the true figure: 0.95.' })
  confidence!: number;

  @Field(() => String, { description: 'What the figure is, in words.' })
  definition!: string;
}

@PartOfRow
@ObjectType('Metric', {
  description: 'A score, a mean or a share, with how far it can be trusted and what it is in words.',
})
export class MetricType extends DefinedFigureType {}

@PartOfRow
@ObjectType('NpsMetric', {
  description: 'A net promoter score, -100 to 100, with how the answers fell.',
})
export class NpsMetricType extends DefinedFigureType implements NpsMetric {
  @Field(() => Int, { description: 'Who gave 9 or 10.' })
  promoters!: number;

  @Field(() => Int, { description: 'Who gave 7 or 8.' })
  passives!: number;

  @Field(() => Int, { description: 'Who gave 0 to 6.' })
  detractors!: number;
}

@PartOfRow
@ObjectType('ResponseRate', { description: 'A Rate with what it is in words.' })
export class ResponseRateType extends RateType {
  @Derived<InvitationTally>(() => Float, {
    description: 'How sure the interval is to hold the true share: 0.95.',
    of: () => confidence,
  })
  confidence!: number;

  @Derived<InvitationTally>(() => String, {
    description: 'What the figure is, in words.',
    of: () => definitions.RESPONSE_RATE,
  })
  definition!: string;
}

@PartOfRow
@ObjectType('SentimentCounts', { description: 'How many texts sound how.' })
export class SentimentCountsType implements SentimentTally {
  @Field(() => Int, { description: 'Texts that praise.' })
  positive!: number;

  @Field(() => Int, { description: 'Texts that do neither, or both.' })
  neutral!: number;

  @Field(() => Int, { description: 'Texts that blame.' })
  negative!: number;

  @Field(() => Int, {
    description: 'Texts that cannot be judged: their language is not known, or none of those judged.',
  })
  unknown!: number;

  @Derived<SentimentTally>(() => Int, {
    description: 'Texts that were judged: positive, neutral and negative.',
    of: judgedIn,
  })
  n!: number;

  @Derived<SentimentTally>(() => RateType, {
    description: 'The share of the judged texts that praise.',
    of: (counts) => wilson(counts.positive, judgedIn(counts)),
  })
  positiveShare!: RateType;

  @Derived<SentimentTally>(() => RateType, {
    description: 'The share of the judged texts that blame.',
    of: (counts) => wilson(counts.negative, judgedIn(counts)),
  })
  negativeShare!: RateType;

  @Derived<SentimentTally>(() => String, {
    description: 'Which texts they are, in words.',
    of: () => definitions.SENTIMENT,
  })
  definition!: string;
}

function judgedIn({ positive, neutral, negative }: SentimentTally): number {
  return positive + neutral + negative;
}
