import { defineEntity, p } from '@mikro-orm/core';
import { instant, text, uuid } from '../database/columns.ts';
import { interactionChannels } from '../interactions/interaction.rules.ts';
import { surveyEvents } from '../surveys/survey.words.ts';

/** That a customer was asked to answer a survey. */
export const Invitation = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    surveyId: uuid(),
    /** SHA-256 of the token in the link; the token itself is kept nowhere. Null until the link is handed out. */
    tokenHash: p.blob().nullable(),
    channel: p.enum(interactionChannels).columnType('text'),
    /** One of the survey's; null where the customer's is none of them, and their browser is asked. */
    language: text().nullable(),
    /** What the answers will be about: one of the three, or nothing. */
    purchaseId: uuid().nullable(),
    serviceCaseId: uuid().nullable(),
    productId: uuid().nullable(),
    /** What made it, where nobody did. */
    trigger: p.enum(surveyEvents).columnType('text').nullable(),
    invitedAt: instant(),
    /** When the link was handed out. */
    issuedAt: instant().nullable(),
    expiresAt: instant(),
    /** When a first page of it was confirmed: that it was looked at, machines do as well. */
    openedAt: instant().nullable(),
    answeredAt: instant().nullable(),
  },
});

/** That a customer never wants to be asked again. */
export const SurveyRefusal = defineEntity({
  name: 'SurveyRefusal',
  tableName: 'survey_refusal',
  properties: {
    id: uuid().primary(),
    customerId: uuid().primary(),
    /** Which survey they said it at; null when they told the shop. */
    surveyId: uuid().nullable(),
    refusedAt: instant(),
  },
});

/** Up to which event the trigger of a survey has invited: the row is the lease on doing so. */
export const SurveySweep = defineEntity({
  name: 'SurveySweep',
  tableName: 'survey_sweep',
  properties: {
    surveyId: uuid().primary(),
    reachedAt: instant(),
    reachedId: uuid(),
  },
});
