import type { EntityManager } from '@mikro-orm/postgresql';
import { groupedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { AskedQuestion } from './answer.rules.ts';
import type { AnsweredSurvey } from './response.rules.ts';
import { Question, type QuestionEntity, Survey } from './survey.entity.ts';

/** Surveys as they are answered, by their ids: two statements, whatever their number. */
export async function answeredSurveys(
  em: EntityManager,
  surveyIds: readonly (Uuid | null)[],
): Promise<Map<Uuid, AnsweredSurvey>> {
  const ids = [...new Set(surveyIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const surveys = await em.find(Survey, { id: { $in: ids } }, { fields: ['id', 'status'] });
  const questions = await em.find(
    Question,
    { surveyId: { $in: ids } },
    { orderBy: { position: 'ASC' }, disableIdentityMap: true },
  );
  const bySurvey = groupedBy(questions, ({ surveyId }) => surveyId);
  return new Map(
    surveys.map(({ id, status }) => [
      id,
      {
        id,
        status,
        questions: (bySurvey.get(id) ?? []).map(askedOf),
      },
    ]),
  );
}

/** A question as it is asked, of its row. */
export function askedOf(question: QuestionEntity): AskedQuestion {
  return {
    id: question.id,
    kind: question.kind,
    texts: question.texts,
    choices: question.choices ?? null,
    scaleMax: question.scaleMax ?? null,
    topBox: question.topBox ?? null,
    isRequired: question.isRequired,
  };
}
