import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { type CustomerFilterShape, knownUnlessAsked } from '../customers/customer.filter.ts';
import { type Matching, matching } from '../customers/customer.matching.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { refuse, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { globalId, localId, type Uuid } from '../kernel/ids.ts';
import { noSubject } from '../surveys/response.rules.ts';
import type { SubjectReference } from '../surveys/submission.ts';
import { Survey, type SurveyEntity } from '../surveys/survey.entity.ts';
import { type FoundSubject, subjectOf } from './about.service.ts';
import {
  countedReasons,
  type LeftOutReason,
  longestExpiryDays,
  mostAtOnce,
  usualExpiryDays,
} from './invitation.rules.ts';
import { invite } from './invitation.service.ts';

/** Whom somebody wants to ask, before any rule has looked. */
export interface InvitingDraft {
  surveyId: string;
  filter?: CustomerFilterShape | null;
  customerIds?: readonly string[] | null;
  channel: InteractionChannel;
  expiresInDays?: number | null;
  about?: SubjectReference | null;
  first?: number | null;
  after?: string | null;
}

export interface Inviting {
  surveyId: Uuid;
  invitations: { invitationId: Uuid }[];
  leftOut: { reason: LeftOutReason; count: number }[];
  /** The last customer that was looked at; null when there are no more. */
  next: string | null;
}

/** Is told the token of each invitation, which nothing that is kept may hold. */
export type HandOut = (invitationId: Uuid, token: string) => void;

/** Invites the customers of a filter or of a list, so many at once. */
export async function inviteToSurvey(unit: Unit, draft: InvitingDraft, handOut: HandOut): Promise<Inviting> {
  refuseIfAny(draftErrors(draft));
  const survey = await openSurvey(unit, draft.surveyId);
  const about = draft.about ? await subjectOf(unit, draft.about) : null;
  const { customers, next } = isGiven(draft.customerIds)
    ? { customers: listedCustomers(draft.customerIds), next: null }
    : await filteredCustomers(unit, draft);
  refuseIfAny(aboutErrors(about, customers));
  const { invitations, leftOut } = await invite(
    unit,
    {
      survey,
      channel: draft.channel,
      expiresInDays: draft.expiresInDays ?? usualExpiryDays,
      trigger: null,
      isHandedOut: true,
    },
    customers.flatMap((customerId) => {
      return customerId === null ? [] : [{ ...(about?.subject ?? noSubject), customerId }];
    }),
  );
  for (const { invitationId, token } of invitations) if (token !== null) handOut(invitationId, token);
  const unknown = customers.filter((customerId) => customerId === null).map(() => 'NOT_FOUND' as const);
  return {
    surveyId: survey.id,
    invitations: invitations.map(({ invitationId }) => ({ invitationId })),
    leftOut: countedReasons([...leftOut, ...unknown]),
    next,
  };
}

function draftErrors({ filter, customerIds, expiresInDays, first, after }: InvitingDraft): UserError[] {
  const errors: UserError[] = [];
  if (isGiven(filter) === isGiven(customerIds)) {
    errors.push(userError('REQUIRED', ['filter'], 'Give either a filter or customerIds.'));
  }
  if ((customerIds?.length ?? 0) > mostAtOnce) {
    const message = `At most ${mostAtOnce} customers at once; got ${customerIds?.length}.`;
    errors.push(userError('LIMIT_EXCEEDED', ['customerIds'], message));
  }
  if (isGiven(customerIds) && (isGiven(first) || isGiven(after))) {
    errors.push(userError('CONFLICT', ['first'], 'A list is taken whole: first and after go with a filter.'));
  }
  return [
    ...errors,
    ...rangeErrors('expiresInDays', expiresInDays, longestExpiryDays),
    ...rangeErrors('first', first, mostAtOnce),
    ...(isGiven(after) && localId('customer', after) === null
      ? [userError('INVALID', ['after'], 'It is what a call before gave as next.')]
      : []),
  ];
}

export function rangeErrors(name: string, value: number | null | undefined, most: number): UserError[] {
  if (!isGiven(value) || (value >= 1 && value <= most)) return [];
  return [userError('INVALID', [name], `A whole number from 1 to ${most}; got ${value}.`)];
}

async function openSurvey({ em }: Unit, surveyId: string): Promise<SurveyEntity> {
  const id = localId('survey', surveyId);
  const survey = id === null ? null : await em.findOne(Survey, { id });
  if (!survey) return refuse('NOT_FOUND', ['surveyId'], 'There is no survey with this id.');
  if (survey.status === 'OPEN') return survey;
  return refuse(
    'CONFLICT',
    ['surveyId'],
    `The survey is ${survey.status}; only to one that is OPEN customers are invited.`,
  );
}

/** Ids of the list, each once; null for one that is no id of a customer. */
function listedCustomers(customerIds: readonly string[]): (Uuid | null)[] {
  return [...new Set(customerIds)].map((id) => localId('customer', id));
}

/** The next customers of a filter, in the order of their ids. Those not known by name are left out as in lists. */
async function filteredCustomers(
  unit: Unit,
  { filter, first, after }: InvitingDraft,
): Promise<{ customers: Uuid[]; next: string | null }> {
  const chosen = chosenBy(filter, unit);
  const most = first ?? mostAtOnce;
  const start = isGiven(after) ? localId('customer', after) : null;
  const { rows } = await sql<{ id: Uuid }>`
    select customer.id
    from ${chosen.from}
    where ${chosen.where}
      and ${knownUnlessAsked(filter)}
      and ${start === null ? sql`true` : sql`customer.id > ${start}::uuid`}
    order by customer.id
    limit ${most + 1}`.execute(unit.em.getKysely());
  const customers = rows.slice(0, most).map(({ id }) => id);
  const last = customers.at(-1);
  return { customers, next: rows.length > most && last !== undefined ? globalId('customer', last) : null };
}

function chosenBy(filter: InvitingDraft['filter'], unit: Unit): Matching {
  try {
    return matching(filter, unit);
  } catch (error) {
    if (error instanceof UnusableFilter) return refuse('INVALID', ['filter', ...error.at], error.message);
    throw error;
  }
}

/** A purchase and a case are one customer's, who is asked alone. */
function aboutErrors(about: FoundSubject | null, customers: readonly (Uuid | null)[]): UserError[] {
  if (!about || about.customerId === null) return [];
  if (customers.length === 1 && customers[0] === about.customerId) return [];
  return [userError('CONFLICT', ['about', about.path], 'Only its own customer can be asked about it.')];
}
