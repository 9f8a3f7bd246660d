import type { Context } from '../api/context.ts';
import type { Granularity } from '../api/granularity.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import type { MetricByKey, MetricPoint } from './group.type.ts';
import type { Grouping, SatisfactionScope } from './satisfaction.scope.ts';
import { talliesBy, talliesOverTime } from './score.queries.ts';
import { figureOf } from './score.rules.ts';

export async function scoresOverTime(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
  by: Granularity,
): Promise<MetricPoint[]> {
  const points = await talliesOverTime(context, scope, score, by);
  return points.map(({ from, ...tally }) => ({ from, ...figureOf(score, tally) }));
}

/** Group by group, most answers first. */
export async function scoresBy(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
  groups: { grouping: Grouping; most: number },
): Promise<MetricByKey[]> {
  const tallies = await talliesBy(context, scope, score, groups);
  return tallies.map(({ key, ...tally }) => ({ key, ...figureOf(score, tally) }));
}
