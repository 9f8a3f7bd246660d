import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { addDays } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { globalId, newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import type { Subject } from '../surveys/response.rules.ts';
import type { SurveyEvent } from '../surveys/survey.words.ts';
import { candidatesAmong } from './invitation.candidates.ts';
import { type LeftOutReason, reasonToLeaveOut, restingSince } from './invitation.rules.ts';
import { matching } from './page.language.ts';
import { hashOf, newToken } from './token.ts';

/** What customers are asked, and how. */
export interface Asking {
  survey: { id: Uuid; fatigueDays: number; languages: readonly string[] };
  channel: InteractionChannel;
  expiresInDays: number;
  /** What makes the invitations, where nobody does. */
  trigger: SurveyEvent | null;
  /** Whether the links are handed out at once, or wait to be asked for. */
  isHandedOut: boolean;
}

/** A customer to ask, and what about. */
export interface Asked extends Subject {
  customerId: Uuid;
}

export interface Invited {
  invitations: { invitationId: Uuid; token: string | null }[];
  leftOut: LeftOutReason[];
}

/**
 * Invites those who may be asked, in a constant number of statements. Each customer is locked before it is looked when
 * they were last asked, so that two who invite at once do not both find that nobody has.
 */
export async function invite(unit: Unit, asking: Asking, asked: readonly Asked[]): Promise<Invited> {
  const { survey, channel } = asking;
  const customerIds = [...new Set(asked.map(({ customerId }) => customerId))];
  if (customerIds.length === 0) return { invitations: [], leftOut: [] };
  await lockCustomers(unit.em, customerIds);
  const candidates = await candidatesAmong(unit.em, customerIds, {
    surveyId: survey.id,
    channel,
    askedSince: restingSince(unit.now, survey.fatigueDays),
    askedByAnotherSince: restingSince(unit.now, unit.shop.surveyFatigueDays),
  });

  const made: NewInvitation[] = [];
  const leftOut: LeftOutReason[] = [];
  const invited = new Set<Uuid>();
  for (const one of asked) {
    const candidate = candidates.get(one.customerId);
    const reason = invited.has(one.customerId) ? 'RECENTLY_INVITED' : reasonToLeaveOut(candidate);
    if (reason !== null) {
      leftOut.push(reason);
      continue;
    }
    invited.add(one.customerId);
    const language = matching(candidate?.language, survey.languages);
    made.push({ ...one, id: newId(), language, token: asking.isHandedOut ? newToken() : null });
  }
  await keep(unit, asking, made);
  return { invitations: made.map(({ id, token }) => ({ invitationId: id, token })), leftOut };
}

interface NewInvitation extends Asked {
  id: Uuid;
  language: string | null;
  token: string | null;
}

async function keep(unit: Unit, asking: Asking, made: readonly NewInvitation[]): Promise<void> {
  const { em, now, note } = unit;
  const { survey, channel, trigger } = asking;
  const expiresAt = addDays(now, asking.expiresInDays);
  await insertRows(
    em,
    'invitation',
    made.map(({ token, ...invitation }) => ({
      ...invitation,
      surveyId: survey.id,
      tokenHash: token === null ? null : hashOf(token),
      channel,
      trigger,
      invitedAt: now,
      issuedAt: token === null ? null : now,
      expiresAt,
    })),
  );
  for (const { id, customerId, language } of made) {
    const view = { survey: globalId('survey', survey.id), channel, language, trigger, expiresAt };
    note({
      action: 'invitation.created',
      subjectId: id,
      customerId,
      difference: differenceOf(null, view),
    });
  }
}
