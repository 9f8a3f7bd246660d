import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { Race } from '../kernel/errors.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import type { AnswerDraft } from '../surveys/answer.rules.ts';
import { saveResponse } from '../surveys/response.service.ts';
import { isAnswerable, isThanked } from './invitation.rules.ts';
import { type LinkRow, linkByToken } from './link.queries.ts';
import { keepRefusal } from './refusal.service.ts';
import { hashOf, newToken } from './token.ts';

/** What the holder of a link answers. */
export interface LinkAnswers {
  answers: readonly AnswerDraft[];
  /** Kept, and counted nowhere until the rest comes. */
  isPartial: boolean;
  /** That of the invitation when nothing is said. */
  language: string | null;
}

/** What came of answering by a link; null: it opens nothing, for whatever reason. */
export type LinkAnswered = { thanksToken: string | null } | null;

/**
 * Keeps what is answered by a link. Once it is submitted the token opens nothing any more; another one, given out with
 * the thanks, lets its holder say that they want no more surveys. Throws `Refusal` for what cannot be taken.
 */
export async function answerByLink(
  unit: Unit,
  token: string,
  { answers, isPartial, language }: LinkAnswers,
): Promise<LinkAnswered> {
  const link = await heldLink(unit, token);
  if (!link || !isAnswerable(link, unit.now)) return null;
  const { id: invitationId, customerId, surveyId, channel, purchaseId, serviceCaseId, productId } = link;
  await saveResponse(unit, {
    invitationId,
    customerId,
    surveyId,
    subject: { purchaseId, serviceCaseId, productId },
    channel,
    language: language ?? link.language ?? link.languages[0] ?? null,
    answers,
    isPartial,
  });
  const thanksToken = isPartial ? null : newToken();
  await keepAnswered(unit, link, thanksToken);
  return { thanksToken };
}

/** Keeps that the holder of a link wants no more surveys; whether it opened anything. */
export async function refuseByLink(unit: Unit, token: string): Promise<boolean> {
  const link = await heldLink(unit, token);
  if (!link || !(isAnswerable(link, unit.now) || isThanked(link, unit.now))) return false;
  await keepRefusal(unit, link.customerId, link.surveyId);
  return true;
}

/** What a token opens, its customer locked so that it is opened by one at a time. */
async function heldLink({ em }: Unit, token: string): Promise<LinkRow | null> {
  const found = await linkByToken({ kysely: em.getKysely() }, token);
  if (!found) return null;
  await lockCustomers(em, [found.customerId]);
  // Who was first may have used it up while we waited, or its customer may have turned out to be another.
  const held = await linkByToken({ kysely: em.getKysely() }, token);
  if (held && held.customerId !== found.customerId)
    throw new Race('The invitation is of another customer by now.');
  return held;
}

async function keepAnswered(
  { em, now }: Unit,
  { id, customerId }: LinkRow,
  thanksToken: string | null,
): Promise<void> {
  const submitted =
    thanksToken === null
      ? sql``
      : sql`, answered_at = ${now}, token_hash = ${hashOf(thanksToken)}::text::bytea`;
  await sql`
    update invitation set opened_at = coalesce(opened_at, ${now}) ${submitted}
    where id = ${id}::uuid and customer_id = ${customerId}::uuid`.execute(em.getKysely());
}
