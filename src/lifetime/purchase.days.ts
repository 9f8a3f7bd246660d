import type { Histories } from './history.ts';
import type { Spendings } from './spending.likelihood.ts';

/** A customer's purchase days, as numbers that count days, each with what was spent on it. */
export type PurchaseDays = ReadonlyMap<number, number>;

/** What was known of customers at the end of a day; those who came later are left out. */
export function historiesUntil(customers: readonly PurchaseDays[], until: number): Histories {
  const known = customers.map((days) => daysUntil(days, until)).filter(({ length }) => length > 0);
  return {
    repeats: known.map(({ length }) => length - 1),
    recencyDays: known.map((days) => Math.max(...days) - Math.min(...days)),
    ageDays: known.map((days) => until - Math.min(...days)),
    customers: known.map(() => 1),
  };
}

/** What those who had bought again by the end of a day spent on each of those days. */
export function spendingsUntil(customers: readonly PurchaseDays[], until: number): Spendings {
  const means = customers.flatMap((days) => {
    const again = daysUntil(days, until)
      .toSorted((one, other) => one - other)
      .slice(1);
    const spent = again.reduce((total, day) => total + (days.get(day) ?? 0), 0);
    return spent > 0 ? [{ repeats: again.length, mean: spent / again.length }] : [];
  });
  return { repeats: means.map(({ repeats }) => repeats), meanSpend: means.map(({ mean }) => mean) };
}

/** Purchase days after a day, of those who had bought by then. */
export function daysAfter(customers: readonly PurchaseDays[], until: number): number {
  return customers.reduce((total, days) => {
    const known = daysUntil(days, until).length;
    return known === 0 ? total : total + days.size - known;
  }, 0);
}

function daysUntil(days: PurchaseDays, until: number): number[] {
  return [...days.keys()].filter((day) => day <= until);
}
