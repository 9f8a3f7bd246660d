import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf, stepOf } from '../api/granularity.ts';
import { rowsOf } from '../database/read.ts';
import { dayIn } from '../kernel/clock.ts';
import { type Sums, sumsOf } from './sales.queries.ts';
import type { SalesScope } from './sales.scope.ts';

/** One part of the calendar, by its first day. */
export interface CoursePoint extends Sums {
  key: string;
  /** Whether it is over, and lies in the period whole. */
  isComplete: boolean;
}

/** Part by part, oldest first, up to the one that is running; those in which nothing was sold among them. */
export async function courseIn(context: Context, scope: SalesScope, by: Granularity): Promise<CoursePoint[]> {
  const { from = null, to = null } = scope.period ?? {};
  const today = dayIn(context.shop.timeZone, context.clock.now());
  const points = await rowsOf<CoursePoint>(
    context.reader,
    sql`
      with sold as materialized (${sumsOf(context, scope, by)}), part as (
        select start::date as start, (start + ${stepOf(by)})::date as ends
        from (
          select generate_series(
            ${startOf(by, sql`coalesce(${from}::date, (select min(key)::date from sold))`)}::timestamp,
            least(${to}::date - 1, greatest(${today}::date, (select max(key)::date from sold)))::timestamp,
            ${stepOf(by)}
          ) as start
          limit ${pointsRead}
        ) as series
      )
      select
        part.start::text as key, coalesce(purchases, 0) as purchases, coalesce(units, 0) as units,
        coalesce("grossMinor", 0) as "grossMinor", coalesce("refundedMinor", 0) as "refundedMinor",
        part.ends <= ${today}::date and part.start >= coalesce(${from}::date, part.start)
          and part.ends <= coalesce(${to}::date, part.ends) as "isComplete"
      from part left join sold on sold.key = part.start::text
      order by part.start`,
  );
  return courseOf(points);
}
