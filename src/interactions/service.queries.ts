import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { startOf, stepOf } from '../api/granularity.ts';
import type { Sql } from '../database/read.ts';
import type { ServiceGrouping } from './service.day.rules.ts';
import { type Duration, type DurationName, durations, type OpenCount, type Tally } from './service.row.ts';
import {
  casesOf,
  casesOfAll,
  type Grouping,
  isTime,
  keys,
  type Moment,
  moments,
  openCasesOf,
  type ServiceScope,
} from './service.scope.ts';

const tallies: Readonly<Record<Moment, Sql>> = {
  OPENED: sql`count(*)::int as opened`,
  ANSWERED: sql`count(*)::int as answered`,
  RESOLVED: sql`
    count(*)::int as resolved,
    (count(*) filter (where reopened_count > 0))::int as reopened,
    count(within_target)::int as targeted,
    (count(*) filter (where within_target))::int as met`,
};

/** How many cases something happened to in the period, counted case by case. */
export function talliesOfCases(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  moment: Moment,
): Sql<Tally> {
  return aggregated<Tally>(context, scope, { grouping, moment, figures: tallies[moment] });
}

export function openCountsOf(
  context: Context,
  scope: ServiceScope,
  grouping: ServiceGrouping,
): Sql<OpenCount> {
  return sql`
    select ${keys[grouping]} as key, count(*)::int as count
    from service_case
    where ${openCasesOf(context, scope)}
    group by 1`;
}

/**
 * How long it took, told from all the cases. Between two whole seconds a percentile lies at tenths of them; what floating
 * point adds to that is taken off.
 */
export function durationsOfCases(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  name: DurationName,
): Sql<Duration> {
  const { moment, seconds } = durations[name];
  const percentiles = sql`percentile_cont(array[0.5, 0.9]) within group (order by ${seconds})`;
  const figures = sql`
    count(*)::int as count,
    avg(${seconds})::float8 as mean,
    round((${percentiles})[1]::numeric, 1)::float8 as median,
    round((${percentiles})[2]::numeric, 1)::float8 as p90`;
  return aggregated<Duration>(context, scope, { grouping, moment, figures });
}

interface Aggregation {
  grouping: Grouping;
  moment: Moment;
  figures: Sql;
}

/** Figures over the cases to which something happened in the period, group by group. */
function aggregated<Row>(
  context: Context,
  scope: ServiceScope,
  { grouping, moment, figures }: Aggregation,
): Sql<Row> {
  const cases = casesOf(context, scope, moment);
  if (!isTime(grouping)) {
    return sql`
      select ${keys[grouping]} as key, ${figures} from service_case where ${cases} group by 1`;
  }
  const day = moments[moment];
  // Part by part, each out of the index by day: together they would be sorted by the part first, which takes five times
  // as long.
  return sql`
    with known as (
      select min(${day}) as first, max(${day}) as last from service_case where ${casesOfAll(scope, moment)}
    ), part as (
      select generate_series(${startOf(grouping, sql`first`)}, last, ${stepOf(grouping)})::date as start from known
    )
    select part.start::text as key, figures.*
    from part
    cross join lateral (
      select ${figures}
      from service_case
      where ${cases} and ${day} >= part.start and ${day} < (part.start + ${stepOf(grouping)})::date
      having count(*) > 0
    ) as figures`;
}
