import { type AnswerDraft, type AskedQuestion, judgeAnswers, longestText } from '../surveys/answer.rules.ts';
import { answeredSurveys } from '../surveys/answered.survey.ts';
import { answerIn, firstMissing, proposalAt, withAnswer } from './answer.form.ts';
import type { LinkAnswers } from './answering.service.ts';
import { answersSoFar, type LinkRow } from './link.queries.ts';
import { addressOf, questionPage } from './page.question.ts';
import type { PageAnswer, PageSetting } from './page.request.ts';
import { wordsIn } from './page.words.ts';

/** Which screen of a survey is meant, and in which language. */
export interface Step {
  token: string;
  /** Of the question, from 1; null: where they had come to. */
  number: number | null;
  language: string;
  isChosen: boolean;
  /** What the link in a letter proposes. */
  score: string | null;
  /** The answer to this question was missing when they wanted to send all of them. */
  isWrong: boolean;
}

/** A survey with what has been answered of it. */
interface Asked {
  questions: readonly AskedQuestion[];
  given: AnswerDraft[];
}

/** The screen of a question as it stands. Nothing is stored. */
export async function screenOf(setting: PageSetting, link: LinkRow, step: Step): Promise<PageAnswer> {
  const asked = await askedOf(setting, link);
  const number = numberIn(asked, step);
  return screen(link, step, asked, {
    number,
    draft: null,
    fault: step.isWrong ? faultOf(questionAt(asked.questions, number), null, step.language) : null,
  });
}

/** What follows from an answer that was sent: a screen that says what is wrong, or what to keep and where to go on. */
export async function screenAfter(
  setting: PageSetting,
  link: LinkRow,
  step: Step,
  form: URLSearchParams,
): Promise<{ shown: PageAnswer } | { save: Omit<LinkAnswers, 'language'>; next: string }> {
  const asked = await askedOf(setting, link);
  const { questions, given } = asked;
  const number = numberIn(asked, step);
  const question = questionAt(questions, number);
  const draft = form.get('step') === 'skip' ? null : answerIn(question, form);
  const { errors } = judgeAnswers(questions, draft ? [draft] : []);
  if (errors.length > 0 || (draft === null && question.isRequired)) {
    const fault = faultOf(question, draft, step.language);
    return { shown: screen(link, step, asked, { number, draft, fault }) };
  }
  const isLast = number === questions.length;
  const after = withAnswer(given, question.id, draft);
  const missing = isLast ? firstMissing(questions, after) : null;
  if (isLast && missing === null && after.length === 0) {
    const fault = wordsIn(step.language).something;
    return { shown: screen(link, step, asked, { number, draft, fault }) };
  }
  const next = missing ?? number + 1;
  const { kept } = proposalAt(questions, next, step.score);
  return {
    save: { answers: [draft ?? { questionId: question.id }], isPartial: !isLast || missing !== null },
    next: `${addressOf(next, { ...step, score: kept })}${missing === null ? '' : '&missing=1'}`,
  };
}

async function askedOf({ database }: PageSetting, link: LinkRow): Promise<Asked> {
  const survey = (await answeredSurveys(database.fork(), [link.surveyId])).get(link.surveyId);
  return { questions: survey?.questions ?? [], given: await answersSoFar(database, link) };
}

/** The question that is meant; where none is said, the first that has not been answered. */
function numberIn({ questions, given }: Asked, { number }: Step): number {
  const answered = new Set(given.map(({ questionId }) => questionId));
  const next = questions.findIndex(({ id }) => !answered.has(id)) + 1;
  return Math.min(number ?? (next || questions.length), questions.length);
}

function questionAt(questions: readonly AskedQuestion[], number: number): AskedQuestion {
  const question = questions[number - 1];
  if (!question) throw new Error('A survey that is open has no question.');
  return question;
}

interface Shown {
  number: number;
  /** What was just sent. */
  draft: AnswerDraft | null;
  fault: string | null;
}

function screen(
  { languages }: LinkRow,
  { token, language, isChosen, score }: Step,
  { questions, given }: Asked,
  { number, draft, fault }: Shown,
): PageAnswer {
  const question = questionAt(questions, number);
  const { kept, draft: proposed } = proposalAt(questions, number, score);
  const before = given.find(({ questionId }) => questionId === question.id);
  return {
    status: fault === null ? 200 : 422,
    html: questionPage({
      token,
      question,
      number,
      count: questions.length,
      language,
      languages,
      isChosen,
      score: kept,
      given: draft ?? before ?? proposed,
      fault,
    }),
  };
}

/** What to do about an answer that could not be taken. */
function faultOf(question: AskedQuestion, draft: AnswerDraft | null, language: string): string {
  const words = wordsIn(language);
  if (question.kind !== 'TEXT') return words.choose;
  return draft === null ? words.write : words.shorter(longestText);
}
