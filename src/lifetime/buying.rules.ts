import { buyingLikelihood } from './buying.likelihood.ts';
import { type Fitted, named } from './fitted.ts';
import { daysPerWeek, type Histories, type History } from './history.ts';
import { maximumOf } from './maximum.ts';
import { hypergeometric } from './special.functions.ts';

/** BG/NBD: rates of buying spread by r and α, chances of leaving after a purchase by a and b; time is in weeks. */
export interface BuyingParameters {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Where a, or the mean chance of leaving after a purchase, is below this, nobody leaves as far as the data tell. */
const leastLeaving = 1e-3;
/** From here on customers are all alike in something, and the data do not tell how many parameters they need. */
const mostSpread = 1e4;
/** How near a may come to 1, where the formula of expected purchases is 0 over 0. */
const nearOne = 1e-7;
/** How much r may exceed the third argument of ₂F₁ less x before one of its two forms loses digits. */
const mostExcess = 10;

const names = ['r', 'alpha', 'a', 'b'] as const;

/** The likeliest parameters; a search that begins near them takes fewer steps. */
export function fitBuying(histories: Histories, near?: BuyingParameters): Fitted<BuyingParameters> {
  const start = names.map((name) => near?.[name] ?? 1);
  return named(names, maximumOf(buyingLikelihood(histories), start));
}

/** Why no figures can be made with what was found; null when they can. */
export function buyingFault({ converged, parameters: { r, a, b } }: Fitted<BuyingParameters>): string | null {
  if (a < leastLeaving || a / (a + b) < leastLeaving) {
    return 'As far as the data tell, nobody ever stops buying: they cover too little time.';
  }
  if (Math.max(r, a, b) > mostSpread) {
    return 'Customers are too much alike for the spread of their habits to be told.';
  }
  if (!converged) return 'The data do not fit the model: the search for its parameters came to no end.';
  if (a + b <= 1) return 'The data give no finite number of purchases to expect: a + b is at most 1.';
  return null;
}

/** ln of the likelihood of one customer's history. */
export function logLikelihoodOf(
  { repeats, recencyWeeks, ageWeeks }: History,
  { r, alpha, a, b }: BuyingParameters,
): number {
  const one = buyingLikelihood({
    repeats: [repeats],
    recencyDays: [recencyWeeks * daysPerWeek],
    ageDays: [ageWeeks * daysPerWeek],
    customers: [1],
  });
  return one([r, alpha, a, b]).logLikelihood;
}

/** The chance that the customer has not left for good; 1 by construction for who has bought once. */
export function aliveChance(
  { repeats, recencyWeeks, ageWeeks }: History,
  { r, alpha, a, b }: BuyingParameters,
): number {
  if (repeats === 0) return 1;
  const logOdds =
    Math.log(a / (b + repeats - 1)) + (r + repeats) * Math.log((alpha + ageWeeks) / (alpha + recencyWeeks));
  return 1 / (1 + Math.exp(logOdds));
}

/**
 * Purchase days to expect within some weeks from now (Fader, Hardie and Lee 2005, eq. 10). NaN where numbers cannot hold
 * what it takes.
 */
export function expectedPurchases(history: History, parameters: BuyingParameters, weeks: number): number {
  const { r, alpha, b } = parameters;
  const a = Math.abs(parameters.a - 1) < nearOne ? 1 + nearOne : parameters.a;
  const { repeats: x, ageWeeks } = history;
  const share = weeks / (alpha + ageWeeks + weeks);
  const c = a + b + x - 1;
  const shrinking = r > a + b + mostExcess ? (1 - share) ** (r + x) : (1 - share) ** (a - 1);
  // By Euler's transformation, the paper's ₂F₁ without its numbers that overflow where x is large; terms of both signs
  // cancel in it where r is.
  const growing =
    r > a + b + mostExcess
      ? hypergeometric(r + x, b + x, c, share)
      : hypergeometric(c - r - x, a - 1, c, share);
  return (c / (a - 1)) * (1 - shrinking * growing) * aliveChance(history, parameters);
}
