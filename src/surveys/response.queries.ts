import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { conditionOf } from '../database/filter.ts';
import type { Direction, Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { among, type FactKey } from '../purchases/purchase.queries.ts';
import type { Answer, SurveyResponse } from './response.entity.ts';
import { responseClauses, type SurveyResponseFilter } from './response.filter.ts';

export type ResponseRow = Omit<RowOf<typeof SurveyResponse>, 'createdAt' | 'updatedAt'>;
export type AnswerRow = Pick<
  RowOf<typeof Answer>,
  'id' | 'customerId' | 'responseId' | 'questionId' | 'score' | 'isTop' | 'choices' | 'text'
>;

export const responseColumns = choosable(
  'survey_response',
  [
    'id',
    'customerId',
    'surveyId',
    'invitationId',
    'status',
    'startedAt',
    'submittedAt',
    'language',
    'channel',
    'score',
    'scoreKind',
    'comment',
    'sentimentLabel',
    'sentimentScore',
    'sentimentMethod',
    'purchaseId',
    'serviceCaseId',
    'productId',
    'isCounted',
  ],
  ['id', 'customerId'],
);

const answerColumns = choosable(
  'answer',
  ['id', 'customerId', 'responseId', 'questionId', 'score', 'isTop', 'choices', 'text'],
  ['id', 'customerId', 'responseId'],
);

/** When it was submitted; a partial one, when it was begun. */
export const givenAt = sql`coalesce(survey_response.submitted_at, survey_response.started_at)`;

/** What responses can be ordered by. */
export const responseOrders = {
  GIVEN_AT: { type: 'timestamptz', value: () => givenAt },
} satisfies Record<string, Sortable>;
export type ResponseOrderField = keyof typeof responseOrders;

export interface ResponseListArgs extends PageArgs {
  filter?: SurveyResponseFilter | null;
  orderBy?: readonly { field: ResponseOrderField; direction: Direction }[] | null;
}

/** A list of responses under each of many parents, and what is wanted of them. */
export type SelectedResponses = ResponseListArgs & { selected: Selection | null };

export function responsesPage(
  context: Context,
  args: ResponseListArgs,
  selected: Selection | null,
): Promise<Page<ResponseRow>> {
  return pageOf<ResponseRow>(context, listing(context, args), args, selected);
}

export function responsePagesBy(
  parentIs: 'customerId' | 'surveyId',
  context: Context,
  parentIds: readonly Uuid[],
  { selected, ...args }: SelectedResponses,
): Promise<Map<Uuid, Page<ResponseRow>>> {
  // The customer is read whatever is asked for; the survey is not.
  const parent = {
    parent: column('survey_response', parentIs),
    ...(parentIs === 'customerId' ? { parentIs } : {}),
  };
  return pagesOf<ResponseRow>(context, { ...listing(context, args), ...parent }, parentIds, args, selected);
}

function listing(context: Context, { filter, orderBy }: ResponseListArgs): Listing {
  const orders = orderBy?.length ? orderBy : [{ field: 'GIVEN_AT', direction: 'DESC' } as const];
  return {
    columns: responseColumns,
    from: sql`survey_response`,
    where: conditionOf(responseClauses, filter, filterSetting(context)),
    id: column('survey_response', 'id'),
    orderings: orders.map((order) => ({
      field: `response.${order.field}`,
      direction: order.direction,
      sortable: responseOrders[order.field],
    })),
  };
}

export function responsesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ResponseRow[]> {
  return rowsOf<ResponseRow>(
    reader,
    sql`select ${responseColumns(selected)} from survey_response where ${isAmong(sql`id`, ids)}`,
  );
}

/** In the order in which the questions are asked. */
export function answersOf(
  { reader }: Context,
  responses: readonly FactKey[],
  selected: Selection | null,
): Promise<AnswerRow[]> {
  return rowsOf<AnswerRow>(
    reader,
    sql`
      select ${answerColumns(selected)}
      from answer
      join question on question.id = answer.question_id
      where ${among('answer.response_id', 'answer.customer_id', responses)}
      order by question.position`,
  );
}

export function externalIdsOf(
  { reader }: Context,
  responses: readonly FactKey[],
): Promise<(ExternalId & { responseId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      select response_id as "responseId", source, value as id
      from response_key
      where ${among('response_id', 'customer_id', responses)}
      order by source, value`,
  );
}

/** How many were submitted to each survey; surveys without one are left out. */
export function responseCounts(
  { reader }: Context,
  surveyIds: readonly Uuid[],
): Promise<{ surveyId: Uuid; count: number }[]> {
  return rowsOf(
    reader,
    sql`
      select survey_id as "surveyId", count(*) as count
      from survey_response
      where ${isAmong(sql`survey_id`, surveyIds)} and submitted_at is not null
      group by survey_id`,
  );
}
