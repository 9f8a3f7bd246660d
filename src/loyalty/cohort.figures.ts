import type { Context } from '../api/context.ts';
import { badInput, inRange } from '../api/errors.ts';
import { type CohortsAsked, cohortRowsOf } from './cohort.queries.ts';
import { type Cohort, cohortsOf } from './cohort.rules.ts';
import type { LoyaltyScope } from './loyalty.scope.ts';

export const mostPeriods = 120;
const mostCells = 10_000;

/** Oldest first, from the first in which anybody bought for the first time, unless a period says from when. */
export async function cohortsIn(
  context: Context,
  scope: LoyaltyScope,
  asked: CohortsAsked,
): Promise<Cohort[]> {
  const { by, period } = asked;
  const periods = inRange('periods', asked.periods, [1, mostPeriods]);
  const all = await cohortRowsOf(context, scope, asked);
  const firstBought = all.findIndex(({ returns }) => returns.length > 0);
  const rows = period?.from ? all : all.slice(firstBought === -1 ? all.length : firstBought);
  const to = period?.to;
  const count = to ? rows.filter(({ from }) => from < to).length : rows.length;
  if (count * Math.min(periods, rows.length) > mostCells)
    throw badInput(
      `There are more than ${mostCells} cells. Ask for fewer periods, for a shorter period or longer parts of it.`,
    );
  return cohortsOf(rows, { by, count, periods });
}
