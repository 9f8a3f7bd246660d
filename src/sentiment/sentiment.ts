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

/** A judgement as a row keeps it, beside what was judged; nulls where there is none. */
export interface KeptJudgement {
  sentimentLabel: SentimentLabel | null;
  sentimentScore: number | null;
  sentimentMethod: string | null;
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

/** A judgement as columns of a row. */
export function keptJudgement(judgement: Judgement | null): KeptJudgement {
  return {
    sentimentLabel: judgement?.label ?? null,
    sentimentScore: judgement?.score ?? null,
    sentimentMethod: judgement?.method ?? null,
  };
}

/** The judgement that a row keeps. */
export function judgementOf(kept: KeptJudgement): Judgement | null {
  const { sentimentLabel: label, sentimentScore: score, sentimentMethod: method } = kept;
  return label === null || score === null || method === null ? null : { label, score, method };
}

/** Three times as much praise as blame: people praise more easily than they blame, also where they complain. */
const leastPraise = 0.5;

function labelOf(score: number): SentimentLabel {
  if (score < 0) return 'NEGATIVE';
  return score >= leastPraise ? 'POSITIVE' : 'NEUTRAL';
}
