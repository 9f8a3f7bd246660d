import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf, stepOf } from '../api/granularity.ts';
import { rowsOf } from '../database/read.ts';
import { dayIn } from '../kernel/clock.ts';
import { keptDays } from './sales.day.rows.ts';
import type { SalesScope } from './sales.scope.ts';

/** One part of the calendar, by its first day. */
export interface Part {
  start: string;
  /** Whether it is over, and lies in the period whole. */
  isComplete: boolean;
}

/** The parts of a period, oldest first: from its first day or that of the first purchase up to the one that is running. */
export async function partsOf(context: Context, { period }: SalesScope, by: Granularity): Promise<Part[]> {
  const { from = null, to = null } = period ?? {};
  const today = dayIn(context.shop.timeZone, context.clock.now());
  const parts = await rowsOf<Part>(
    context.reader,
    sql`
      with part as (
        select start::date as start, (start + ${stepOf(by)})::date as ends
        from (
          select generate_series(
            ${startOf(by, sql`coalesce(${from}::date, (select min(day) from ${keptDays} as kept))`)}::timestamp,
            least(
              ${to}::date - 1, greatest(${today}::date, (select max(day) from ${keptDays} as kept))
            )::timestamp,
            ${stepOf(by)}
          ) as start
          limit ${pointsRead}
        ) as series
      )
      select
        start::text as start,
        ends <= ${today}::date and start >= coalesce(${from}::date, start)
          and ends <= coalesce(${to}::date, ends) as "isComplete"
      from part
      order by part.start`,
  );
  return courseOf(parts);
}
