import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { figure, instant, text, uuid } from '../database/columns.ts';
import { interactionChannels } from '../interactions/interaction.rules.ts';
import { sentimentLabels } from '../sentiment/sentiment.ts';
import { questionKinds, responseStatuses, scoreKinds } from './survey.words.ts';

const channel = () => p.enum(interactionChannels).columnType('text').nullable();

export const SurveyResponse = defineEntity({
  name: 'SurveyResponse',
  tableName: 'survey_response',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    surveyId: uuid(),
    invitationId: uuid().nullable(),
    status: p.enum(responseStatuses).columnType('text'),
    startedAt: instant(),
    submittedAt: instant().nullable(),
    language: text().nullable(),
    channel: channel(),
    /** Of the first question for a score that was answered. */
    score: p.smallint().nullable(),
    scoreKind: p.enum(scoreKinds).columnType('text').nullable(),
    /** The first answer in free text. */
    comment: text().nullable(),
    sentimentLabel: p.enum(sentimentLabels).columnType('text').nullable(),
    sentimentScore: figure().nullable(),
    sentimentMethod: text().nullable(),
    /** What it is about: one of the three, or nothing. */
    purchaseId: uuid().nullable(),
    serviceCaseId: uuid().nullable(),
    productId: uuid().nullable(),
    /** Whether figures count it: the latest that this customer submitted to this survey. */
    isCounted: p.boolean(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type SurveyResponseEntity = InferEntity<typeof SurveyResponse>;

/** Which response another system's id means: the primary key makes taking it twice impossible. */
export const ResponseKey = defineEntity({
  name: 'ResponseKey',
  tableName: 'response_key',
  properties: {
    source: text().primary(),
    value: text().primary(),
    responseId: uuid(),
    customerId: uuid(),
  },
});

/** What was answered to one question, with what figures need of its response, so that they join nothing. */
export const Answer = defineEntity({
  name: 'Answer',
  tableName: 'answer',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    responseId: uuid(),
    surveyId: uuid(),
    questionId: uuid(),
    kind: p.enum(questionKinds).columnType('text'),
    score: p.smallint().nullable(),
    /** Whether the score is in the top box of its question. */
    isTop: p.boolean().nullable(),
    choices: p.array().nullable(),
    text: text().nullable(),
    submittedAt: instant().nullable(),
    channel: channel(),
    productId: uuid().nullable(),
    isCounted: p.boolean(),
  },
});
