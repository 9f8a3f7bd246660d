import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';
import {
  type Choice,
  questionKinds,
  type SurveyTrigger,
  surveyStatuses,
  type Texts,
} from './survey.words.ts';

export const Survey = defineEntity({
  name: 'Survey',
  tableName: 'survey',
  properties: {
    id: uuid().primary(),
    name: text(),
    status: p.enum(surveyStatuses).columnType('text'),
    /** Those that every text of it is in, the one for everybody else first. */
    languages: p.array(),
    /** How many days nobody is asked again by it. */
    fatigueDays: p.integer(),
    trigger: p.json<SurveyTrigger>().nullable(),
    openedAt: instant().nullable(),
    closedAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type SurveyEntity = InferEntity<typeof Survey>;

export const Question = defineEntity({
  name: 'Question',
  tableName: 'question',
  properties: {
    id: uuid().primary(),
    surveyId: uuid(),
    /** From 0, in the order in which they are asked. */
    position: p.integer(),
    kind: p.enum(questionKinds).columnType('text'),
    texts: p.json<Texts>(),
    choices: p.json<Choice[]>().nullable(),
    /** The best score; of questions for a score. */
    scaleMax: p.smallint().nullable(),
    /** The least score of the top box. */
    topBox: p.smallint().nullable(),
    isRequired: p.boolean(),
  },
});
export type QuestionEntity = InferEntity<typeof Question>;
