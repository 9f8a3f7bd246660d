import { quantileOf } from './quantile.ts';

/** The two-sided 95 % quantile of the normal distribution. */
export const z95 = 1.959963984540054;

/** A figure with how far it can be trusted; null where there is nothing to tell it of. */
export interface FigureWithInterval {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** A share of so many. */
export interface ShareWithInterval extends FigureWithInterval {
  n: number;
}

/** The share of successes with its Wilson score interval (Wilson 1927), which stays within 0 to 1 and needs no large n. */
export function wilson(successes: number, n: number, z = z95): ShareWithInterval {
  if (n === 0) return { value: null, n, low: null, high: null };
  const share = successes / n;
  const square = z * z;
  const middle = (share + square / (2 * n)) / (1 + square / n);
  const half = (z / (1 + square / n)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  // At the ends one bound is the share itself, which rounding would miss.
  const low = successes === 0 ? 0 : middle - half;
  const high = successes === n ? 1 : middle + half;
  return { value: share, n, low, high };
}

/** A score or a mean of so many. */
export interface Estimate extends FigureWithInterval {
  n: number;
  /** The middle of the interval, from which differences are told; of an NPS that is not the value. */
  middle: number | null;
  standardError: number | null;
  /** Degrees of freedom of the standard error; infinite where the normal distribution holds. */
  degrees: number;
}

/**
 * Promoters minus detractors, -100 to 100. Interval: adjusted Wald (Rocks 2016, arXiv 1601.07235), which adds three
 * answers, so that ten tens do not make certain; it ends where the scale does.
 */
export function npsInterval(
  promoters: number,
  passives: number,
  detractors: number,
  confidence = 0.95,
): Estimate {
  const n = promoters + passives + detractors;
  if (n === 0) return nothing;
  const [added, toEachEnd] = [3, 3 / 4];
  const promoting = (promoters + toEachEnd) / (n + added);
  const detracting = (detractors + toEachEnd) / (n + added);
  const middle = 100 * (promoting - detracting);
  const variance = promoting + detracting - (promoting - detracting) ** 2;
  const standardError = 100 * Math.sqrt(variance / (n + added));
  const half = quantileOf(confidence) * standardError;
  return {
    value: (100 * (promoters - detractors)) / n,
    n,
    low: Math.max(-100, middle - half),
    high: Math.min(100, middle + half),
    middle,
    standardError,
    degrees: Number.POSITIVE_INFINITY,
  };
}

/** A mean with its interval by Student's t. The standard deviation is of the sample; one value alone has no interval. */
export function meanInterval(
  n: number,
  mean: number | null,
  standardDeviation: number | null,
  confidence = 0.95,
): Estimate {
  if (n === 0 || mean === null) return nothing;
  const alone = { ...nothing, value: mean, n, middle: mean };
  if (n === 1 || standardDeviation === null) return alone;
  const standardError = standardDeviation / Math.sqrt(n);
  const half = quantileOf(confidence, n - 1) * standardError;
  return { ...alone, low: mean - half, high: mean + half, standardError, degrees: n - 1 };
}

const nothing: Estimate = {
  value: null,
  n: 0,
  low: null,
  high: null,
  middle: null,
  standardError: null,
  degrees: 0,
};
