import { type BuyingParameters, buyingFault, expectedPurchases, fitBuying } from './buying.rules.ts';
import { daysPerWeek, type Histories } from './history.ts';
import type { HoldoutData } from './model.data.ts';

/** What was expected of the last quarter of the time from what was known before it, and what came. */
export interface Holdout {
  /** The last day known. */
  until: string;
  days: number;
  /** Purchase days of the customers known by then. */
  actual: number;
  predicted: number;
}

/** Fits to the first three quarters and predicts the rest; null where that much time gives no model. */
export function checkedByHoldout(
  { histories, until, days, actual }: HoldoutData,
  near: BuyingParameters,
): Holdout | null {
  const fitted = fitBuying(histories, near);
  if (days === 0 || buyingFault(fitted) !== null) return null;
  const predicted = expectedOfAll(histories, fitted.parameters, days / daysPerWeek);
  return Number.isFinite(predicted) ? { until, days, actual, predicted } : null;
}

/** Purchase days to expect of all customers together. */
export function expectedOfAll(
  { repeats, recencyDays, ageDays, customers }: Histories,
  parameters: BuyingParameters,
  weeks: number,
): number {
  let expected = 0;
  for (let index = 0; index < customers.length; index += 1) {
    const history = {
      repeats: repeats[index]!,
      recencyWeeks: recencyDays[index]! / daysPerWeek,
      ageWeeks: ageDays[index]! / daysPerWeek,
    };
    expected += customers[index]! * expectedPurchases(history, parameters, weeks);
  }
  return expected;
}
