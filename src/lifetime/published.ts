import type { BuyingParameters } from './buying.rules.ts';
import type { History } from './history.ts';
import type { SpendingParameters } from './spending.rules.ts';

/** What was published of the CDNOW sample: 2,357 customers of early 1997, fitted to their first 39 weeks. */
export const cdnow = {
  customers: 2_357,
  /** Within how many days they came, and how many days the 39 weeks are. */
  joiningDays: 84,
  days: 273,
  /** The last day of the 39 weeks. */
  until: '1997-09-30',
  holdoutDays: 273,
} as const;

/** Fader, Hardie and Lee 2005, section 6. */
export const publishedBuying: BuyingParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

/** Fader and Hardie 2013. */
export const publishedSpending: SpendingParameters = { p: 6.25, q: 3.74, gamma: 15.44 };

export interface WorkedCustomer {
  history: History;
  logLikelihood: number;
  alive: number;
  /** Purchases in the next 39 weeks. */
  expected: number;
}

/** Customers worked through by hand with the published parameters. */
export const workedCustomers: readonly WorkedCustomer[] = [
  worked([2, 30.43, 38.86], -9.4586, 0.72658, 1.22603),
  worked([1, 1.71, 38.86], -4.4691, 0.2121, 0.20319),
  worked([0, 0, 38.86], -0.5547, 1, 0.1951),
  worked([7, 29.43, 38.86], -21.8633, 0.64176, 3.33705),
  worked([26, 30.86, 31], -37.7266, 0.96892, 20.74973),
];

/** What the first ten customers of the sample spent on a repeat purchase, and what they can be expected to spend. */
export const workedSpends: readonly { repeats: number; meanSpend: number; expected: number }[] = [
  { repeats: 2, meanSpend: 22.35, expected: 24.65 },
  { repeats: 1, meanSpend: 11.77, expected: 18.91 },
  { repeats: 0, meanSpend: 0, expected: 35.17 },
  { repeats: 0, meanSpend: 0, expected: 35.17 },
  { repeats: 0, meanSpend: 0, expected: 35.17 },
  { repeats: 7, meanSpend: 73.74, expected: 71.46 },
  { repeats: 1, meanSpend: 11.77, expected: 18.91 },
  { repeats: 0, meanSpend: 0, expected: 35.17 },
  { repeats: 2, meanSpend: 25.55, expected: 27.28 },
  { repeats: 0, meanSpend: 0, expected: 35.17 },
];

function worked(
  [repeats, recencyWeeks, ageWeeks]: readonly [number, number, number],
  logLikelihood: number,
  alive: number,
  expected: number,
): WorkedCustomer {
  return { history: { repeats, recencyWeeks, ageWeeks }, logLikelihood, alive, expected };
}
