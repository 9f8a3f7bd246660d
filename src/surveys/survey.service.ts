import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { localId, newId, type Uuid } from '../kernel/ids.ts';
import type { AskedQuestion } from './answer.rules.ts';
import { askedOf } from './answered.survey.ts';
import { questionOf } from './question.rules.ts';
import type { AnsweredSurvey } from './response.rules.ts';
import { Question as QuestionTable, Survey, type SurveyEntity } from './survey.entity.ts';
import {
  changeErrors,
  closingErrors,
  languagesOf,
  openingErrors,
  type SurveyDraft,
  surveyErrors,
  usualFatigueDays,
} from './survey.rules.ts';
import { surveyView } from './survey.view.ts';
import { type Question, textsIn } from './survey.words.ts';

/** Makes a survey that nobody is asked yet. */
export async function createSurvey(unit: Unit, draft: SurveyDraft): Promise<{ surveyId: Uuid }> {
  const languages = languagesOf(draft.languages);
  refuseIfAny(
    surveyErrors({ ...draft, name: draft.name ?? null, languages: draft.languages ?? null }, languages),
  );
  const { id } = await addSurvey(unit, 'survey.created', {
    name: draft.name?.trim() ?? '',
    status: 'DRAFT',
    languages,
    fatigueDays: draft.fatigueDays ?? usualFatigueDays,
    trigger: draft.trigger ?? null,
    openedAt: null,
    closedAt: null,
    questions: (draft.questions ?? []).map(questionOf),
  });
  return { surveyId: id };
}

type NewSurvey = Omit<SurveyEntity, 'id' | 'createdAt' | 'updatedAt'> & { questions: readonly Question[] };

/** Keeps a survey that has been judged, and tells of it as of `action`. */
export async function addSurvey(
  unit: Unit,
  action: `survey.${string}`,
  { questions, ...made }: NewSurvey,
): Promise<AnsweredSurvey> {
  const survey = unit.em.create(Survey, { ...made, id: newId(), createdAt: unit.now, updatedAt: unit.now });
  await unit.em.flush();
  const asked = await insertQuestions(unit.em, survey.id, questions);
  tell(unit, action, survey, null, surveyView(survey, questions));
  return { id: survey.id, status: survey.status, questions: asked };
}

/** Changes what is given; once it is open, neither its questions nor its languages. */
export async function updateSurvey(
  unit: Unit,
  { id, ...draft }: SurveyDraft & { id: string },
): Promise<{ surveyId: Uuid }> {
  const { survey, questions } = await lockedSurvey(unit.em, id);
  const languages = draft.languages ? languagesOf(draft.languages) : survey.languages;
  refuseIfAny([
    ...changeErrors(survey, draft),
    ...surveyErrors(draft, languages),
    ...(draft.questions === undefined ? strayErrors(questions, languages) : []),
  ]);
  const before = surveyView(survey, questions);
  if (draft.name !== undefined) survey.name = draft.name?.trim() ?? '';
  if (draft.fatigueDays !== undefined) survey.fatigueDays = draft.fatigueDays ?? usualFatigueDays;
  if (draft.trigger !== undefined) survey.trigger = draft.trigger;
  survey.languages = languages;
  const asked = draft.questions === undefined ? questions : (draft.questions ?? []).map(questionOf);
  const after = surveyView(survey, asked);
  const { fields } = differenceOf(before, after);
  if (fields.length === 0) return { surveyId: survey.id };
  survey.updatedAt = unit.now;
  await unit.em.flush();
  if (fields.includes('questions')) {
    await sql`delete from question where survey_id = ${survey.id}::uuid`.execute(unit.em.getKysely());
    await insertQuestions(unit.em, survey.id, asked);
  }
  tell(unit, 'survey.updated', survey, before, after);
  return { surveyId: survey.id };
}

/** From now on it is answered, and its questions do not change. */
export async function openSurvey(unit: Unit, { id }: { id: string }): Promise<{ surveyId: Uuid }> {
  const { survey, questions } = await lockedSurvey(unit.em, id);
  refuseIfAny(openingErrors(survey, questions));
  const before = surveyView(survey, questions);
  Object.assign(survey, { status: 'OPEN', openedAt: unit.now, updatedAt: unit.now });
  tell(unit, 'survey.opened', survey, before, surveyView(survey, questions));
  return { surveyId: survey.id };
}

/** From now on nobody answers it any more; what was answered stays and counts. */
export async function closeSurvey(unit: Unit, { id }: { id: string }): Promise<{ surveyId: Uuid }> {
  const { survey, questions } = await lockedSurvey(unit.em, id);
  refuseIfAny(closingErrors(survey));
  const before = surveyView(survey, questions);
  Object.assign(survey, { status: 'CLOSED', closedAt: unit.now, updatedAt: unit.now });
  tell(unit, 'survey.closed', survey, before, surveyView(survey, questions));
  return { surveyId: survey.id };
}

/** Questions of a survey in the order in which they are asked. */
async function insertQuestions(
  em: EntityManager,
  surveyId: Uuid,
  questions: readonly Question[],
): Promise<AskedQuestion[]> {
  const asked = questions.map((question) => ({ ...question, id: newId() }));
  await insertRows(
    em,
    'question',
    asked.map((question, position) => ({ ...question, surveyId, position })),
  );
  return asked;
}

/** A survey as it stands, locked so that two changes of it come one after the other. */
async function lockedSurvey(
  em: EntityManager,
  globalSurveyId: string,
): Promise<{ survey: SurveyEntity; questions: Question[] }> {
  const id = localId('survey', globalSurveyId);
  const survey =
    id === null ? null : await em.findOne(Survey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!survey) return refuse('NOT_FOUND', ['id'], 'There is no survey with this id.');
  const found = await em.find(QuestionTable, { surveyId: survey.id }, { orderBy: { position: 'ASC' } });
  return { survey, questions: found.map(askedOf) };
}

/** Texts in a language that the survey would no longer be in. */
function strayErrors(questions: readonly Question[], languages: readonly string[]): UserError[] {
  return questions.flatMap((question, index) => {
    const given = textsIn(question).flatMap(Object.keys);
    if (given.every((language) => languages.includes(language))) return [];
    const message = `Question ${index + 1} has texts in another language; give the questions anew.`;
    return [userError('CONFLICT', ['languages'], message)];
  });
}

function tell(
  unit: Unit,
  action: `survey.${string}`,
  survey: SurveyEntity,
  before: object | null,
  after: object,
): void {
  unit.note({ action, subjectId: survey.id, difference: differenceOf(before, after) });
}
