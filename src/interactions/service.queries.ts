import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import { indexedBy } from '../kernel/batch.ts';
import {
  casesOf,
  type Grouping,
  keyOf,
  type Moment,
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

/** How many cases something happened to in the period. */
export function countsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  moment: Moment,
): Promise<ByKey<Counted>> {
  return grouped<Counted>(
    context,
    sql`
      select ${keyOf(grouping, moment)} as key, count(*)::int as count
      from service_case
      where ${casesOf(context, scope, moment)}
      group by 1`,
  );
}

export function openCountsOf(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
): Promise<ByKey<Counted>> {
  return grouped<Counted>(
    context,
    sql`
      select ${keyOf(grouping, 'OPENED')} as key, count(*)::int as count
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
  return grouped<ResolvedCounts>(
    context,
    sql`
      select
        ${keyOf(grouping, 'RESOLVED')} as key,
        count(*)::int as count,
        (count(*) filter (where reopened_count > 0))::int as reopened,
        count(within_target)::int as targeted,
        (count(*) filter (where within_target))::int as met
      from service_case
      where ${casesOf(context, scope, 'RESOLVED')}
      group by 1`,
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
  return grouped<Duration>(
    context,
    sql`
      select
        key,
        count::int,
        mean::float8,
        round(percentiles[1]::numeric, 1)::float8 as median,
        round(percentiles[2]::numeric, 1)::float8 as p90
      from (
        select
          ${keyOf(grouping, moment)} as key,
          count(*) as count,
          avg(${seconds}) as mean,
          percentile_cont(array[0.5, 0.9]) within group (order by ${seconds}) as percentiles
        from service_case
        where ${casesOf(context, scope, moment)}
        group by 1
      ) as distributed`,
  );
}

async function grouped<Row extends Counted>({ reader }: Context, query: Sql): Promise<ByKey<Row>> {
  return indexedBy(await rowsOf(reader, query as Sql<Row>), ({ key }) => key);
}
