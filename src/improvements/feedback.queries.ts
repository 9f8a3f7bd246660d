import { sql } from 'kysely';
import { type Context, filterSetting } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import type { Direction } from '../database/keyset.ts';
import { isAmong, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { givenAt } from '../surveys/response.queries.ts';
import { type FeedbackFilter, type FeedbackOrigin, feedbackClauses } from './feedback.filter.ts';

/** Something a customer said, wherever it was. */
export interface FeedbackRow {
  kind: FeedbackOrigin;
  /** Of the interaction, the response or the review. */
  id: Uuid;
  customerId: Uuid;
  givenAt: string;
}

export interface FeedbackListArgs extends PageArgs {
  filter?: FeedbackFilter | null;
}

/** Feedback that nobody has reacted to, the longest waiting first. */
export function openFeedbackPage(
  context: Context,
  { filter, ...args }: FeedbackListArgs,
): Promise<Page<FeedbackRow>> {
  const where = conditionOf(feedbackClauses, filter, filterSetting(context));
  return pageOf<FeedbackRow>(context, listing(openFeedback(), 'ASC', where), args, null);
}

/** The feedback that led to improvements, newest first. */
export function evidencePages(
  context: Context,
  improvementIds: readonly Uuid[],
  args: PageArgs,
): Promise<Map<Uuid, Page<FeedbackRow>>> {
  const parent = sql.ref('feedback.improvement_id');
  return pagesOf<FeedbackRow>(
    context,
    { ...listing(linkedFeedback(), 'DESC', sql`true`), parent },
    improvementIds,
    args,
    null,
  );
}

export function feedbackById({ reader }: Context, ids: readonly Uuid[]): Promise<FeedbackRow[]> {
  return rowsOf<FeedbackRow>(
    reader,
    sql`
      select 'RESPONSE' as kind, id, customer_id as "customerId", ${givenAt} as "givenAt"
      from survey_response where ${isAmong(sql`id`, ids)}
      union all
      select 'REVIEW', id, customer_id, written_at from review where ${isAmong(sql`id`, ids)}
      union all
      select 'INTERACTION', id, customer_id, occurred_at from interaction
      where ${isAmong(sql`id`, ids)}`,
  );
}

function listing(from: Sql, direction: Direction, where: Sql): Listing {
  return {
    columns: () =>
      sql`feedback.kind, feedback.id, feedback.customer_id as "customerId", feedback.given_at as "givenAt"`,
    from: sql`(${from}) as feedback`,
    where,
    id: sql.ref('feedback.id'),
    orderings: [
      {
        field: 'feedback.GIVEN_AT',
        direction,
        sortable: { type: 'timestamptz', value: () => sql.ref('feedback.given_at') },
      },
    ],
  };
}

/** A detractor's comment, a bad review without an answer, a complaint outside a case that no agent has answered. */
function openFeedback(): Sql {
  return sql`
    select 'RESPONSE' as kind, id, customer_id, submitted_at as given_at, product_id
    from survey_response as fact
    where is_counted and score_kind = 'NPS' and score <= 6 and comment is not null
      and not ${isTakenUp(sql`response_id`)}
    union all
    select 'REVIEW', id, customer_id, written_at, product_id
    from review as fact
    where replied_at is null and (stars <= 2 or (stars is null and sentiment_label = 'NEGATIVE'))
      and not ${isTakenUp(sql`review_id`)}
    union all
    select 'INTERACTION', id, customer_id, occurred_at, product_id
    from interaction as fact
    where kind = 'COMPLAINT' and author = 'CUSTOMER' and case_id is null
      and not exists (
        select from interaction as answer
        where answer.customer_id = fact.customer_id and answer.author = 'AGENT'
          and answer.occurred_at >= fact.occurred_at
      )
      and not ${isTakenUp(sql`interaction_id`)}`;
}

/** Whether a fact led to an improvement or is taken up in a case. */
function isTakenUp(reference: Sql): Sql {
  return sql`(
    exists (
      select from improvement_feedback as linked
      where linked.${reference} = fact.id and linked.customer_id = fact.customer_id
    ) or exists (
      select from feedback_case as linked
      where linked.${reference} = fact.id and linked.customer_id = fact.customer_id
    )
  )`;
}

function linkedFeedback(): Sql {
  return sql`
    select linked.improvement_id, 'RESPONSE' as kind, fact.id, fact.customer_id,
      coalesce(fact.submitted_at, fact.started_at) as given_at
    from improvement_feedback as linked
    join survey_response as fact on fact.id = linked.response_id and fact.customer_id = linked.customer_id
    union all
    select linked.improvement_id, 'REVIEW', fact.id, fact.customer_id, fact.written_at
    from improvement_feedback as linked
    join review as fact on fact.id = linked.review_id and fact.customer_id = linked.customer_id
    union all
    select linked.improvement_id, 'INTERACTION', fact.id, fact.customer_id, fact.occurred_at
    from improvement_feedback as linked
    join interaction as fact on fact.id = linked.interaction_id and fact.customer_id = linked.customer_id`;
}
