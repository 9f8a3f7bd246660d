import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { refuseIfAny } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { AnswerDraft } from '../surveys/answer.rules.ts';
import { answeredSurveys } from '../surveys/answered.survey.ts';
import { continueResponse } from '../surveys/response.continuing.ts';
import { planResponse, type Subject } from '../surveys/response.rules.ts';
import { insertResponses } from '../surveys/response.writing.ts';

/** What is answered by an invitation. */
export interface InvitedResponse {
  invitationId: Uuid;
  customerId: Uuid;
  surveyId: Uuid;
  subject: Subject;
  channel: InteractionChannel;
  language: string | null;
  answers: readonly AnswerDraft[];
  isPartial: boolean;
}

/** Begins the response to an invitation, or goes on with it. The customer is locked. */
export async function saveResponse(unit: Unit, response: InvitedResponse): Promise<void> {
  const { invitationId, customerId, surveyId, subject, answers, isPartial, language, channel } = response;
  const begun = await begunResponse(unit, response);
  if (begun !== null) {
    await continueResponse(unit, { responseId: begun, answers, isPartial, language, channel });
    return;
  }
  const survey = (await answeredSurveys(unit.em, [surveyId])).get(surveyId);
  if (!survey) throw new Error('An invitation is to a survey that is not there.');
  const { plan, errors } = planResponse({ survey, answers, isPartial, language, channel }, unit);
  refuseIfAny(errors);
  if (!plan) throw new Error('A response without errors has no plan.');
  await insertResponses(unit, [{ plan, surveyId, customerId, subject, invitationId }]);
}

async function begunResponse(
  { em }: Unit,
  { invitationId, customerId, surveyId }: InvitedResponse,
): Promise<Uuid | null> {
  const { rows } = await sql<{ id: Uuid }>`
    select id
    from survey_response
    where customer_id = ${customerId}::uuid and survey_id = ${surveyId}::uuid
      and invitation_id = ${invitationId}::uuid and status = 'PARTIAL'`.execute(em.getKysely());
  return rows[0]?.id ?? null;
}
