import { contrastInterval, type FigureWithInterval } from '../kernel/contrast.interval.ts';
import { meanInterval, npsInterval, wilson } from '../kernel/interval.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

/** Answers to one question, summed up: what every score can be worked out from. */
export interface AnswerSums {
  n: number;
  sum: number;
  sumOfSquares: number;
  promoters: number;
  detractors: number;
  top: number;
}

export const noAnswers: AnswerSums = { n: 0, sum: 0, sumOfSquares: 0, promoters: 0, detractors: 0, top: 0 };

export interface ScoreEstimate extends FigureWithInterval {
  n: number;
}

export const verdicts = ['BETTER', 'WORSE', 'NO_EVIDENCE'] as const;
export type Verdict = (typeof verdicts)[number];

/** Answers before and after, of those whom an improvement touched and of the others. */
export interface EffectSums {
  touchedBefore: AnswerSums;
  touchedAfter: AnswerSums;
  othersBefore: AnswerSums;
  othersAfter: AnswerSums;
}

export interface Effect extends FigureWithInterval {
  score: ScoreKind;
  days: number;
  touchedBefore: ScoreEstimate;
  touchedAfter: ScoreEstimate;
  othersBefore: ScoreEstimate;
  othersAfter: ScoreEstimate;
  verdict: Verdict;
}

/** How much more the score of those touched rose than that of the others, and what that shows: no more than its interval allows. */
export function effectOf(score: ScoreKind, days: number, sums: EffectSums): Effect {
  const figures = {
    touchedBefore: estimateOf(score, sums.touchedBefore),
    touchedAfter: estimateOf(score, sums.touchedAfter),
    othersBefore: estimateOf(score, sums.othersBefore),
    othersAfter: estimateOf(score, sums.othersAfter),
  };
  const difference = contrastInterval(
    [figures.touchedAfter, figures.othersBefore],
    [figures.touchedBefore, figures.othersAfter],
  );
  return { score, days, ...figures, ...difference, verdict: verdictOf(difference) };
}

/** NPS from -100 to 100, CSAT in per cent of the top box, CES as a mean from 1 to 7. */
export function estimateOf(score: ScoreKind, sums: AnswerSums): ScoreEstimate {
  const { n, sum, promoters, detractors, top } = sums;
  if (score === 'NPS') {
    const { value, low, high } = npsInterval(promoters, n - promoters - detractors, detractors);
    return { n, value, low, high };
  }
  if (score === 'CSAT') {
    const { value, low, high } = wilson(top, n);
    return { n, value: inPerCent(value), low: inPerCent(low), high: inPerCent(high) };
  }
  const { value, low, high } = meanInterval(n, n === 0 ? null : sum / n, deviationOf(sums));
  return { n, value, low, high };
}

function verdictOf({ low, high }: FigureWithInterval): Verdict {
  if (low !== null && low > 0) return 'BETTER';
  return high !== null && high < 0 ? 'WORSE' : 'NO_EVIDENCE';
}

function inPerCent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

/** Of the sample; null for fewer than two answers. Scores are small whole numbers, so that the sums are exact. */
function deviationOf({ n, sum, sumOfSquares }: AnswerSums): number | null {
  return n < 2 ? null : Math.sqrt((sumOfSquares - sum ** 2 / n) / (n - 1));
}
