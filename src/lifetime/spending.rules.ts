import { type Fitted, fittedBy } from './fitted.ts';
import { sum } from './likelihood.ts';
import { type Spendings, spendingLikelihood } from './spending.likelihood.ts';

const names = ['p', 'q', 'gamma'] as const;
export type SpendingName = (typeof names)[number];

/** Gamma-Gamma: how spends of one customer differ by p, and means of customers by q and γ, which is money. */
export type SpendingParameters = Record<SpendingName, number>;

/** From p of 1,000 on spends of a customer differ by 3 %, and so do means of customers from q of 1,000 on. */
const bounds = { p: 1e3, q: 1e3, gamma: Number.POSITIVE_INFINITY };

export function fitSpending(spendings: Spendings): Fitted<SpendingName> {
  // γ is an amount of money, and begins at one of the size of the spends.
  const mean = sum(spendings.meanSpend) / spendings.meanSpend.length;
  return fittedBy(spendingLikelihood(spendings), {
    names,
    bounds: names.map((name) => bounds[name]),
    start: [1, 2, mean],
  });
}

/** Why no value can be figured with what was found; null when it can. */
export function spendingFault({ converged, parameters: { q } }: Fitted<SpendingName>): string | null {
  if (!converged)
    return 'What customers spend does not fit the model: the search for its parameters came to no end.';
  if (q <= 1) return 'What customers spend gives no finite mean: q is at most 1.';
  return null;
}

/** What the data do not tell of the parameters, though they give figures. */
export function spendingDoubts({ parameters: { p, q } }: Fitted<SpendingName>): string[] {
  return [
    ...(p > bounds.p ? ['Customers spend nearly the same each time: p cannot be told.'] : []),
    ...(q > bounds.q
      ? ['Customers hardly differ in what they spend: of q and gamma only the ratio can be told.']
      : []),
  ];
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
