import { languageTag } from '../customers/profile.fields.ts';
import { type InteractionChannel, momentErrors } from '../interactions/interaction.rules.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Judgement, judge } from '../sentiment/sentiment.ts';
import {
  type Answer,
  type AnswerDraft,
  type AskedQuestion,
  type Gist,
  gistOf,
  judgeAnswers,
  missingErrors,
} from './answer.rules.ts';
import type { ResponseStatus, SurveyStatus } from './survey.words.ts';

/** What answers are to: a survey with its questions in their order. */
export interface AnsweredSurvey {
  id: Uuid;
  status: SurveyStatus;
  questions: readonly AskedQuestion[];
}

/** What a response is about: one of the three, or nothing. */
export interface Subject {
  purchaseId: Uuid | null;
  serviceCaseId: Uuid | null;
  productId: Uuid | null;
}

export const noSubject: Subject = { purchaseId: null, serviceCaseId: null, productId: null };

/** A response as somebody gives it, whose customer and subject are known. */
export interface ResponseDraft {
  survey: AnsweredSurvey;
  answers: readonly AnswerDraft[];
  /** Kept, and counted nowhere until the rest comes. */
  isPartial: boolean;
  language?: string | null;
  channel?: InteractionChannel | null;
  startedAt?: Date | null;
  submittedAt?: Date | null;
}

/** A response as it is kept, but for whose it is and what it is about. */
export interface ResponsePlan extends Gist {
  status: ResponseStatus;
  startedAt: Date;
  submittedAt: Date | null;
  language: string | null;
  channel: InteractionChannel | null;
  sentiment: Judgement | null;
  answers: readonly Answer[];
}

export interface ResponseSetting {
  now: Date;
  /** Brought in from elsewhere: also a survey that is CLOSED takes it. */
  isHistory?: boolean;
}

/** Judges a response. The plan is null when anything of it cannot be. */
export function planResponse(
  draft: ResponseDraft,
  { now, isHistory = false }: ResponseSetting,
): { plan: ResponsePlan | null; errors: UserError[] } {
  const { survey, isPartial } = draft;
  const { answers, errors: wrong } = judgeAnswers(survey.questions, draft.answers);
  const language = languageTag(draft.language ?? null);
  const submittedAt = isPartial ? null : (draft.submittedAt ?? now);
  const startedAt = draft.startedAt ?? submittedAt ?? now;
  const errors = [
    ...stateErrors(survey.status, isHistory),
    ...wrong,
    ...(isPartial || wrong.length > 0 ? [] : missingErrors(survey.questions, answers)),
    ...('wrong' in language ? [userError('INVALID', ['language'], language.wrong)] : []),
    ...timeErrors(startedAt, submittedAt, now),
    ...(isPartial && draft.submittedAt
      ? [userError('CONFLICT', ['submittedAt'], 'What is partial is not submitted yet.')]
      : []),
  ];
  if (errors.length > 0 || 'wrong' in language) return { plan: null, errors };
  const gist = gistOf(answers);
  const plan: ResponsePlan = {
    ...gist,
    status: isPartial ? 'PARTIAL' : 'SUBMITTED',
    startedAt,
    submittedAt,
    language: language.value,
    channel: draft.channel ?? null,
    sentiment: judge(gist.comment, language.value),
    answers,
  };
  return { plan, errors };
}

function stateErrors(status: SurveyStatus, isHistory: boolean): UserError[] {
  if (status === 'OPEN' || (isHistory && status === 'CLOSED')) return [];
  return [userError('CONFLICT', ['survey'], `The survey is ${status}; only one that is OPEN is answered.`)];
}

function timeErrors(startedAt: Date, submittedAt: Date | null, now: Date): UserError[] {
  const errors = [
    ...momentErrors(startedAt, now, ['startedAt']),
    ...(submittedAt ? momentErrors(submittedAt, now, ['submittedAt']) : []),
  ];
  if (errors.length > 0 || !submittedAt || submittedAt >= startedAt) return errors;
  return [userError('INVALID', ['submittedAt'], 'A response is not submitted before it is begun.')];
}
