import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type Granularity, granularities, startOf, stepOf } from '../api/granularity.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import { indexedBy } from '../kernel/batch.ts';
import {
  casesOf,
  casesOfAll,
  type Grouping,
  keys,
  type Moment,
  moments,
  openCasesOf,
  type ServiceScope,
} from './service.scope.ts';

/** The key of a group; null for the cases that nobody has. */
export type GroupKey = string | null;

export interface Counted {
  key: GroupKey;
  count: number;
}

export interface ResolvedCounts extends Counted {
  reopened: number;
  /** How many had a target, and how many of them met it. */
  targeted: number;
  met: number;
}

/** How long something took, in seconds: of how many cases, and how it was distributed. */
export interface Duration extends Counted {
  median: number | null;
  p90: number | null;
  mean: number | null;
}

export const durations = {
  FIRST_RESPONSE: { moment: 'ANSWERED', seconds: sql`service_case.first_response_seconds` },
  FIRST_RESPONSE_BUSINESS: {
    moment: 'ANSWERED',
    seconds: sql`service_case.first_response_business_seconds`,
  },
  RESOLUTION: { moment: 'RESOLVED', seconds: sql`service_case.resolution_seconds` },
  RESOLUTION_BUSINESS: { moment: 'RESOLVED', seconds: sql`service_case.resolution_business_seconds` },
} as const satisfies Record<string, { moment: Moment; seconds: Sql }>;
export type DurationName = keyof typeof durations;

type ByKey<Row> = Map<GroupKey, Row>;

const count = sql`count(*)::int as count`;

/** How many cases something happened to in the period. */
export function countsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  moment: Moment,
): Promise<ByKey<Counted>> {
  return grouped<Counted>(context, aggregated(context, scope, { grouping, moment, figures: count }));
}

export function openCountsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
): Promise<ByKey<Counted>> {
  // What is open is open now, which is no part of a course.
  if (isTime(grouping)) return Promise.resolve(new Map());
  return grouped<Counted>(
    context,
    sql`
      select ${keys[grouping]} as key, ${count}
      from service_case
      where ${openCasesOf(context, scope)}
      group by 1`,
  );
}

export function resolvedCountsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
): Promise<ByKey<ResolvedCounts>> {
  const figures = sql`
    ${count},
    (count(*) filter (where reopened_count > 0))::int as reopened,
    count(within_target)::int as targeted,
    (count(*) filter (where within_target))::int as met`;
  return grouped<ResolvedCounts>(
    context,
    aggregated(context, scope, { grouping, moment: 'RESOLVED', figures }),
  );
}

/** Between two whole seconds a percentile lies at tenths of them; what floating point adds to that is taken off. */
export function durationsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  name: DurationName,
): Promise<ByKey<Duration>> {
  const { moment, seconds } = durations[name];
  const percentiles = sql`percentile_cont(array[0.5, 0.9]) within group (order by ${seconds})`;
  const figures = sql`
    ${count},
    avg(${seconds})::float8 as mean,
    round((${percentiles})[1]::numeric, 1)::float8 as median,
    round((${percentiles})[2]::numeric, 1)::float8 as p90`;
  return grouped<Duration>(context, aggregated(context, scope, { grouping, moment, figures }));
}

interface Aggregation {
  grouping: Grouping;
  moment: Moment;
  figures: Sql;
}

/** Figures over the cases to which something happened in the period, group by group. */
function aggregated(context: Context, scope: ServiceScope, { grouping, moment, figures }: Aggregation): Sql {
  const cases = casesOf(context, scope, moment);
  if (!isTime(grouping)) {
    return sql`select ${keys[grouping]} as key, ${figures} from service_case where ${cases} group by 1`;
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
    ) as figures
    where figures.count > 0`;
}

function isTime(grouping: Grouping): grouping is Granularity {
  return granularities.some((one) => one === grouping);
}

async function grouped<Row extends Counted>({ reader }: Context, query: Sql): Promise<ByKey<Row>> {
  return indexedBy(await rowsOf(reader, query as Sql<Row>), ({ key }) => key);
}
