import { sql } from 'kysely';
import { type Reader, rowOf, rowsOf, type Sql } from '../database/read.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { AnswerDraft } from '../surveys/answer.rules.ts';
import type { Subject } from '../surveys/response.rules.ts';
import type { LinkState } from './invitation.rules.ts';
import { hashOf } from './token.ts';

/** An invitation as who has its token finds it. */
export interface LinkRow extends LinkState, Subject {
  id: Uuid;
  customerId: Uuid;
  surveyId: Uuid;
  channel: InteractionChannel;
  language: string | null;
  languages: string[];
}

/**
 * What a token opens, whether or not it still does: one statement for any text, so that how long it takes tells nothing.
 */
export function linkByToken(reader: Reader, token: string): Promise<LinkRow | null> {
  return rowOf<LinkRow>(
    reader,
    sql`
      select
        invitation.id,
        invitation.customer_id as "customerId",
        invitation.survey_id as "surveyId",
        invitation.channel,
        invitation.language,
        invitation.purchase_id as "purchaseId",
        invitation.service_case_id as "serviceCaseId",
        invitation.product_id as "productId",
        survey.languages,
        ${linkState}
      from invitation
      join survey on survey.id = invitation.survey_id
      where invitation.token_hash = ${hashOf(token)}::text::bytea`,
  );
}

/** Columns of `LinkState`, of an invitation and its survey. */
export const linkState = sql`
  survey.status,
  invitation.expires_at as "expiresAt",
  invitation.answered_at as "answeredAt",
  ${refusedBy(sql`invitation.customer_id`)} as "hasRefused"`;

/** Whether a customer wants no surveys. */
export function refusedBy(customerId: Sql): Sql {
  return sql`exists (select from survey_refusal as refusal where refusal.customer_id = ${customerId})`;
}

/** What has been answered by an invitation so far. */
export function answersSoFar(
  reader: Reader,
  { id, customerId, surveyId }: Pick<LinkRow, 'id' | 'customerId' | 'surveyId'>,
): Promise<AnswerDraft[]> {
  return rowsOf<AnswerDraft>(
    reader,
    sql`
      select answer.question_id as "questionId", answer.score, answer.choices, answer.text
      from survey_response as response
      join answer on answer.response_id = response.id and answer.customer_id = response.customer_id
      where response.customer_id = ${customerId}::uuid and answer.customer_id = ${customerId}::uuid
        and response.survey_id = ${surveyId}::uuid and response.invitation_id = ${id}::uuid
        and response.status = 'PARTIAL'`,
  );
}
