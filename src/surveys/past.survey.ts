import type { EntityManager } from '@mikro-orm/postgresql';
import type { Unit } from '../api/unit.ts';
import { refuse, refuseIfAny } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { answeredSurveys } from './answered.survey.ts';
import { questionOf } from './question.rules.ts';
import type { AnsweredSurvey } from './response.rules.ts';
import { Survey } from './survey.entity.ts';
import {
  languagesOf,
  openingErrors,
  type SurveyDraft,
  surveyErrors,
  usualFatigueDays,
} from './survey.rules.ts';
import { addSurvey } from './survey.service.ts';
import type { Question } from './survey.words.ts';

/**
 * The survey that answers brought in from elsewhere are to: of the name, with questions of these kinds, or made and
 * CLOSED at once, since here nobody is asked it. Its wording may have been changed here.
 */
export async function pastSurvey(unit: Unit, draft: SurveyDraft): Promise<AnsweredSurvey> {
  const languages = languagesOf(draft.languages);
  const name = draft.name?.trim() ?? '';
  refuseIfAny(surveyErrors({ ...draft, name, languages: draft.languages ?? null }, languages));
  const questions = (draft.questions ?? []).map(questionOf);
  refuseIfAny(openingErrors({ status: 'DRAFT', languages }, questions));
  const named = await surveysOf(unit.em, name);
  const found = named.find((survey) => isAskedBy(survey, questions));
  if (found) return found;
  if (named.length > 0)
    refuse(
      'CONFLICT',
      ['name'],
      `There is a survey called ${name} that asks something else; call it otherwise.`,
    );

  return addSurvey(unit, 'survey.brought-in', {
    name,
    status: 'CLOSED',
    languages,
    fatigueDays: usualFatigueDays,
    trigger: null,
    openedAt: unit.now,
    closedAt: unit.now,
    questions,
  });
}

async function surveysOf(em: EntityManager, name: string): Promise<AnsweredSurvey[]> {
  const ids: { id: Uuid }[] = await em.find(
    Survey,
    { name },
    { fields: ['id'], orderBy: { createdAt: 'ASC' } },
  );
  const surveys = await answeredSurveys(
    em,
    ids.map(({ id }) => id),
  );
  return [...surveys.values()];
}

function isAskedBy({ questions }: AnsweredSurvey, wanted: readonly Question[]): boolean {
  const gist = ({ kind, scaleMax, choices }: Question) => [
    kind,
    scaleMax,
    choices?.map(({ value }) => value),
  ];
  return JSON.stringify(questions.map(gist)) === JSON.stringify(wanted.map(gist));
}
