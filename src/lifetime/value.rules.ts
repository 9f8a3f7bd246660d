import { type BuyingParameters, expectedPurchases } from './buying.rules.ts';
import { daysPerWeek, type History } from './history.ts';

export const monthsOfLifetime = 12;
const daysPerMonth = 30;

/**
 * Purchase days to expect in the next 12 months of 30 days, those of each month worth less by the discount for each
 * month until its end. Times what a purchase day brings it is the lifetime value.
 */
export function discountedPurchases(
  history: History,
  parameters: BuyingParameters,
  monthlyDiscount: number,
): number {
  let value = 0;
  let before = 0;
  for (let month = 1; month <= monthsOfLifetime; month += 1) {
    const until = expectedPurchases(history, parameters, (month * daysPerMonth) / daysPerWeek);
    value += (until - before) / (1 + monthlyDiscount) ** month;
    before = until;
  }
  return value;
}
