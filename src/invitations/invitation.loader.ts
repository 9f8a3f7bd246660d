import type { Selection } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import type { Page, PageArgs } from '../api/page.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type InvitationCounts,
  type InvitationRow,
  invitationCounts,
  invitationPages,
  invitationsById,
  refusalsOf,
} from './invitation.queries.ts';

export const invitationById = loader<Uuid, InvitationRow | null>(async (context, ids, selected) => {
  return indexedBy(await invitationsById(context, ids, selected), ({ id }) => id);
}, null);

export const invitationsBySurvey = loader<
  Uuid,
  Page<InvitationRow> | null,
  PageArgs & { selected: Selection | null }
>(invitationPages, null);

export const countsBySurvey = loader<Uuid, InvitationCounts>(
  async (context, ids) => indexedBy(await invitationCounts(context, ids), ({ surveyId }) => surveyId),
  { surveyId: '', invited: 0, sent: 0, answered: 0, refused: 0 },
);

export const refusalByCustomer = loader<Uuid, string | null>(async (context, ids) => {
  const refusals = await refusalsOf(context, ids);
  return new Map(refusals.map(({ customerId, refusedAt }) => [customerId, refusedAt]));
}, null);
