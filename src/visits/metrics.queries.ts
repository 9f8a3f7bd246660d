import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf } from '../api/granularity.ts';
import { happenedInPeriod, type Period } from '../api/period.input.ts';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, rowsOf, type Sql } from '../database/read.ts';

/** Which visits figures are of. */
export interface Asked {
  period: Period | null;
  filter: CustomerFilter | null;
}

export interface Totals {
  visitCount: number;
  visitorCount: number;
  pageViews: number;
}

export interface VisitPoint extends Totals {
  /** The first day of its part of the calendar. */
  from: string;
}

export interface VisitsByKey {
  key: string | null;
  visitCount: number;
  visitorCount: number;
  convertedCount: number;
}

export interface PagePopularity {
  path: string;
  viewCount: number;
  visitorCount: number;
}

const totals = sql`
  count(*) as "visitCount",
  count(distinct visit.customer_id) as "visitorCount",
  coalesce(sum(visit.page_views), 0)::bigint as "pageViews"`;

export async function totalsOf(context: Context, asked: Asked): Promise<Totals> {
  const [row] = await rowsOf<Totals>(
    context.reader,
    sql`select ${totals} from ${chosen(context, asked, 'visit')}`,
  );
  return row ?? { visitCount: 0, visitorCount: 0, pageViews: 0 };
}

export async function convertedCountOf(context: Context, asked: Asked): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    context.reader,
    sql`select count(*) filter (where ${isConverted}) as count from ${chosen(context, asked, 'visit')}`,
  );
  return row?.count ?? 0;
}

export async function visitsOverTime(context: Context, asked: Asked, by: Granularity): Promise<VisitPoint[]> {
  const day = sql`(visit.started_at at time zone ${context.shop.timeZone})`;
  const points = await rowsOf<VisitPoint>(
    context.reader,
    sql`
      select ${startOf(by, day)}::text as "from", ${totals}
      from ${chosen(context, asked, 'visit')}
      group by 1
      order by 1
      limit ${pointsRead}`,
  );
  return courseOf(points);
}

/** Most visited first. */
export function visitsBy(
  context: Context,
  asked: Asked,
  by: 'campaign' | 'referrer',
  first: number,
): Promise<VisitsByKey[]> {
  const key =
    by === 'campaign' ? sql`visit.campaign` : sql`substring(visit.referrer from '^[a-z]+://([^/]+)')`;
  return rowsOf(
    context.reader,
    sql`
      select ${key} as key, count(*) as "visitCount", count(distinct visit.customer_id) as "visitorCount",
        count(*) filter (where ${isConverted}) as "convertedCount"
      from ${chosen(context, asked, 'visit')}
      group by 1
      order by "visitCount" desc, key
      limit ${first}`,
  );
}

/** Most viewed first. */
export function popularPages(context: Context, asked: Asked, first: number): Promise<PagePopularity[]> {
  return rowsOf(
    context.reader,
    sql`
      select event.path, count(*) as "viewCount", count(distinct event.customer_id) as "visitorCount"
      from ${chosen(context, asked, 'event')} and event.kind <> 'TRACK' and event.path is not null
      group by event.path
      order by "viewCount" desc, event.path
      limit ${first}`,
  );
}

/** Whether a purchase followed within a day of the beginning of the visit. */
const isConverted = sql`exists (
  select from purchase
  where purchase.customer_id = visit.customer_id
    and purchase.purchased_at >= visit.started_at
    and purchase.purchased_at < visit.started_at + interval '24 hours'
    and purchase.status <> 'CANCELLED'
)`;

/** Visits or events of the period and of the customers of the filter. */
function chosen(context: Context, { period, filter }: Asked, table: 'visit' | 'event'): Sql {
  const at = table === 'visit' ? sql.ref('visit.started_at') : sql.ref('event.occurred_at');
  const from = table === 'visit' ? sql`visit` : sql`event`;
  const where = allOf([
    happenedInPeriod(at, period, context.shop.timeZone),
    isOfMatching(sql`${from}.customer_id`, filter, context),
  ]);
  return sql`${from} where ${where}`;
}
