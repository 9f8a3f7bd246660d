/** The two-sided 95 % quantile of the normal distribution. */
export const z95 = 1.959963984540054;

/** A share with how far it can be trusted; null where there is nothing to tell it of. */
export interface ShareWithInterval {
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
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
