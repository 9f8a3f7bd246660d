import type { Unit } from '../api/unit.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { insertRows } from '../database/write.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Race } from '../kernel/errors.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { keptJudgement } from '../sentiment/sentiment.ts';
import { recount } from './counted.service.ts';
import type { ResponsePlan, Subject } from './response.rules.ts';
import { personalFields, responseView } from './survey.view.ts';

/** A response that has been judged and whose customer is known. */
export interface PlannedResponse {
  plan: ResponsePlan;
  surveyId: Uuid;
  customerId: Uuid;
  subject: Subject;
  invitationId?: Uuid | null;
  externalIds?: readonly ExternalId[];
}

/** Writes responses with their answers, and what counts of them from then on; their ids, in the order given. */
export async function insertResponses(unit: Unit, planned: readonly PlannedResponse[]): Promise<Uuid[]> {
  if (planned.length === 0) return [];
  const customerIds = planned.map(({ customerId }) => customerId);
  await lockCustomers(unit.em, customerIds);
  const stored = planned.map((response) => ({ ...response, id: newId() }));
  await insertRows(
    unit.em,
    'survey_response',
    stored.map(({ id, customerId, surveyId, invitationId = null, plan, subject }) => ({
      id,
      customerId,
      surveyId,
      invitationId,
      ...columnsOf(plan),
      ...subject,
      isCounted: false,
      createdAt: unit.now,
      updatedAt: unit.now,
    })),
  );
  const keys = stored.flatMap(({ id: responseId, customerId, externalIds = [] }) =>
    externalIds.map(({ source, id }) => ({ source, value: id.trim(), responseId, customerId })),
  );
  try {
    await insertRows(unit.em, 'response_key', keys);
  } catch (error) {
    throw Race.of(error);
  }
  await insertAnswers(unit, stored);
  await recount(unit.em, customerIds);
  for (const { id, ...response } of stored) {
    unit.note({
      action: response.plan.status === 'PARTIAL' ? 'response.begun' : 'response.submitted',
      subjectId: id,
      customerId: response.customerId,
      difference: differenceOf(null, viewOf(response), personalFields),
    });
  }
  return stored.map(({ id }) => id);
}

/** Figures count none of them until `recount` says so. */
export async function insertAnswers(
  { em }: Unit,
  responses: readonly (PlannedResponse & { id: Uuid })[],
): Promise<void> {
  await insertRows(
    em,
    'answer',
    responses.flatMap(({ id: responseId, customerId, surveyId, plan, subject }) =>
      plan.answers.map((answer) => ({
        id: newId(),
        customerId,
        responseId,
        surveyId,
        ...answer,
        submittedAt: plan.submittedAt,
        channel: plan.channel,
        productId: subject.productId,
        isCounted: false,
      })),
    ),
  );
}

export function columnsOf({ sentiment, answers: _, ...plan }: ResponsePlan) {
  return { ...plan, ...keptJudgement(sentiment) };
}

export function viewOf({ plan, surveyId, customerId, subject }: PlannedResponse) {
  return responseView({ ...plan, ...subject, surveyId, customerId, answerCount: plan.answers.length });
}
