import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pagesOf } from '../api/page.ts';
import type { Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Invitation } from './invitation.entity.ts';

/** What can be told of an invitation: of its token, only when a link with it was handed out. */
export type InvitationRow = Omit<RowOf<typeof Invitation>, 'tokenHash'>;

const invitationColumns = choosable(
  'invitation',
  [
    'id',
    'customerId',
    'surveyId',
    'channel',
    'language',
    'trigger',
    'invitedAt',
    'issuedAt',
    'expiresAt',
    'openedAt',
    'answeredAt',
  ],
  ['id', 'customerId'],
);

const invitedAt: Sortable = { type: 'timestamptz', value: () => sql.ref('invitation.invited_at') };

export function invitationsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<InvitationRow[]> {
  return rowsOf<InvitationRow>(
    reader,
    sql`select ${invitationColumns(selected)} from invitation where ${isAmong(sql`id`, ids)}`,
  );
}

/** The invitations to surveys, the newest first. */
export function invitationPages(
  context: Context,
  surveyIds: readonly Uuid[],
  { selected, ...args }: PageArgs & { selected: Selection | null },
): Promise<Map<Uuid, Page<InvitationRow>>> {
  return pagesOf<InvitationRow>(
    context,
    {
      columns: invitationColumns,
      from: sql`invitation`,
      where: sql`true`,
      id: column('invitation', 'id'),
      orderings: [{ field: 'invitation.INVITED_AT', direction: 'DESC', sortable: invitedAt }],
      parent: column('invitation', 'surveyId'),
    },
    surveyIds,
    args,
    selected,
  );
}

/** What came of the invitations to a survey. */
export interface InvitationCounts {
  surveyId: Uuid;
  /** Made, whether or not their links were handed out. */
  invited: number;
  /** Whose links were handed out. */
  sent: number;
  answered: number;
  /** Customers who said at this survey that they want no more, and have not changed their mind. */
  refused: number;
}

export function invitationCounts(
  { reader }: Context,
  surveyIds: readonly Uuid[],
): Promise<InvitationCounts[]> {
  return rowsOf<InvitationCounts>(
    reader,
    sql`
      with counted as (
        select survey_id, count(*) as invited, count(issued_at) as sent, count(answered_at) as answered
        from invitation
        where ${isAmong(sql`survey_id`, surveyIds)}
        group by survey_id
      ),
      refusals as (
        select survey_id, count(distinct customer_id) as refused
        from survey_refusal
        where ${isAmong(sql`survey_id`, surveyIds)}
        group by survey_id
      )
      select
        coalesce(counted.survey_id, refusals.survey_id) as "surveyId",
        coalesce(counted.invited, 0) as invited,
        coalesce(counted.sent, 0) as sent,
        coalesce(counted.answered, 0) as answered,
        coalesce(refusals.refused, 0) as refused
      from counted
      full join refusals on refusals.survey_id = counted.survey_id`,
  );
}

/** Since when customers want no surveys. */
export function refusalsOf(
  { reader }: Context,
  customerIds: readonly Uuid[],
): Promise<{ customerId: Uuid; refusedAt: string }[]> {
  return rowsOf(
    reader,
    sql`
      select customer_id as "customerId", min(refused_at) as "refusedAt"
      from survey_refusal
      where ${isAmong(sql`customer_id`, customerIds)}
      group by customer_id`,
  );
}
