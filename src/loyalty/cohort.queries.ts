import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf, stepOf } from '../api/granularity.ts';
import { happenedInPeriod, type Period } from '../api/period.input.ts';
import { isIdentified, isOfMatching } from '../customers/customer.matching.ts';
import { plannedAnew, rowsOf, type Sql } from '../database/read.ts';
import { counts } from './buyer.queries.ts';
import type { CohortRow } from './cohort.rules.ts';
import { type Half, halvesOfBuyers } from './halves.ts';
import { endOf, type LoyaltyScope } from './loyalty.scope.ts';

/** Which cohorts, and how much of them. */
export interface CohortsAsked {
  by: Granularity;
  /** When their first purchases were. */
  period: Period | null;
  /** How many parts of the calendar from then on. */
  periods: number;
}

/**
 * Every part of the calendar from the first that is asked for, or in which anybody bought, to the running one. Customers are
 * counted half by half, each on a connection of its own.
 */
export async function cohortRowsOf(
  context: Context,
  scope: LoyaltyScope,
  asked: CohortsAsked,
): Promise<CohortRow[]> {
  const halves = await halvesOfBuyers(context.reader);
  const counted = await Promise.all(halves.map((half) => rowsOfHalf(context, scope, asked, half)));
  const [rows = [], ...others] = counted;
  return courseOf(
    rows.map((row, place) => ({
      ...row,
      returns: [row, ...others.flatMap((other) => other[place] ?? [])].flatMap(({ returns }) => returns),
    })),
  );
}

function rowsOfHalf(
  context: Context,
  scope: LoyaltyScope,
  asked: CohortsAsked,
  half: Half,
): Promise<CohortRow[]> {
  return rowsOf<CohortRow>(
    context.reader,
    plannedAnew(sql`
      with part as materialized (${partsOf(context, scope, asked)}), cell as (${cellsOf(context, scope, asked, half)})
      select
        part.start::text as "from", part.is_complete as "isComplete",
        coalesce(
          json_agg(json_build_array(cell.period, cell.customers)) filter (where cell.first is not null), '[]'
        ) as returns
      from part
      left join cell on cell.first = part.place
      group by part.start, part.is_complete
      order by part.start`),
  );
}

function partsOf(context: Context, scope: LoyaltyScope, { by, period }: CohortsAsked): Sql {
  const { timeZone } = context.shop;
  const end = endOf(context, scope);
  const first = sql`(select min(purchased_at) from purchase where ${counts(end)}) at time zone ${timeZone}`;
  const last = sql`(${end}::timestamptz - interval '1 millisecond') at time zone ${timeZone}`;
  return sql`
    select
      start::date as start, row_number() over (order by start)::int as place,
      start at time zone ${timeZone} as begins,
      (start + ${stepOf(by)}) at time zone ${timeZone} <= ${end} as is_complete
    from (
      select generate_series(
        ${startOf(by, sql`coalesce(${period?.from ?? null}::date, (${first})::date)`)}::timestamp,
        ${last}, ${stepOf(by)}
      ) as start
      limit ${pointsRead}
    ) as series`;
}

/**
 * In which part customers bought first, in which parts from it on they bought, and how many. A customer's purchases come out
 * of the index in their order, so that a part is a new one where it is not that of the purchase before: to sort or to hash
 * them would take half as long again.
 */
function cellsOf(context: Context, scope: LoyaltyScope, { period, periods }: CohortsAsked, half: Half): Sql {
  return sql`
    with bought as (
      select
        customer_id, purchased_at,
        width_bucket(purchased_at, (select array_agg(begins order by place) from part)) as place
      from purchase
      where ${counts(endOf(context, scope))} and ${half(sql`purchase.customer_id`)}
        and ${isOfMatching(sql`purchase.customer_id`, scope.filter, context)}
    ), buyer as (
      select customer_id, min(purchased_at) as first_purchase_at, array_agg(place order by purchased_at) as places
      from bought
      group by customer_id
    ), turn as (
      select places[1] as first, unnest(places) as place, unnest(0 || places) as before
      from buyer
      where ${isIdentified(sql`buyer.customer_id`)}
        and ${happenedInPeriod(sql`buyer.first_purchase_at`, period, context.shop.timeZone)}
    )
    select first, place - first as period, count(*)::int as customers
    from turn
    where place <> before and place - first < ${periods}
    group by first, place`;
}
