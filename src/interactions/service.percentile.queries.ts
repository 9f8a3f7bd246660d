import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type Granularity, startOf, stepOf } from '../api/granularity.ts';
import { isInPeriod } from '../api/period.input.ts';
import { allOf, type Sql } from '../database/read.ts';
import { isOf, keyOf } from './service.day.queries.ts';
import { keptDays } from './service.day.rows.ts';
import type { ServiceGrouping } from './service.day.rules.ts';
import { durationsOfCases } from './service.queries.ts';
import { type Duration, type DurationName, dayCounts, durations } from './service.row.ts';
import { casesOfAll, type Grouping, isTime, keys, moments, type ServiceScope } from './service.scope.ts';

/** When fewer than one case in so many lies in the period, they are sorted; else the order of all cases is gone through. */
const fewest = 10;

/**
 * How long it took, of all customers. The days that are kept say how many cases there are, and with it at which places
 * of their order the percentiles lie: the others are passed over in an index, and nothing more is done with them. The
 * text is longer than any that is kept prepared, so that it is planned for the days that are asked for.
 */
export function durationsOfDays(
  context: Context,
  scope: ServiceScope,
  grouping: Grouping,
  name: DurationName,
): Sql<Duration> {
  if (isTime(grouping)) return durationsOverTime(scope, grouping, name);
  const { moment, seconds } = durations[name];
  const isIn = isInPeriod(sql`day`, scope.period);
  return sql`
    with known as materialized (
      select
        key, (sum(${dayCounts[moment]}) filter (where ${isIn}))::int as count,
        sum(${dayCounts[moment]}) as whole_count, sum(${seconds}) filter (where ${isIn}) as total
      from ${keptDays} as kept
      where ${isOf(grouping)}
      group by key
    ), ranked as (${ranked}), reach as (
      select sum(count) * ${fewest}::int >= sum(whole_count) as is_long from known
    )
    ${sql.join(
      legs[grouping].map((leg) => durationsInOrder(scope, grouping, name, leg)),
      sql` union all `,
    )}
    union all
    select key, count, mean, median, p90
    from (${durationsOfCases(context, scope, grouping, name)}) as few
    where not (select is_long from reach)`;
}

/** Part by part, each out of the index by day. */
function durationsOverTime(scope: ServiceScope, by: Granularity, name: DurationName): Sql<Duration> {
  const { moment, seconds } = durations[name];
  const day = moments[moment];
  const cases = allOf([
    casesOfAll(scope, moment),
    sql`${day} >= ranked.key`,
    sql`${day} < (ranked.key + ${stepOf(by)})::date`,
  ]);
  return sql`
    with known as (
      select ${startOf(by, sql`day`)} as key, sum(${dayCounts[moment]})::int as count, sum(${seconds}) as total
      from ${keptDays} as kept
      where ${isOf(by)} and ${isInPeriod(sql`day`, scope.period)}
      group by 1
    ), ranked as (${ranked})
    select key::text as key, ${figures} from ranked ${sorted(seconds, cases)}`;
}

/** The places of the percentiles in the order, from 0, as `percentile_cont` has them: between two cases, or at one. */
const ranked = sql`
  select *, 0.5 * (count - 1) as half, floor(0.5 * (count - 1))::int as half_from,
    0.9 * (count - 1) as most, floor(0.9 * (count - 1))::int as most_from
  from known where count > 0`;

/** Out of the two cases that each percentile lies between. */
const figures = sql`
  count, (total::numeric / count)::float8 as mean,
  (half_low + (half - half_from) * (half_high - half_low))::float8 as median,
  (most_low + (most - most_from) * (most_high - most_low))::float8 as p90`;

/** Groups, and the cases of one. Those that nobody has are asked for by themselves: an index is not searched for both. */
interface Leg {
  groups: Sql;
  cases: Sql;
}

const legs: Readonly<Record<ServiceGrouping, readonly Leg[]>> = {
  ALL: [{ groups: sql`true`, cases: sql`true` }],
  CHANNEL: [{ groups: sql`true`, cases: sql`service_case.channel = ranked.key` }],
  KIND: [{ groups: sql`true`, cases: sql`service_case.kind = ranked.key` }],
  ASSIGNEE: [
    { groups: sql`key <> ''`, cases: sql`service_case.assignee = ranked.key` },
    { groups: sql`key = ''`, cases: sql`service_case.assignee is null` },
  ],
};

function durationsInOrder(
  scope: ServiceScope,
  grouping: ServiceGrouping,
  name: DurationName,
  leg: Leg,
): Sql<Duration> {
  const { moment, seconds } = durations[name];
  const cases = allOf([leg.cases, casesOfAll(scope, moment)]);
  // Groups are in the order of calendar time in an index, which has business time along.
  const isSorted = grouping === 'ALL' || !name.endsWith('BUSINESS');
  const found = isSorted ? passedOver(seconds, cases, keys[grouping]) : sorted(seconds, cases);
  return sql`
    select ${keyOf(grouping)} as key, ${figures}
    from ranked ${found}
    where ${leg.groups} and (select is_long from reach)`;
}

/** Goes to the places from the nearer end. */
function passedOver(seconds: Sql, cases: Sql, key: Sql): Sql {
  return sql`
    cross join lateral (
      select min(seconds) as half_low, max(seconds) as half_high
      from (
        select ${seconds} as seconds from service_case where ${cases}
        order by ${key}, ${seconds} offset half_from limit 2
      ) as two
    ) as half_way
    cross join lateral (
      select min(seconds) as most_low, max(seconds) as most_high
      from (
        select ${seconds} as seconds from service_case where ${cases}
        order by ${key} desc, ${seconds} desc offset greatest(count - 2 - most_from, 0) limit 2
      ) as two
    ) as most_of_all`;
}

/** Sorts them. Whole seconds are sorted in half the time that `percentile_cont` takes, which makes them others first. */
function sorted(seconds: Sql, cases: Sql): Sql {
  return sql`
    cross join lateral (
      select at[1] as half_low, at[2] as half_high, at[3] as most_low, at[4] as most_high
      from (
        select percentile_disc(array[
          (half_from + 0.5) / count, (least(half_from + 1, count - 1) + 0.5) / count,
          (most_from + 0.5) / count, (least(most_from + 1, count - 1) + 0.5) / count
        ]::float8[]) within group (order by ${seconds}) as at
        from service_case where ${cases}
      ) as places
    ) as found`;
}
