import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';
import { keptDays } from './service.day.rows.ts';

const counts = sql`
  sum(opened)::int as opened, sum(answered)::int as answered, sum(resolved)::int as resolved,
  sum(reopened)::int as reopened, sum(targeted)::int as targeted, sum(met)::int as met,
  sum(first_response_seconds)::bigint as first_response_seconds,
  sum(first_response_business_seconds)::bigint as first_response_business_seconds,
  sum(resolution_seconds)::bigint as resolution_seconds,
  sum(resolution_business_seconds)::bigint as resolution_business_seconds`;

/** The days as the cases give them. */
export function figuredDays(): Sql {
  return sql`
    with happened as (
      select
        opened_day as day, channel, kind, assignee, 1 as opened, 0 as answered, 0 as resolved, 0 as reopened,
        0 as targeted, 0 as met, 0 as first_response_seconds, 0 as first_response_business_seconds,
        0 as resolution_seconds, 0 as resolution_business_seconds
      from service_case
      union all
      select
        first_response_day, channel, kind, assignee, 0, 1, 0, 0, 0, 0,
        first_response_seconds, first_response_business_seconds, 0, 0
      from service_case where first_response_day is not null
      union all
      select
        resolved_day, channel, kind, assignee, 0, 0, 1, (reopened_count > 0)::int,
        (within_target is not null)::int, (within_target is true)::int,
        0, 0, resolution_seconds, resolution_business_seconds
      from service_case where resolved_day is not null
    ), cell as materialized (
      select day, channel, kind, assignee, ${counts} from happened group by day, channel, kind, assignee
    )
    select part.grouping, cell.day, part.key, ${counts}
    from cell
    cross join lateral (
      values ('ALL', ''), ('CHANNEL', channel), ('KIND', kind), ('ASSIGNEE', coalesce(assignee, ''))
    ) as part (grouping, key)
    group by part.grouping, cell.day, part.key
    order by part.grouping, cell.day, part.key`;
}

/** Every day of a group of which something else is kept than what its cases give. */
export function dayDifferences(): Sql<FigureDifference> {
  return sql`
    with figured as (${figuredDays()}), kept as (
      select grouping, day, key, ${counts} from ${keptDays} as one group by grouping, day, key
      having sum(opened) <> 0 or sum(answered) <> 0 or sum(resolved) <> 0
    )
    select
      concat_ws(' ', 'service', day, lower(grouping), nullif(key, '')) as id,
      to_jsonb(kept) - array['grouping', 'day', 'key'] as kept,
      to_jsonb(figured) - array['grouping', 'day', 'key'] as figured
    from figured full join kept using (grouping, day, key)
    where to_jsonb(kept) is distinct from to_jsonb(figured)
    order by grouping, day, key`;
}
