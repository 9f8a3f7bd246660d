import { referenceOf } from '../customers/customer.reference.ts';
import { localId, type Uuid } from '../kernel/ids.ts';
import { productReferenceOf } from '../products/product.reference.ts';
import type { AnswerDraft } from './answer.rules.ts';
import type { Continuation } from './response.continuing.ts';
import type {
  AnswerInput,
  ContinueSurveyResponseInput,
  ResponseSubjectInput,
  SubmitSurveyResponseInput,
} from './response.input.ts';
import type { ResponseSubmission, SubjectReference } from './submission.ts';
import type { ResponseStatus } from './survey.words.ts';

/** The input as rules and services know it. */
export function submissionOf({
  survey,
  token: _,
  customer,
  about,
  answers,
  partial,
  ...input
}: SubmitSurveyResponseInput): ResponseSubmission {
  return {
    ...input,
    surveyId: localId('survey', survey ?? ''),
    customer: customer ? referenceOf(customer) : null,
    about: about ? subjectOf(about) : null,
    answers: answers.map(answerDraftOf),
    isPartial: partial ?? false,
  };
}

export function continuationOf({
  id,
  answers,
  partial,
  ...input
}: ContinueSurveyResponseInput): Continuation & { responseId: Uuid | null } {
  return {
    ...input,
    responseId: localId('response', id),
    answers: answers.map(answerDraftOf),
    isPartial: partial ?? false,
  };
}

/** What becomes of a response whose answers are taken. */
export function statusOf({ partial }: { partial?: boolean | null }): ResponseStatus {
  return partial ? 'PARTIAL' : 'SUBMITTED';
}

/** An id that is none is that of no question. */
export function answerDraftOf({ question, ...answer }: AnswerInput): AnswerDraft {
  return { ...answer, questionId: localId('question', question) ?? '' };
}

/** Validation has made sure that it is one thing, named in one way. */
export function subjectOf({ purchase, product, serviceCase }: ResponseSubjectInput): SubjectReference {
  if (product) return { product: productReferenceOf(product) };
  if (!purchase) return { serviceCase: serviceCase ?? '' };
  const { id = '', externalId } = purchase;
  return { purchase: externalId ? { externalId } : { id } };
}
