import { contrastInterval, type FigureWithInterval } from '../kernel/contrast.interval.ts';
import { type Figure, figureOf, type Tally } from '../satisfaction/score.rules.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

export type Verdict = 'BETTER' | 'WORSE' | 'NO_EVIDENCE';

/** Answers before and after, of those whom an improvement touched and of the others. */
export interface EffectSums {
  touchedBefore: Tally;
  touchedAfter: Tally;
  othersBefore: Tally;
  othersAfter: Tally;
}

export interface Effect extends FigureWithInterval {
  score: ScoreKind;
  days: number;
  touchedBefore: Figure;
  touchedAfter: Figure;
  othersBefore: Figure;
  othersAfter: Figure;
  verdict: Verdict;
}

/** How much more the score of those touched rose than that of the others, and what that shows: no more than its interval allows. */
export function effectOf(score: ScoreKind, days: number, sums: EffectSums): Effect {
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
