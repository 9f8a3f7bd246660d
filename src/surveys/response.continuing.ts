import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { lockCustomerOf } from '../purchases/summary.service.ts';
import type { AnswerDraft } from './answer.rules.ts';
import { answeredSurveys } from './answered.survey.ts';
import { recount } from './counted.service.ts';
import { Answer, SurveyResponse, type SurveyResponseEntity } from './response.entity.ts';
import { planResponse, type ResponseDraft, type ResponsePlan, type Subject } from './response.rules.ts';
import { columnsOf, insertAnswers, viewOf } from './response.writing.ts';
import { personalFields, responseView } from './survey.view.ts';

/** What is added to a partial response: an answer takes the place of the one before, and a skipped one removes it. */
export interface Continuation
  extends Pick<ResponseDraft, 'isPartial' | 'language' | 'channel' | 'submittedAt'> {
  answers: readonly AnswerDraft[];
}

/** Goes on with a partial response, until it is submitted. */
export async function continueResponse(
  unit: Unit,
  { responseId, ...given }: Continuation & { responseId: Uuid | null },
): Promise<{ responseId: Uuid }> {
  const found = responseId === null ? null : await unit.em.findOne(SurveyResponse, { id: responseId });
  if (!found) return refuse('NOT_FOUND', ['id'], 'There is no response with this id.');
  await lockCustomerOf(unit.em, found);
  return goOnWith(unit, found, given);
}

/** The same with a response that has been found, of a customer who is locked. */
export async function goOnWith(
  unit: Unit,
  found: SurveyResponseEntity,
  { answers, ...given }: Continuation,
): Promise<{ responseId: Uuid }> {
  if (found.status !== 'PARTIAL') refuse('CONFLICT', ['id'], 'The response is submitted already.');
  const { id, customerId, surveyId } = found;
  const before = await unit.em.find(Answer, { responseId: id, customerId }, { disableIdentityMap: true });
  const answered = new Set(answers.map(({ questionId }) => questionId));
  const kept = before
    .filter(({ questionId }) => !answered.has(questionId))
    .map(({ questionId, score = null, choices = null, text = null }) => ({
      questionId,
      score,
      choices,
      text,
    }));
  const plan = await soundPlan(unit, surveyId, {
    // Those given come first, so that what is wrong with them is told of where they stand.
    answers: [...answers, ...kept],
    isPartial: given.isPartial,
    language: given.language ?? found.language ?? null,
    channel: given.channel ?? found.channel ?? null,
    startedAt: found.startedAt,
    submittedAt: given.submittedAt ?? null,
  });

  const subject = subjectOf(found);
  const earlier = storedView(found, before.length);
  Object.assign(found, columnsOf(plan), { updatedAt: unit.now });
  await unit.em.flush();
  await sql`
    delete from answer where response_id = ${id}::uuid and customer_id = ${customerId}::uuid`.execute(
    unit.em.getKysely(),
  );
  await insertAnswers(unit, [{ id, customerId, surveyId, plan, subject }]);
  await recount(unit.em, [customerId]);
  unit.note({
    action: plan.status === 'PARTIAL' ? 'response.continued' : 'response.submitted',
    subjectId: id,
    customerId,
    difference: differenceOf(earlier, viewOf({ plan, surveyId, customerId, subject }), personalFields),
  });
  return { responseId: id };
}

/** What one response to a survey comes to; what is wrong with it is refused. */
export async function soundPlan(
  unit: Unit,
  surveyId: Uuid,
  draft: Omit<ResponseDraft, 'survey'>,
): Promise<ResponsePlan> {
  const survey = (await answeredSurveys(unit.em, [surveyId])).get(surveyId);
  if (!survey) throw new Error('A response is to a survey that is not there.');
  const { plan, errors } = planResponse({ ...draft, survey }, unit);
  refuseIfAny(errors);
  if (!plan) throw new Error('A response without errors has no plan.');
  return plan;
}

function subjectOf({ purchaseId, serviceCaseId, productId }: SurveyResponseEntity): Subject {
  return {
    purchaseId: purchaseId ?? null,
    serviceCaseId: serviceCaseId ?? null,
    productId: productId ?? null,
  };
}

function storedView(found: SurveyResponseEntity, answerCount: number) {
  return responseView({
    ...found,
    ...subjectOf(found),
    submittedAt: found.submittedAt ?? null,
    language: found.language ?? null,
    channel: found.channel ?? null,
    score: found.score ?? null,
    scoreKind: found.scoreKind ?? null,
    comment: found.comment ?? null,
    answerCount,
  });
}
