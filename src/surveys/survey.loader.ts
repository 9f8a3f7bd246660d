import { loader } from '../api/loader.ts';
import { groupedBy, indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type QuestionResult, resultOf } from './question.result.ts';
import { responseCounts } from './response.queries.ts';
import { answerCounts } from './result.queries.ts';
import {
  type QuestionRow,
  questionsById,
  questionsOf,
  type SurveyRow,
  surveysById,
} from './survey.queries.ts';

export const surveyById = loader<Uuid, SurveyRow | null>(async (context, ids, selected) => {
  return indexedBy(await surveysById(context, ids, selected), ({ id }) => id);
}, null);

export const questionById = loader<Uuid, QuestionRow | null>(async (context, ids, selected) => {
  return indexedBy(await questionsById(context, ids, selected), ({ id }) => id);
}, null);

export const questionsBySurvey = loader<Uuid, QuestionRow[]>(async (context, surveyIds, selected) => {
  return groupedBy(await questionsOf(context, surveyIds, selected), ({ surveyId }) => surveyId);
}, []);

export const responseCountBySurvey = loader<Uuid, number, null>(async (context, surveyIds) => {
  const counts = await responseCounts(context, surveyIds);
  return new Map(counts.map(({ surveyId, count }) => [surveyId, count]));
}, 0);

export const resultsBySurvey = loader<Uuid, QuestionResult[], null>(async (context, surveyIds) => {
  const questions = await questionsOf(context, surveyIds, null);
  const counts = await answerCounts(
    context,
    questions.map(({ id }) => id),
  );
  const byQuestion = groupedBy(counts, ({ questionId }) => questionId);
  return new Map(
    [...groupedBy(questions, ({ surveyId }) => surveyId)].map(([surveyId, asked]) => [
      surveyId,
      asked.map((question) => resultOf(question, byQuestion.get(question.id) ?? [])),
    ]),
  );
}, []);
