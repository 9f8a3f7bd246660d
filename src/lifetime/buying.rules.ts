import { buyingLikelihood } from './buying.likelihood.ts';
import { type Fitted, fittedBy } from './fitted.ts';
import { daysPerWeek, type Histories, type History } from './history.ts';
import { hypergeometric } from './special.functions.ts';

const names = ['r', 'alpha', 'a', 'b'] as const;
export type BuyingName = (typeof names)[number];

/** BG/NBD: rates of buying spread by r and α, chances of leaving after a purchase by a and b; time is in weeks. */
export type BuyingParameters = Record<BuyingName, number>;

/** Where a, or the mean chance of leaving after a purchase, is below this, nobody leaves as far as the data tell. */
const leastLeaving = 1e-3;
/** From r of 1,000 on rates differ by 3 %, and so do chances of leaving from a of 1,000 on. */
const bounds = { r: 1e3, alpha: Number.POSITIVE_INFINITY, a: 1e3, b: 1e6 };
/** How near a may come to 1, where the formula of expected purchases is 0 over 0. */
const nearOne = 1e-7;

/** The likeliest parameters; a search that begins near them takes fewer steps. */
export function fitBuying(histories: Histories, near?: BuyingParameters): Fitted<BuyingName> {
  return fittedBy(buyingLikelihood(histories), {
    names,
    bounds: names.map((name) => bounds[name]),
    start: names.map((name) => near?.[name] ?? 1),
  });
}

/** Why no figures can be made with what was found; null when they can. */
export function buyingFault({ converged, parameters: { a, b } }: Fitted<BuyingName>): string | null {
  if (a < leastLeaving || a / (a + b) < leastLeaving) {
    return 'As far as the data tell, nobody ever stops buying: they cover too little time.';
  }
  if (!converged) return 'The data do not fit the model: the search for its parameters came to no end.';
  if (a + b <= 1) return 'The data give no finite number of purchases to expect: a + b is at most 1.';
  return null;
}

/** What the data do not tell of the parameters, though they give figures. */
export function buyingDoubts({ parameters: { r, a, b } }: Fitted<BuyingName>): string[] {
  return [
    ...(r > bounds.r
      ? ['Customers hardly differ in how often they buy: of r and alpha only the ratio can be told.']
      : []),
    ...(a > bounds.a || b > bounds.b
      ? ['Customers hardly differ in how readily they leave: of a and b only the ratio can be told.']
      : []),
  ];
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
  const printed = (1 - share) ** (r + x) * hypergeometric(r + x, b + x, c, share);
  // Where x is large that overflows. By Euler's transformation the same has smaller numbers.
  const left = Number.isFinite(printed)
    ? printed
    : (1 - share) ** (a - 1) * hypergeometric(c - r - x, a - 1, c, share);
  return (c / (a - 1)) * (1 - left) * aliveChance(history, parameters);
}
