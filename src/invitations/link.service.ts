import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { indexedBy } from '../kernel/batch.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { localId, type Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { isAnswerable, type LinkState, mostAtOnce } from './invitation.rules.ts';
import { type HandOut, rangeErrors } from './inviting.service.ts';
import { linkState, refusedBy } from './link.queries.ts';
import { hashOf, newToken } from './token.ts';

export interface LinksDraft {
  /** New links for these, in place of those they had; null: first links of those that have none. */
  invitationIds?: readonly string[] | null;
  first?: number | null;
}

export interface IssuedLinks {
  invitations: { invitationId: Uuid }[];
}

/** Hands out links: of invitations that a trigger made, the oldest first, or new ones where they were lost. */
export async function issueLinks(unit: Unit, draft: LinksDraft, handOut: HandOut): Promise<IssuedLinks> {
  const { invitationIds, first } = draft;
  refuseIfAny(draftErrors(draft));
  const wanted = isGiven(invitationIds)
    ? await namedInvitations(unit, [...new Set(invitationIds)])
    : await waitingInvitations(unit, first ?? mostAtOnce);
  // Whoever hands out the same meanwhile has done so once they are locked, and then there is nothing left to do.
  await lockCustomers(
    unit.em,
    wanted.map(({ customerId }) => customerId),
  );
  const issued = await keepHashes(unit, wanted, isGiven(invitationIds));
  for (const { id, customerId, token } of issued) {
    handOut(id, token);
    unit.note({
      action: 'invitation.issued',
      subjectId: id,
      customerId,
      difference: differenceOf({ issuedAt: null }, { issuedAt: unit.now }),
    });
  }
  return { invitations: issued.map(({ id }) => ({ invitationId: id })) };
}

interface Wanted {
  id: Uuid;
  customerId: Uuid;
}

function draftErrors({ invitationIds, first }: LinksDraft): UserError[] {
  const count = invitationIds?.length ?? 0;
  const tooMany = `At most ${mostAtOnce} invitations at once; got ${count}.`;
  return [
    ...rangeErrors('first', first, mostAtOnce),
    ...(count > mostAtOnce ? [userError('LIMIT_EXCEEDED', ['invitationIds'], tooMany)] : []),
    ...(isGiven(invitationIds) && isGiven(first)
      ? [userError('CONFLICT', ['first'], 'A list is taken whole.')]
      : []),
  ];
}

async function namedInvitations(unit: Unit, globalIds: readonly string[]): Promise<Wanted[]> {
  const ids = globalIds.map((id) => localId('invitation', id));
  const { rows } = await sql<Wanted & LinkState>`
    select invitation.id, invitation.customer_id as "customerId", ${linkState}
    from invitation
    join survey on survey.id = invitation.survey_id
    where invitation.id = any(${ids.filter((id) => id !== null)}::uuid[])`.execute(unit.em.getKysely());
  const known = indexedBy(rows, ({ id }) => id);
  const errors = ids.flatMap((id, index) => {
    const found = id === null ? undefined : known.get(id);
    const path = ['invitationIds', index];
    if (!found) return [userError('NOT_FOUND', path, 'There is no invitation with this id.')];
    if (isAnswerable(found, unit.now)) return [];
    const message = 'It can no longer be answered: it was, or it is too old, or the survey is not open.';
    return [userError('CONFLICT', path, message)];
  });
  refuseIfAny(errors);
  return rows;
}

async function waitingInvitations({ em, now }: Unit, most: number): Promise<Wanted[]> {
  const { rows } = await sql<Wanted>`
    select invitation.id, invitation.customer_id as "customerId"
    from invitation
    join survey on survey.id = invitation.survey_id and survey.status = 'OPEN'
    where invitation.issued_at is null and invitation.expires_at > ${now}
      and not ${refusedBy(sql`invitation.customer_id`)}
    order by invitation.invited_at, invitation.id
    limit ${most}`.execute(em.getKysely());
  return rows;
}

/** Those that got a link, each with its token: who had one by now keeps it, unless it is to be replaced. */
async function keepHashes(
  { em, now }: Unit,
  wanted: readonly Wanted[],
  isReplaced: boolean,
): Promise<(Wanted & { token: string })[]> {
  if (wanted.length === 0) return [];
  const tokens = new Map(wanted.map(({ id }) => [id, newToken()]));
  const { rows } = await sql<Wanted>`
    update invitation
    set token_hash = link.token_hash::bytea, issued_at = ${now}
    from unnest(
      ${[...tokens.keys()]}::uuid[], ${[...tokens.values()].map(hashOf)}::text[]
    ) as link (id, token_hash)
    where invitation.id = link.id
      and invitation.customer_id = any(${wanted.map(({ customerId }) => customerId)}::uuid[])
      and invitation.answered_at is null
      and ${isReplaced ? sql`true` : sql`invitation.issued_at is null`}
    returning invitation.id, invitation.customer_id as "customerId"`.execute(em.getKysely());
  const kept = indexedBy(rows, ({ id }) => id);
  return wanted.flatMap(({ id }) => {
    const row = kept.get(id);
    return row ? [{ ...row, token: tokens.get(id) ?? '' }] : [];
  });
}
