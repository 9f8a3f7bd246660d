import type { EntityManager } from '@mikro-orm/postgresql';
import type { Unit } from '../api/unit.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
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
import { insertQuestions } from './survey.service.ts';
import { surveyView } from './survey.view.ts';
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

  const survey = unit.em.create(Survey, {
    id: newId(),
    name,
    status: 'CLOSED',
    languages,
    fatigueDays: usualFatigueDays,
    trigger: null,
    openedAt: unit.now,
    closedAt: unit.now,
    createdAt: unit.now,
    updatedAt: unit.now,
  });
  await unit.em.flush();
  await insertQuestions(unit.em, survey.id, questions);
  const difference = differenceOf(null, surveyView(survey, questions));
  unit.note({ action: 'survey.brought-in', subjectId: survey.id, difference });
  const made = await answeredSurveys(unit.em, [survey.id]);
  return made.get(survey.id) ?? { id: survey.id, status: survey.status, questions: [] };
}

async function surveysOf(em: EntityManager, name: string): Promise<AnsweredSurvey[]> {
  const ids: { id: Uuid }[] = await em.find(
    Survey,
    { name },
    { fields: ['id'], orderBy: { createdAt: 'ASC' } },
  );
  return [
    ...(
      await answeredSurveys(
        em,
        ids.map(({ id }) => id),
      )
    ).values(),
  ];
}

function isAskedBy({ questions }: AnsweredSurvey, wanted: readonly Question[]): boolean {
  const gist = ({ kind, scaleMax, choices }: Question) => [
    kind,
    scaleMax,
    choices?.map(({ value }) => value),
  ];
  return JSON.stringify(questions.map(gist)) === JSON.stringify(wanted.map(gist));
}
