import type { AnswerDraft, AskedQuestion } from '../surveys/answer.rules.ts';
import { isScoreKind, scoresOf } from '../surveys/survey.words.ts';

/** What a page sent in answer to a question; null when it was left empty. */
export function answerIn(question: AskedQuestion, form: URLSearchParams): AnswerDraft | null {
  const values = form.getAll('answer').map(storable);
  const [first = ''] = values;
  const questionId = question.id;
  if (question.kind === 'TEXT') {
    // What a browser counts as one character for a line end, it sends as two.
    const text = first.replaceAll('\r\n', '\n').trim();
    return text === '' ? null : { questionId, text };
  }
  if (values.length === 0 || first === '') return null;
  // What is no number is no score either, and refused as such.
  return isScoreKind(question.kind)
    ? { questionId, score: /^\d{1,3}$/.test(first) ? Number(first) : Number.NaN }
    : { questionId, choices: values };
}

/** What a link in a letter proposes for the first question for a score, as a question with a number from 1 has it. */
export interface Proposal {
  /** The score as the link has it, to be kept until that question is reached; null once it is past, and where there is none. */
  kept: string | null;
  /** The answer to this very question; null to any other. */
  draft: AnswerDraft | null;
}

export function proposalAt(
  questions: readonly AskedQuestion[],
  number: number,
  text: string | null,
): Proposal {
  const index = questions.findIndex(({ kind }) => isScoreKind(kind));
  const question = questions[index];
  const draft = question ? scoreIn(question, text) : null;
  if (draft === null || number > index + 1) return { kept: null, draft: null };
  return { kept: text, draft: number === index + 1 ? draft : null };
}

/** The answers given so far with one more, which stands for an earlier one to the same question; null takes that away. */
export function withAnswer(
  given: readonly AnswerDraft[],
  questionId: string,
  answer: AnswerDraft | null,
): AnswerDraft[] {
  const others = given.filter((one) => one.questionId !== questionId);
  return answer === null ? others : [...others, answer];
}

/** The first question that has to be answered and is not: its number from 1, or null. */
export function firstMissing(
  questions: readonly AskedQuestion[],
  given: readonly AnswerDraft[],
): number | null {
  const answered = new Set(given.map(({ questionId }) => questionId));
  const index = questions.findIndex(({ id, isRequired }) => isRequired && !answered.has(id));
  return index < 0 ? null : index + 1;
}

function scoreIn(question: AskedQuestion, text: string | null): AnswerDraft | null {
  if (text === null || !/^\d{1,2}$/.test(text)) return null;
  const score = Number(text);
  return scoresOf(question).includes(score) ? { questionId: question.id, score } : null;
}

function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
