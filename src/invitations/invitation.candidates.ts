import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isAmong, type Sql } from '../database/read.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Candidate } from './invitation.rules.ts';
import { refusedBy } from './link.queries.ts';

export interface CandidateRow extends Candidate {
  customerId: Uuid;
  language: string | null;
}

export interface Resting {
  surveyId: Uuid;
  channel: InteractionChannel;
  /** Since when the survey asks nobody again. */
  askedSince: Date;
  /** Since when the shop asks nobody by another survey. */
  askedByAnotherSince: Date;
}

/** Customers as they stand, by id: one statement. They are locked, so that they stay so. */
export async function candidatesAmong(
  em: EntityManager,
  customerIds: readonly Uuid[],
  { surveyId, channel, askedSince, askedByAnotherSince }: Resting,
): Promise<Map<Uuid, CandidateRow>> {
  const { rows } = await sql<CandidateRow>`
    select
      customer.id as "customerId",
      customer.language,
      customer.identified as "isIdentified",
      ${reachedBy(channel)} as "isReachable",
      ${refusedBy(sql`customer.id`)} as "hasRefused",
      exists (
        select from invitation
        where invitation.customer_id = customer.id and invitation.survey_id = ${surveyId}::uuid
          and invitation.invited_at > ${askedSince}
      ) as "wasInvited",
      exists (
        select from survey_response as response
        where response.customer_id = customer.id and response.survey_id = ${surveyId}::uuid
          and response.submitted_at > ${askedSince}
      ) as "hasAnswered",
      exists (
        select from invitation
        where invitation.customer_id = customer.id and invitation.survey_id <> ${surveyId}::uuid
          and invitation.invited_at > ${askedByAnotherSince}
      ) as "wasAskedByAnother"
    from customer
    where ${isAmong(sql.ref('customer.id'), customerIds)}`.execute(em.getKysely());
  return indexedBy(rows, ({ customerId }) => customerId);
}

/** Whether a channel leads to a customer; of those we know no address for, anybody may be met there. */
function reachedBy(channel: InteractionChannel): Sql {
  if (channel === 'EMAIL') return sql`customer.email is not null`;
  if (channel === 'PHONE') return sql`customer.phone is not null`;
  return channel === 'POST' ? sql`customer.street is not null` : sql`true`;
}
