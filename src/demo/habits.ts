import type { CustomerKind } from '../customers/customer.rules.ts';
import type { ShopDay } from './calendar.ts';
import type { Chance, Weighted } from './chance.ts';

/**
 * Why somebody comes, or does not: prospects never bought, lapsing ones stopped 8 to 14 months before the end,
 * loyal ones come every month, and those with a budget spend it in June and December.
 */
export type Habit = 'PROSPECT' | 'ONCE' | 'NOW_AND_THEN' | 'LOYAL' | 'LAPSING' | 'BUDGET';

/** The days, both included, on one of which a purchase is made. */
export interface Span {
  from: number;
  to: number;
}

const habitsOf: Record<CustomerKind, readonly Weighted<Habit>[]> = {
  PERSON: [
    ['PROSPECT', 22],
    ['ONCE', 26],
    ['NOW_AND_THEN', 30],
    ['LOYAL', 12],
    ['LAPSING', 10],
  ],
  BUSINESS: [
    ['PROSPECT', 14],
    ['NOW_AND_THEN', 32],
    ['LOYAL', 12],
    ['LAPSING', 10],
    ['BUDGET', 32],
  ],
  PUBLIC_ORGANISATION: [
    ['PROSPECT', 12],
    ['BUDGET', 88],
  ],
  COMMUNITY: [
    ['PROSPECT', 12],
    ['NOW_AND_THEN', 46],
    ['LAPSING', 10],
    ['BUDGET', 32],
  ],
};

export function habitOf(kind: CustomerKind, chance: Chance): Habit {
  return chance.weighted(habitsOf[kind]);
}

/** When somebody of a habit comes in the two years; one span per purchase, and at least one for all but prospects. */
export function visitsOf(habit: Habit, days: readonly ShopDay[], chance: Chance): Span[] {
  const last = days.length - 1;
  if (habit === 'PROSPECT') return [];
  if (habit === 'ONCE') return [{ from: 0, to: last }];
  if (habit === 'NOW_AND_THEN') return spansBetween(chance.whole(0, 450), last, chance.whole(2, 5));
  if (habit === 'LOYAL') return monthlyVisits(last, chance);
  if (habit === 'LAPSING') return fadingVisits(last, chance);
  return budgetVisits(days, chance);
}

function spansBetween(from: number, to: number, count: number): Span[] {
  return Array.from({ length: count }, () => ({ from, to }));
}

function monthlyVisits(last: number, chance: Chance): Span[] {
  const start = chance.happens(0.5) ? chance.whole(0, 25) : chance.whole(25, 540);
  const gap = chance.whole(24, 34);
  return everySoOften(start, last, gap).filter(({ from }) => from === start || chance.happens(0.85));
}

/** The last visit is certain, and so is when it was. */
function fadingVisits(last: number, chance: Chance): Span[] {
  const stop = last - chance.whole(247, 420);
  const visits = everySoOften(chance.whole(0, 90), stop - 20, chance.whole(22, 60));
  return [...visits, { from: stop - 3, to: stop + 3 }];
}

function everySoOften(start: number, end: number, gap: number): Span[] {
  const spans: Span[] = [];
  for (let day = start; day <= end; day += gap) spans.push({ from: day, to: Math.min(day + 8, end) });
  return spans;
}

/** Most of a budget goes in the first three weeks of June and December; what is left, whenever it is needed. */
function budgetVisits(days: readonly ShopDay[], chance: Chance): Span[] {
  const seasons = days.filter(({ monthDay }) => monthDay === '06-01' || monthDay === '12-01');
  const spent = seasons
    .filter(() => chance.happens(0.8))
    .map(({ index }) => ({ from: index, to: Math.min(index + 20, days.length - 1) }));
  return [...spent, ...spansBetween(0, days.length - 1, chance.whole(1, 4))];
}
