import {
  type Estimate,
  type FigureWithInterval,
  meanInterval,
  npsInterval,
  type ShareWithInterval,
  wilson,
} from '../kernel/interval.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

/** How scores of one kind fell. */
export interface Tally {
  n: number;
  /** In the top box: of NPS the promoters. */
  top: number;
  /** Of NPS those of 6 and less. */
  detractors: number;
  sum: number;
  squares: number;
}

export const nobody: Tally = { n: 0, top: 0, detractors: 0, sum: 0, squares: 0 };

/** A figure as it is told: null where nobody answered. */
export interface Figure extends FigureWithInterval {
  n: number;
}

/** The level of confidence of every interval here. */
export const confidence = 0.95;

const oneOfEach = 'Of each customer and survey the latest response counts, by the day it was submitted.';

/** In words, for whoever reads the figure. */
export const definitions = {
  NPS: `Promoters (9 and 10) minus detractors (0 to 6), in percent of all who answered how likely they are to recommend us: -100 to 100. ${oneOfEach} Interval: adjusted Wald (Rocks 2016).`,
  CSAT: `Percent of the scores that are in the top box of their question: 4 and 5 of 5, 5 to 7 of 7, 9 and 10 of 10. ${oneOfEach} Interval: Wilson.`,
  CES: `Mean of how easy we made it, from 1 to 7, the easiest. ${oneOfEach} Interval: Student's t.`,
  CES_EASY: `Percent of those who answered how easy we made it that gave 5, 6 or 7. ${oneOfEach} Interval: Wilson.`,
  RATING:
    "Mean rating of reviews, each scaled to 1 to 5 by its own maximum: 1 + 4 × (rating - 1) / (maximum - 1). Every review counts, by the day it was written; mentions without a rating do not. Interval: Student's t.",
  RESPONSE_RATE:
    'Share, 0 to 1, of the invitations sent in the period that were answered since. Interval: Wilson.',
  SENTIMENT:
    'Comments of the responses that count, by the day they were submitted, and reviews and mentions, by the day they were written, as word lists judge them. A text in a language that none can judge is in unknown, not in neutral.',
} as const;

/** The value of a score, as its definition says. */
export function figureOf(score: ScoreKind, tally: Tally): Figure {
  return score === 'CSAT' ? percentOf(topShare(tally)) : estimateOf(score, tally);
}

/** NPS and CES, with what tells how they differ. */
export function estimateOf(
  score: Exclude<ScoreKind, 'CSAT'>,
  { n, top, detractors, sum, squares }: Tally,
): Estimate {
  if (score === 'NPS') return npsInterval(top, n - top - detractors, detractors, confidence);
  if (n < 2) return meanInterval(n, n === 0 ? null : sum, null);
  const variance = Math.max(0, squares - (sum * sum) / n) / (n - 1);
  return meanInterval(n, sum / n, Math.sqrt(variance), confidence);
}

/** Of CES the share of 5 to 7, which is its top box. */
export function topShare({ top, n }: Tally): ShareWithInterval {
  return wilson(top, n);
}

export function percentOf<Share extends FigureWithInterval>(share: Share): Share {
  const percent = (part: number | null) => (part === null ? null : 100 * part);
  return { ...share, value: percent(share.value), low: percent(share.low), high: percent(share.high) };
}
