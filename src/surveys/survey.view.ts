import { globalId, type Uuid } from '../kernel/ids.ts';
import type { ResponsePlan, Subject } from './response.rules.ts';
import type { SurveyEntity } from './survey.entity.ts';
import type { Question } from './survey.words.ts';

/** A survey as the change log tells it, in the words of the schema. */
export function surveyView(survey: SurveyEntity, questions: readonly Question[]) {
  return {
    name: survey.name,
    status: survey.status,
    languages: survey.languages,
    fatigueDays: survey.fatigueDays,
    trigger: survey.trigger ?? null,
    questions: questions.map(({ kind, texts, choices, scaleMax, isRequired }) => ({
      kind,
      texts,
      choices: choices?.map(({ value, texts: read }) => ({ value, texts: read })) ?? null,
      scaleMax,
      required: isRequired,
    })),
  };
}

/** Fields of a response that the change log names and does not copy: what is said in it, as the schema has it. */
export const personalFields = ['comment'] as const;

type Viewed = Omit<ResponsePlan, 'sentiment' | 'answers'> &
  Subject & { surveyId: Uuid; customerId: Uuid; answerCount: number };

/** A response as the change log tells it, in the words of the schema. */
export function responseView(response: Viewed) {
  return {
    survey: globalId('survey', response.surveyId),
    customer: globalId('customer', response.customerId),
    status: response.status,
    startedAt: response.startedAt,
    submittedAt: response.submittedAt,
    language: response.language,
    channel: response.channel,
    score: response.score,
    scoreKind: response.scoreKind,
    comment: response.comment,
    answerCount: response.answerCount,
    purchase: response.purchaseId && globalId('purchase', response.purchaseId),
    serviceCase: response.serviceCaseId && globalId('case', response.serviceCaseId),
    product: response.productId && globalId('product', response.productId),
  };
}
