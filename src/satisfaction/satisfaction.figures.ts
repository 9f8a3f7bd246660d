import type { Context } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { type Comparison, comparisonOf } from './comparison.rules.ts';
import type { SatisfactionScope } from './satisfaction.scope.ts';
import { tallyOf } from './score.queries.ts';
import { nobody, type Tally } from './score.rules.ts';

/** One statement for all figures that come of the same scores. */
const tallies = loader<SatisfactionScope, Tally, { score: ScoreKind }>(async (context, scopes, { score }) => {
  const entries = scopes.map(async (scope) => [scope, await tallyOf(context, scope, score)] as const);
  return new Map(await Promise.all(entries));
}, nobody);

export function scoresIn(context: Context, scope: SatisfactionScope, score: ScoreKind): Promise<Tally> {
  return context.loaders.load(context, tallies, scope, { score });
}

export async function comparedTo(
  context: Context,
  own: SatisfactionScope,
  { score, to }: { score: ScoreKind; to: SatisfactionScope },
): Promise<Comparison> {
  const [ownTally, otherTally] = await Promise.all([
    scoresIn(context, own, score),
    scoresIn(context, to, score),
  ]);
  return comparisonOf(score, ownTally, otherTally);
}
