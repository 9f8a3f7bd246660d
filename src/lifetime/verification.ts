import { millisecondsPerDay } from '../kernel/clock.ts';
import { aliveChance, expectedPurchases, fitBuying, logLikelihoodOf } from './buying.rules.ts';
import type { Fitted } from './fitted.ts';
import { daysPerWeek } from './history.ts';
import { expectedOfAll } from './holdout.rules.ts';
import { sum } from './likelihood.ts';
import { cdnow, publishedBuying, publishedSpending, workedCustomers, workedSpends } from './published.ts';
import { daysAfter, historiesUntil, type PurchaseDays, spendingsUntil } from './purchase.days.ts';
import { simulatedCustomers } from './simulation.ts';
import { expectedSpend, fitSpending } from './spending.rules.ts';

/** A figure of ours beside what it should be. */
export interface Comparison {
  figure: string;
  published: number;
  ours: number;
  /** How far ours may be off: what the published digits leave open, unless they say more. */
  tolerance: number;
}

const weeks = 39;

/** What the formulas give with the published parameters. */
export function formulaComparisons(): Comparison[] {
  const ofCustomers = workedCustomers.flatMap(({ history, logLikelihood, alive, expected }) => {
    const of = `x = ${history.repeats}, t_x = ${history.recencyWeeks}, T = ${history.ageWeeks}`;
    return [
      compared(`ln L of ${of}`, logLikelihood, logLikelihoodOf(history, publishedBuying), 5e-5),
      compared(`P(alive) of ${of}`, alive, aliveChance(history, publishedBuying), 5e-6),
      compared(`E[Y(39)] of ${of}`, expected, expectedPurchases(history, publishedBuying, weeks), 5e-6),
    ];
  });
  // Published of parameters with more digits than were published.
  const ofSpends = workedSpends.map(({ expected, ...spend }, index) =>
    compared(`E[M] of customer ${index + 1}`, expected, expectedSpend(spend, publishedSpending), 0.1),
  );
  return [...ofCustomers, ...ofSpends];
}

/** What is found in the sample itself; its purchase days are counted from 1970-01-01. */
export function sampleComparisons(customers: readonly PurchaseDays[]): Comparison[] {
  const until = Date.parse(cdnow.until) / millisecondsPerDay;
  const histories = historiesUntil(customers, until);
  const spendings = spendingsUntil(customers, until);
  const buying = fitBuying(histories);
  const spending = fitSpending(spendings);
  const once = histories.repeats.filter((repeats) => repeats === 0).length;
  const { r, alpha, a, b } = buying.parameters;
  const { p, q, gamma } = spending.parameters;
  const predicted = expectedOfAll(histories, buying.parameters, cdnow.holdoutDays / daysPerWeek);
  return [
    compared('customers', cdnow.customers, histories.repeats.length, 0),
    compared('customers with x = 0', 1_411, once, 0),
    compared('repeat purchase days', 2_457, sum(histories.repeats), 0),
    compared('r', publishedBuying.r, r, 5e-4),
    compared('alpha', publishedBuying.alpha, alpha, 5e-4),
    compared('a', publishedBuying.a, a, 5e-4),
    compared('b', publishedBuying.b, b, 5e-4),
    compared('ln L of BG/NBD', -9_582.43, buying.logLikelihood, 5e-3),
    compared('customers who spent again', 946, spendings.repeats.length, 0),
    compared('p', publishedSpending.p, p, 5e-3),
    compared('q', publishedSpending.q, q, 5e-3),
    compared('gamma', publishedSpending.gamma, gamma, 5e-3),
    compared('ln L of Gamma-Gamma', -4_055.9177, spending.logLikelihood, 5e-5),
    compared('purchase days in the 39 weeks after', 1_882, daysAfter(customers, until), 0),
    compared('expected of these weeks', 1_653.4, predicted, 0.05),
  ];
}

const seed = 1997;
/** How many standard errors a parameter found may lie from the one simulated with: of ten thousand, one lies further. */
const farthest = 3.9;

/** What is found in customers simulated with the published parameters: as many as the sample has, for as long. */
export function simulationComparisons(): Comparison[] {
  const customers = simulatedCustomers({
    seed,
    ...cdnow,
    buying: publishedBuying,
    spending: publishedSpending,
  });
  const last = cdnow.days - 1;
  return [
    ...recovered(publishedBuying, fitBuying(historiesUntil(customers, last))),
    ...recovered(publishedSpending, fitSpending(spendingsUntil(customers, last))),
  ];
}

function recovered<Name extends string>(
  simulated: Readonly<Record<Name, number>>,
  { parameters, standardErrors }: Fitted<Name>,
): Comparison[] {
  const names = Object.keys(simulated) as Name[];
  return names.map((name) => {
    const tolerance = farthest * (standardErrors[name] ?? Number.NaN);
    return compared(name, simulated[name], parameters[name], tolerance);
  });
}

export function isOff({ published, ours, tolerance }: Comparison): boolean {
  // Also where ours is not a number.
  return !(Math.abs(ours - published) <= tolerance + rounding);
}

/** What numbers in binary add to a difference. */
const rounding = 1e-9;

function compared(figure: string, published: number, ours: number, tolerance: number): Comparison {
  return { figure, published, ours, tolerance };
}
