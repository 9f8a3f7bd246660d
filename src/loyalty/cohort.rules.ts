import type { Granularity } from '../api/granularity.ts';
import { type ShareWithInterval, wilson } from '../kernel/interval.ts';

/** A part of the calendar, and in which parts from it on the customers bought whose first purchase was in it. */
export interface CohortRow {
  from: string;
  isComplete: boolean;
  /** How many parts later, and how many of them bought then, which may be told in portions. */
  returns: readonly (readonly [period: number, customers: number])[];
}

export interface CohortCell {
  period: number;
  from: string;
  customers: number | null;
  share: ShareWithInterval | null;
  isComplete: boolean;
}

export interface Cohort {
  from: string;
  size: number;
  isComplete: boolean;
  cells: readonly CohortCell[];
}

/**
 * A cohort for each of the first rows, which go on to the part of the calendar that is running. All have as many cells as
 * the first, at most `periods`: those of parts that have not come are null.
 */
export function cohortsOf(
  rows: readonly CohortRow[],
  { by, count, periods }: { by: Granularity; count: number; periods: number },
): Cohort[] {
  const width = Math.min(periods, rows.length);
  return rows.slice(0, count).map(({ from, isComplete, returns }, index) => {
    const customersByPeriod = summed(returns);
    const size = customersByPeriod.get(0) ?? 0;
    const cells = Array.from({ length: width }, (_, period): CohortCell => {
      const part = rows[index + period];
      if (!part) return { period, ...notYet, from: partAfter(from, by, period) };
      const customers = customersByPeriod.get(period) ?? 0;
      return {
        period,
        from: part.from,
        customers,
        share: wilson(customers, size),
        isComplete: part.isComplete,
      };
    });
    return { from, size, isComplete, cells };
  });
}

function summed(returns: CohortRow['returns']): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [period, customers] of returns) sums.set(period, (sums.get(period) ?? 0) + customers);
  return sums;
}

const notYet = { customers: null, share: null, isComplete: false };

/** Months and days that the parts of the calendar are long. */
const lengths: Readonly<Record<Granularity, readonly [months: number, days: number]>> = {
  DAY: [0, 1],
  WEEK: [0, 7],
  MONTH: [1, 0],
  QUARTER: [3, 0],
  YEAR: [12, 0],
};

/** The first day of the part of the calendar so many after one that begins on a day. */
function partAfter(day: string, by: Granularity, count: number): string {
  const [months, days] = lengths[by];
  const start = new Date(`${day}T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + count * months, start.getUTCDate() + count * days);
  return start.toISOString().slice(0, 10);
}
