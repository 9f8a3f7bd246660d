import { sql } from 'kysely';
import { startOf } from '../api/granularity.ts';
import { isInPeriod } from '../api/period.input.ts';
import type { Sql } from '../database/read.ts';
import { keptDays } from './service.day.rows.ts';
import type { Tally } from './service.row.ts';
import { type Grouping, isTime, type ServiceScope } from './service.scope.ts';

/** How many cases something happened to in the period, out of what is kept of its days: of all customers. */
export function talliesOfDays({ period }: ServiceScope, grouping: Grouping): Sql<Tally> {
  return sql`
    select
      ${keyOf(grouping)} as key,
      sum(opened)::int as opened, sum(answered)::int as answered, sum(resolved)::int as resolved,
      sum(reopened)::int as reopened, sum(targeted)::int as targeted, sum(met)::int as met
    from ${keptDays} as kept
    where ${isOf(grouping)} and ${isInPeriod(sql`day`, period)}
    group by 1
    having sum(opened) > 0 or sum(answered) > 0 or sum(resolved) > 0`;
}

/** A course is one of all cases. */
export function isOf(grouping: Grouping): Sql {
  return sql`grouping = ${isTime(grouping) ? 'ALL' : grouping}`;
}

export function keyOf(grouping: Grouping): Sql {
  if (isTime(grouping)) return sql`(${startOf(grouping, sql`day`)})::text`;
  return grouping === 'ASSIGNEE' ? sql`nullif(key, '')` : sql`key`;
}
