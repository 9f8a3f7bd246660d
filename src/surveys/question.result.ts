import { type ShareWithInterval, wilson } from '../kernel/interval.ts';
import type { AnswerCount } from './result.queries.ts';
import type { QuestionRow } from './survey.queries.ts';
import { isScoreKind, scoresOf } from './survey.words.ts';

/** How often one thing was answered. */
export interface AnswerShare {
  score: number | null;
  choice: string | null;
  count: number;
  /** Of those who answered; null when nobody did. */
  share: number | null;
}

/** What was answered to a question, of the responses that count. */
export interface QuestionResult {
  question: QuestionRow;
  n: number;
  mean: number | null;
  topBox: ShareWithInterval | null;
  answers: AnswerShare[];
}

/** `counts` are those of the question. */
export function resultOf(question: QuestionRow, counts: readonly AnswerCount[]): QuestionResult {
  const answered = counts.filter(({ choice }) => choice === null);
  const n = sumOf(answered);
  const countOf = (score: number | null, choice: string | null): AnswerShare => {
    const count = sumOf(counts.filter((one) => one.score === score && one.choice === choice));
    return { score, choice, count, share: n === 0 ? null : count / n };
  };
  const answers = [
    ...scoresOf(question).map((score) => countOf(score, null)),
    ...(question.choices ?? []).map(({ value }) => countOf(null, value)),
  ];
  const { topBox } = question;
  if (!isScoreKind(question.kind) || topBox === null)
    return { question, n, mean: null, topBox: null, answers };
  const total = answered.reduce((sum, { score, count }) => sum + (score ?? 0) * count, 0);
  const top = sumOf(answered.filter(({ score }) => score !== null && score >= topBox));
  return { question, n, mean: n === 0 ? null : total / n, topBox: wilson(top, n), answers };
}

function sumOf(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
