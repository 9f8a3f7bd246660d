// Surveys: what customers are asked, what they answer, and what one survey says by itself.

import { languageTag } from '../customers/profile.fields.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { listed } from '../kernel/text.ts';
import { type QuestionDraft, questionErrors, tagOf } from './question.rules.ts';
import { type Question, type SurveyStatus, type SurveyTrigger, textsIn } from './survey.words.ts';

/** A survey as somebody describes it, before any rule has looked. undefined: not given. */
export interface SurveyDraft {
  name?: string | null;
  languages?: readonly string[] | null;
  fatigueDays?: number | null;
  trigger?: SurveyTrigger | null;
  questions?: readonly QuestionDraft[] | null;
}

export const usualFatigueDays = 90;
const longestName = 200;
const mostLanguages = 20;
const mostQuestions = 50;
const mostFatigueDays = 3_650;
const mostHours = 8_760;

export interface AskedSurvey {
  status: SurveyStatus;
  languages: readonly string[];
}

/** What is wrong with what a draft gives; `languages` are those it will have. */
export function surveyErrors(draft: SurveyDraft, languages: readonly string[]): UserError[] {
  const { name, fatigueDays, trigger, questions } = draft;
  return [
    ...(name === undefined ? [] : nameErrors(name)),
    ...(draft.languages === undefined ? [] : languageErrors(draft.languages)),
    ...boundErrors('Fatigue days', fatigueDays, mostFatigueDays, ['fatigueDays']),
    ...boundErrors('The hours of a trigger', trigger?.hours, mostHours, ['trigger', 'hours']),
    ...((questions?.length ?? 0) > mostQuestions
      ? [userError('INVALID', ['questions'], `A survey has at most ${mostQuestions} questions.`)]
      : questionErrors(questions ?? [], languages)),
  ];
}

/** Canonical tags, each once; what is no language is left to `surveyErrors`. */
export function languagesOf(given: readonly string[] | null | undefined): string[] {
  return [...new Set((given ?? []).map(tagOf))];
}

/** What of it may not be changed any more. */
export function changeErrors({ status }: AskedSurvey, draft: SurveyDraft): UserError[] {
  if (status === 'DRAFT') return [];
  return (['questions', 'languages'] as const)
    .filter((field) => draft[field] !== undefined)
    .map((field) =>
      userError('CONFLICT', [field], `The survey is ${status}; its ${field} change only in a DRAFT.`),
    );
}

/** What keeps a draft from being opened: it is asked whole and in all of its languages, or not at all. */
export function openingErrors(survey: AskedSurvey, questions: readonly Question[]): UserError[] {
  if (survey.status !== 'DRAFT') {
    return [
      userError('CONFLICT', ['id'], `The survey is ${survey.status}; only one that is DRAFT can be opened.`),
    ];
  }
  if (questions.length === 0) return [userError('REQUIRED', ['id'], 'A survey asks something.')];
  return questions.flatMap((question, index) => {
    const missing = missingLanguages(question, survey.languages);
    if (missing.length === 0) return [];
    return [userError('REQUIRED', ['id'], `Question ${index + 1} is not all in ${listed(missing)}.`)];
  });
}

export function closingErrors({ status }: AskedSurvey): UserError[] {
  if (status === 'OPEN') return [];
  return [userError('CONFLICT', ['id'], `The survey is ${status}; only one that is OPEN can be closed.`)];
}

/** Languages in which the question, or one of its choices, has no text. */
export function missingLanguages(question: Question, languages: readonly string[]): string[] {
  const all = textsIn(question);
  return languages.filter((language) => all.some((one) => !one[language]));
}

function nameErrors(name: string | null): UserError[] {
  const { length } = name?.trim() ?? '';
  if (length === 0) return [userError('REQUIRED', ['name'], 'A survey has a name.')];
  if (length <= longestName) return [];
  return [userError('INVALID', ['name'], `A name has at most ${longestName} characters; got ${length}.`)];
}

function languageErrors(languages: readonly string[] | null): UserError[] {
  if (!languages?.length) return [userError('REQUIRED', ['languages'], 'A survey is in a language.')];
  if (languages.length > mostLanguages)
    return [userError('INVALID', ['languages'], `A survey is in at most ${mostLanguages} languages.`)];
  return languages.flatMap((text, index) => {
    const reading = languageTag(text);
    if ('value' in reading && reading.value !== null) return [];
    const wrong = 'wrong' in reading ? reading.wrong : 'A language is not empty.';
    return [userError('INVALID', ['languages', index], wrong)];
  });
}

function boundErrors(
  what: string,
  value: number | null | undefined,
  most: number,
  path: string[],
): UserError[] {
  if (!isGiven(value) || (value >= 0 && value <= most)) return [];
  return [userError('INVALID', path, `${what} are 0 to ${most}; got ${value}.`)];
}
