import { type Fitted, named } from './fitted.ts';
import { sum } from './likelihood.ts';
import { maximumOf } from './maximum.ts';
import { type Spendings, spendingLikelihood } from './spending.likelihood.ts';

/** Gamma-Gamma: how spends of one customer differ by p, and means of customers by q and γ, which is money. */
export interface SpendingParameters {
  p: number;
  q: number;
  gamma: number;
}

/** From here on all spends are alike, and the data do not tell how many parameters they need. */
const mostSpread = 1e4;

const names = ['p', 'q', 'gamma'] as const;

export function fitSpending(spendings: Spendings): Fitted<SpendingParameters> {
  // γ is an amount of money, and begins at one of the size of the spends.
  const mean = sum(spendings.meanSpend) / spendings.meanSpend.length;
  return named(names, maximumOf(spendingLikelihood(spendings), [1, 2, mean]));
}

/** Why no value can be figured with what was found; null when it can. */
export function spendingFault({
  converged,
  parameters: { p, q },
}: Fitted<SpendingParameters>): string | null {
  if (!converged)
    return 'What customers spend does not fit the model: the search for its parameters came to no end.';
  if (q <= 1) return 'What customers spend gives no finite mean: q is at most 1.';
  if (Math.max(p, q) > mostSpread) return 'What customers spend is too much alike for its spread to be told.';
  return null;
}

/**
 * What the customer spends on a purchase day, in the unit of γ: between the mean of all and their own, the nearer to
 * theirs the more they bought (Fader and Hardie 2013, eq. 5). `meanSpend` is over the x repeat purchase days.
 */
export function expectedSpend(
  { repeats, meanSpend }: { repeats: number; meanSpend: number },
  { p, q, gamma }: SpendingParameters,
): number {
  const ofAll = (p * gamma) / (q - 1);
  // Of nothing spent the model knows nothing.
  if (repeats === 0 || meanSpend <= 0) return ofAll;
  const weight = (p * repeats) / (p * repeats + q - 1);
  return (1 - weight) * ofAll + weight * meanSpend;
}
