import { type Likelihood, sum } from './likelihood.ts';
import { digamma, logGamma } from './special.functions.ts';
import { tableOf } from './value.table.ts';

/** Customers who bought again and spent something: repeat purchase days x, and mean spend m on each of those. */
export interface Spendings {
  repeats: readonly number[];
  meanSpend: readonly number[];
}

/** The likelihood of mean spends under Gamma-Gamma with the parameters p, q and γ (Fader and Hardie 2013, eq. 1a). */
export function spendingLikelihood({ repeats, meanSpend }: Spendings): Likelihood {
  const counts = tableOf(repeats);
  const customersOfCount = counts.values.map(() => 0);
  for (const place of counts.places) customersOfCount[place]! += 1;
  const logSpend = meanSpend.map(Math.log);
  const all = logSpend.length;
  const sumOfLogs = sum(logSpend);

  return ([p = 0, q = 0, gamma = 0]) => {
    let logLikelihood = all * (q * Math.log(gamma) - logGamma(q)) - sumOfLogs;
    let byP = 0;
    let byQ = all * (Math.log(gamma) - digamma(q));
    let byGamma = (all * q) / gamma;
    counts.values.forEach((x, place) => {
      const some = customersOfCount[place]!;
      logLikelihood += some * (logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x));
      byP += some * x * (digamma(p * x + q) - digamma(p * x) + Math.log(x));
      byQ += some * digamma(p * x + q);
    });
    for (let index = 0; index < all; index += 1) {
      const x = repeats[index]!;
      const spread = x * meanSpend[index]! + gamma;
      const logSpread = Math.log(spread);
      logLikelihood += p * x * logSpend[index]! - (p * x + q) * logSpread;
      byP += x * (logSpend[index]! - logSpread);
      byQ -= logSpread;
      byGamma -= (p * x + q) / spread;
    }
    return { logLikelihood, slope: [byP, byQ, byGamma] };
  };
}
