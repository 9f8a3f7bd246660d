import { type Difference, differenceInterval, shareDifference } from '../kernel/difference.interval.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import {
  definitions,
  estimateOf,
  type Figure,
  figureOf,
  percentOf,
  type Tally,
  topShare,
} from './score.rules.ts';

/** Two groups side by side. */
export interface Comparison {
  score: ScoreKind;
  own: Figure;
  other: Figure;
  difference: Difference;
}

/** By how much the score of one group is above that of another, and whether that is more than chance. */
export function comparisonOf(score: ScoreKind, own: Tally, other: Tally): Comparison {
  const difference =
    score === 'CSAT'
      ? percentOf(shareDifference(topShare(own), topShare(other)))
      : differenceInterval(estimateOf(score, own), estimateOf(score, other));
  return { score, own: figureOf(score, own), other: figureOf(score, other), difference };
}

const units: Readonly<Record<ScoreKind, string>> = {
  NPS: 'points',
  CSAT: 'percentage points',
  CES: 'points',
};

/** What the comparison comes to, in a sentence that claims no more than the interval allows. */
export function conclusionOf({ score, difference: { value, low, high, isSignificant } }: Comparison): string {
  if (value === null)
    return `There is nothing to compare: nobody answered ${score} in one of the two, or in both.`;
  const by = `${rounded(Math.abs(value))} ${units[score]}`;
  if (low === null || high === null)
    return `The ${score} differs by ${by}, of too few answers, or too much alike, to say whether by chance.`;
  const interval = `the 95 % interval of the difference is ${rounded(low)} to ${rounded(high)}`;
  if (isSignificant)
    return `The ${score} is ${by} ${low > 0 ? 'higher' : 'lower'}, which is more than chance: ${interval}.`;
  return `There is no evidence of a difference in ${score}: ${interval}, and 0 is within it.`;
}

/** How the difference is told. */
export function definitionOf({ score }: Comparison): string {
  return `${definitions[score]} The difference is that of the two values. ${intervals[score]}`;
}

const intervals: Readonly<Record<ScoreKind, string>> = {
  NPS: 'Its interval is that of the adjusted scores, with the standard error √(SE₁² + SE₂²).',
  CSAT: 'Its interval is made of the two Wilson intervals (Newcombe 1998, method 10).',
  CES: "Its interval is by Student's t, with the standard error √(SE₁² + SE₂²) and the degrees of freedom of Welch.",
};

function rounded(figure: number): string {
  // Not to say -0.0.
  return (Math.round(figure * 10) / 10 || 0).toFixed(1);
}
