import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pagesOf } from '../api/page.ts';
import type { Ordering } from '../database/keyset.ts';
import { choosable, isAmong, type RowOf, rowsOf, type Sql } from '../database/read.ts';
import { addDays } from '../kernel/clock.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Event, Visit } from './visit.entity.ts';

export type VisitRow = RowOf<typeof Visit>;
export type EventRow = RowOf<typeof Event>;

export const visitColumns = choosable(
  'visit',
  [
    'id',
    'customerId',
    'startedAt',
    'endedAt',
    'pageViews',
    'landingPath',
    'referrer',
    'campaign',
    'campaignSource',
    'campaignMedium',
    'device',
  ],
  ['id', 'customerId'],
);
const eventColumns = choosable(
  'event',
  ['id', 'customerId', 'kind', 'name', 'path', 'productId', 'properties', 'occurredAt', 'receivedAt'],
  ['id', 'customerId'],
);

export type SelectedPage = PageArgs & { selected: Selection | null };

/** Newest first. */
export function visitPages(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedPage,
): Promise<Map<Uuid, Page<VisitRow>>> {
  return pagesOf<VisitRow>(
    context,
    {
      columns: visitColumns,
      from: sql`visit`,
      where: sql`true`,
      id: sql.ref('visit.id'),
      orderings: [newestFirst('visit.STARTED_AT', sql.ref('visit.started_at'))],
      parent: sql.ref('visit.customer_id'),
      parentIs: 'customerId',
    },
    customerIds,
    args,
    selected,
  );
}

/** Newest first. */
export function eventPages(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedPage,
): Promise<Map<Uuid, Page<EventRow>>> {
  return pagesOf<EventRow>(
    context,
    {
      columns: eventColumns,
      from: sql`event`,
      where: sql`true`,
      id: sql.ref('event.id'),
      orderings: [newestFirst('event.OCCURRED_AT', sql.ref('event.occurred_at'))],
      parent: sql.ref('event.customer_id'),
      parentIs: 'customerId',
    },
    customerIds,
    args,
    selected,
  );
}

export function visitsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<VisitRow[]> {
  return rowsOf<VisitRow>(
    reader,
    sql`select ${visitColumns(selected)} from visit where ${isAmong(sql`id`, ids)}`,
  );
}

export function eventsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<EventRow[]> {
  return rowsOf<EventRow>(
    reader,
    sql`select ${eventColumns(selected)} from event where ${isAmong(sql`id`, ids)}`,
  );
}

/** How often customers have visited in the last days. */
export function recentVisitCounts(
  { reader, clock }: Context,
  customerIds: readonly Uuid[],
  days: number,
): Promise<{ customerId: Uuid; count: number }[]> {
  return rowsOf(
    reader,
    sql`
      select customer_id as "customerId", count(*) as count
      from visit
      where ${isAmong(sql`customer_id`, customerIds)} and started_at > ${addDays(clock.now(), -days)}
      group by customer_id`,
  );
}

/** How often products have been looked at. */
export function viewCounts(
  { reader }: Context,
  productIds: readonly Uuid[],
): Promise<{ productId: Uuid; count: number }[]> {
  return rowsOf(
    reader,
    sql`
      select product_id as "productId", count(*) as count
      from event
      where ${isAmong(sql`product_id`, productIds)}
      group by product_id`,
  );
}

function newestFirst(field: string, at: Sql): Ordering {
  return { field, direction: 'DESC', sortable: { type: 'timestamptz', value: () => at } };
}
