import { type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import type { Uuid } from '../kernel/ids.ts';
import { isScoreKind, leastScore, type Question, type ScoreKind } from './survey.words.ts';

/** A question of a survey, with its place in it. */
export interface AskedQuestion extends Question {
  id: Uuid;
}

/** What somebody answers to one question, before any rule has looked. With nothing of it given: skipped. */
export interface AnswerDraft {
  questionId: Uuid;
  score?: number | null;
  choices?: readonly string[] | null;
  text?: string | null;
}

/** An answer as it is kept. */
export interface Answer {
  questionId: Uuid;
  kind: Question['kind'];
  score: number | null;
  isTop: boolean | null;
  choices: readonly string[] | null;
  text: string | null;
}

/** What a response is listed with, taken of its answers. */
export interface Gist {
  score: number | null;
  scoreKind: ScoreKind | null;
  comment: string | null;
}

export const longestText = 5_000;

/** Judges answers, in the order in which the questions are asked. Skipped ones leave nothing. */
export function judgeAnswers(
  questions: readonly AskedQuestion[],
  drafts: readonly AnswerDraft[],
): { answers: Answer[]; errors: UserError[] } {
  const errors: UserError[] = [];
  const answers = new Map<Uuid, Answer>();
  const seen = new Set<Uuid>();
  drafts.forEach((draft, index) => {
    const path = ['answers', index];
    const question = questions.find(({ id }) => id === draft.questionId);
    if (!question) {
      errors.push(userError('NOT_FOUND', [...path, 'question'], 'The survey has no such question.'));
      return;
    }
    if (seen.has(question.id)) errors.push(userError('CONFLICT', path, 'A question is answered once.'));
    seen.add(question.id);
    const wrong = answerErrors(question, draft, path);
    errors.push(...wrong);
    const answer = answerOf(question, draft);
    if (wrong.length === 0 && answer) answers.set(question.id, answer);
  });
  return { answers: questions.flatMap(({ id }) => answers.get(id) ?? []), errors };
}

/** What is missing of answers that are to be submitted. */
export function missingErrors(questions: readonly AskedQuestion[], answers: readonly Answer[]): UserError[] {
  if (answers.length === 0)
    return [userError('REQUIRED', ['answers'], 'A response answers at least one question.')];
  const answered = new Set(answers.map(({ questionId }) => questionId));
  return questions.flatMap(({ id, isRequired }, index) => {
    if (!isRequired || answered.has(id)) return [];
    return [userError('REQUIRED', ['answers'], `Question ${index + 1} is to be answered.`)];
  });
}

/** The first score and the first free text. */
export function gistOf(answers: readonly Answer[]): Gist {
  const scored = answers.find(({ score }) => score !== null);
  return {
    score: scored?.score ?? null,
    scoreKind: scored && isScoreKind(scored.kind) ? scored.kind : null,
    comment: answers.find(({ text }) => text !== null)?.text ?? null,
  };
}

function answerErrors(question: Question, { score, choices, text }: AnswerDraft, path: Path): UserError[] {
  const { kind } = question;
  const isFor = { score: isScoreKind(kind), choices: question.choices !== null, text: kind === 'TEXT' };
  const strange = Object.entries({ score, choices, text }).flatMap(([name, value]) =>
    isGiven(value) && !isFor[name as keyof typeof isFor]
      ? [userError('CONFLICT', [...path, name], `A question of kind ${kind} is not answered so.`)]
      : [],
  );
  if (strange.length > 0) return strange;
  return [
    ...(isGiven(score) ? scoreErrors(question, score, path) : []),
    ...(isGiven(choices) ? choiceErrors(question, choices, path) : []),
    ...((text?.trim().length ?? 0) > longestText
      ? [userError('INVALID', [...path, 'text'], `An answer has at most ${longestText} characters.`)]
      : []),
  ];
}

type Path = readonly (string | number)[];

/** Refused, not put into the nearest bucket: a score beyond its scale is another question's, or a code for none. */
function scoreErrors({ kind, scaleMax }: Question, score: number, path: Path): UserError[] {
  if (!isScoreKind(kind) || scaleMax === null) return [];
  const least = leastScore(kind);
  if (Number.isInteger(score) && score >= least && score <= scaleMax) return [];
  const whole = Number.isInteger(score) ? '' : 'a whole number, ';
  const message = `${kind === 'NPS' ? 'An' : 'A'} ${kind} score is ${whole}${least} to ${scaleMax}; got ${score}.`;
  return [userError('INVALID', [...path, 'score'], message)];
}

function choiceErrors({ kind, choices }: Question, chosen: readonly string[], path: Path): UserError[] {
  const at = [...path, 'choices'];
  if (kind === 'SINGLE_CHOICE' && chosen.length > 1)
    return [userError('INVALID', at, `One choice is to be made; got ${chosen.length}.`)];
  if (new Set(chosen).size < chosen.length)
    return [userError('CONFLICT', at, 'The same choice is given twice.')];
  return chosen.flatMap((value, index) => {
    if (choices?.some((choice) => choice.value === value)) return [];
    return [userError('NOT_FOUND', [...at, index], 'The question does not offer this choice.')];
  });
}

function answerOf(question: AskedQuestion, { score, choices, text }: AnswerDraft): Answer | null {
  const written = text?.trim() || null;
  if (!isGiven(score) && !choices?.length && written === null) return null;
  return {
    questionId: question.id,
    kind: question.kind,
    score: score ?? null,
    isTop: isGiven(score) && question.topBox !== null ? score >= question.topBox : null,
    choices: choices?.length ? choices : null,
    text: written,
  };
}
