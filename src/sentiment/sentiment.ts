// What a text says of how its writer feels. Pure: it knows no customer, no table and no request.

import { methodOf } from './languages.ts';
import type { SentimentMethod } from './method.ts';

export const sentimentLabels = ['POSITIVE', 'NEUTRAL', 'NEGATIVE'] as const;
export type SentimentLabel = (typeof sentimentLabels)[number];

export interface Judgement {
  label: SentimentLabel;
  /** From -1, nothing but blame, to 1, nothing but praise. */
  score: number;
  /** What judged, with its version: judgements of two methods are not to be compared. */
  method: string;
}

/**
 * How the writer of a text feels; null without a text, and in a language that nothing judges well enough, which is not
 * the same as neutral.
 */
export function judge(text: string | null, language: string | null): Judgement | null {
  if (text === null || language === null || text.trim() === '') return null;
  const method = methodOf(language);
  return method ? judgeBy(method, text) : null;
}

export function judgeBy(method: SentimentMethod, text: string): Judgement {
  const score = method.scoreOf(text);
  return { label: labelOf(score), score, method: method.name };
}

/** Twice as much of one as of the other; a text that praises and blames alike leans neither way. */
const leastLean = 1 / 3;

function labelOf(score: number): SentimentLabel {
  if (Math.abs(score) < leastLean) return 'NEUTRAL';
  return score > 0 ? 'POSITIVE' : 'NEGATIVE';
}
