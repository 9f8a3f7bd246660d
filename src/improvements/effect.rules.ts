import { contrastInterval } from '../kernel/contrast.interval.ts';
import type { FigureWithInterval } from '../kernel/interval.ts';
import { type Figure, figureOf, type Tally } from '../satisfaction/score.rules.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

export type Verdict = 'BETTER' | 'WORSE' | 'NO_EVIDENCE';

/** Something before and after, of those whom an improvement touched and of the others. */
interface FourSides<Side> {
  touchedBefore: Side;
  touchedAfter: Side;
  othersBefore: Side;
  othersAfter: Side;
}

export interface Effect extends FigureWithInterval, FourSides<Figure> {
  score: ScoreKind;
  days: number;
  verdict: Verdict;
}

/** How much more the score of those touched rose than that of the others, and what that shows: no more than its interval allows. */
export function effectOf(score: ScoreKind, days: number, sums: FourSides<Tally>): Effect {
  const figures = {
    touchedBefore: figureOf(score, sums.touchedBefore),
    touchedAfter: figureOf(score, sums.touchedAfter),
    othersBefore: figureOf(score, sums.othersBefore),
    othersAfter: figureOf(score, sums.othersAfter),
  };
  const difference = contrastInterval(
    [figures.touchedAfter, figures.othersBefore],
    [figures.touchedBefore, figures.othersAfter],
  );
  return { score, days, ...figures, ...difference, verdict: verdictOf(difference) };
}

function verdictOf({ low, high }: FigureWithInterval): Verdict {
  if (low !== null && low > 0) return 'BETTER';
  return high !== null && high < 0 ? 'WORSE' : 'NO_EVIDENCE';
}
