import { ObjectType } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Derived } from '../api/field.ts';
import { meanInterval, wilson } from '../kernel/interval.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import {
  type Metric,
  MetricType,
  metricOf,
  type NpsMetric,
  NpsMetricType,
  ResponseRateType,
  SentimentCountsType,
} from './metric.type.ts';
import { invitationsOf, ratingsOf, sentimentOf } from './opinion.queries.ts';
import { scoresIn } from './satisfaction.figures.ts';
import type { SatisfactionScope } from './satisfaction.scope.ts';
import { confidence, figureOf, percentOf, topShare } from './score.rules.ts';

const cost = { extra: 10 };

@ObjectType('Satisfaction', {
  description:
    'How satisfied customers are. Of each customer and survey the latest response counts, once it is submitted. Everything is counted in the days of the shop.',
})
export class SatisfactionType {
  @Derived<SatisfactionScope>(() => NpsMetricType, {
    description: 'How many would recommend us, less how many would not: -100 to 100.',
    cost,
    of: async (scope, context): Promise<NpsMetric> => {
      const tally = await scoresIn(context, scope, 'NPS');
      const { n, top: promoters, detractors } = tally;
      return {
        ...metricOf(figureOf('NPS', tally), 'NPS'),
        promoters,
        passives: n - promoters - detractors,
        detractors,
      };
    },
  })
  nps!: NpsMetricType;

  @Derived<SatisfactionScope>(() => MetricType, {
    description: 'How many are satisfied: percent of scores in the top box, 0 to 100.',
    cost,
    of: (scope, context) => scored(context, scope, 'CSAT'),
  })
  csat!: MetricType;

  @Derived<SatisfactionScope>(() => MetricType, {
    description: 'How easy we made it: the mean, 1 to 7.',
    cost,
    of: (scope, context) => scored(context, scope, 'CES'),
  })
  ces!: MetricType;

  @Derived<SatisfactionScope>(() => MetricType, {
    description: 'For how many we made it easy: percent of the answers to ces of 5 to 7, 0 to 100.',
    cost,
    of: async (scope, context) =>
      metricOf(percentOf(topShare(await scoresIn(context, scope, 'CES'))), 'CES_EASY'),
  })
  cesEasy!: MetricType;

  @Derived<SatisfactionScope>(() => MetricType, {
    description: 'Mean rating of reviews, each scaled to 1 to 5.',
    cost,
    of: async (scope, context) => {
      const { n, mean, standardDeviation } = await ratingsOf(context, scope);
      return metricOf(meanInterval(n, mean, standardDeviation, confidence), 'RATING');
    },
  })
  rating!: MetricType;

  @Derived<SatisfactionScope>(() => SentimentCountsType, {
    description: 'How comments, reviews and mentions sound.',
    cost,
    of: (scope, context) => sentimentOf(context, scope),
  })
  sentiment!: SentimentCountsType;

  @Derived<SatisfactionScope>(() => ResponseRateType, {
    description: 'How many of the invitations sent were answered.',
    cost,
    of: async (scope, context) => {
      const { sent, answered } = await invitationsOf(context, scope);
      return wilson(answered, sent);
    },
  })
  responseRate!: ResponseRateType;
}

async function scored(
  context: Context,
  scope: SatisfactionScope,
  score: Exclude<ScoreKind, 'NPS'>,
): Promise<Metric> {
  return metricOf(figureOf(score, await scoresIn(context, scope, score)), score);
}
