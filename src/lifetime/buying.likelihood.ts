import { daysPerWeek, type Histories } from './history.ts';
import { type Likelihood, type Likeliness, sum } from './likelihood.ts';
import { digamma, logGamma } from './special.functions.ts';
import { tableOf, type ValueTable } from './value.table.ts';

/** The histories as they are worked with: each distinct x, t_x and T once, and where each customer has theirs. */
interface Prepared {
  counts: ValueTable;
  recencies: ValueTable;
  ages: ValueTable;
  customers: readonly number[];
  /** How many customers have each x. */
  customersOfCount: readonly number[];
}

/**
 * The likelihood of histories under BG/NBD with the parameters r, α, a and b (Fader, Hardie and Lee 2005, section 5).
 * Gamma functions depend on x alone and logarithms of times on the day alone: each is worked out once for its values
 * and not for each customer, which leaves one exponential and one logarithm for each.
 */
export function buyingLikelihood({ repeats, recencyDays, ageDays, customers }: Histories): Likelihood {
  const counts = tableOf(repeats);
  const customersOfCount = counts.values.map(() => 0);
  for (let index = 0; index < customers.length; index += 1) {
    customersOfCount[counts.places[index]!]! += customers[index]!;
  }
  const recencies = tableOf(recencyDays);
  const prepared = { counts, recencies, ages: tableOf(ageDays), customers, customersOfCount };
  return (parameters) => {
    const byCount = ofCounts(parameters, prepared);
    const byTime = ofTimes(parameters, prepared);
    return {
      logLikelihood: byCount.logLikelihood + byTime.logLikelihood,
      slope: byCount.slope.map((part, index) => part + byTime.slope[index]!),
    };
  };
}

/** ln(A1·A2) of every customer: what does not depend on when they bought. */
function ofCounts([r = 0, alpha = 0, a = 0, b = 0]: readonly number[], prepared: Prepared): Likeliness {
  const { counts, customersOfCount } = prepared;
  const all = sum(customersOfCount);
  let logLikelihood = all * (r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b));
  let byR = all * (Math.log(alpha) - digamma(r));
  let byA = all * digamma(a + b);
  let byB = byA - all * digamma(b);
  counts.values.forEach((x, place) => {
    const some = customersOfCount[place]!;
    logLikelihood += some * (logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x));
    byR += some * digamma(r + x);
    byA -= some * digamma(a + b + x);
    byB += some * (digamma(b + x) - digamma(a + b + x));
  });
  return { logLikelihood, slope: [byR, (all * r) / alpha, byA, byB] };
}

/** ln(A3 + A4) of every customer: that they are still there, or left after their last purchase. */
function ofTimes([r = 0, alpha = 0, a = 0, b = 0]: readonly number[], prepared: Prepared): Likeliness {
  const { counts, recencies, ages, customers } = prepared;
  const logRecency = recencies.values.map((day) => Math.log(alpha + day / daysPerWeek));
  const logAge = ages.values.map((day) => Math.log(alpha + day / daysPerWeek));
  const logLeaving = counts.values.map((x) => (x > 0 ? Math.log(a / (b + x - 1)) : Number.NEGATIVE_INFINITY));
  let [logLikelihood, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let index = 0; index < customers.length; index += 1) {
    const place = counts.places[index]!;
    const x = counts.values[place]!;
    const weight = customers[index]!;
    const recency = logRecency[recencies.places[index]!]!;
    const age = logAge[ages.places[index]!]!;
    const leaving = logLeaving[place]!;
    const odds = Math.exp(leaving + (r + x) * (age - recency));
    const isCertain = odds === Number.POSITIVE_INFINITY;
    const left = isCertain ? 1 : odds / (1 + odds);
    logLikelihood += weight * (isCertain ? leaving - (r + x) * recency : Math.log1p(odds) - (r + x) * age);
    byR -= weight * ((1 - left) * age + left * recency);
    byAlpha -= weight * (r + x) * ((1 - left) * Math.exp(-age) + left * Math.exp(-recency));
    if (x === 0) continue;
    byA += (weight * left) / a;
    byB -= (weight * left) / (b + x - 1);
  }
  return { logLikelihood, slope: [byR, byAlpha, byA, byB] };
}
