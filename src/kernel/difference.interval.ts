import { contrastInterval } from './contrast.interval.ts';
import type { Estimate, FigureWithInterval, ShareWithInterval } from './interval.ts';
import { quantileOf } from './quantile.ts';

/** How much more one figure is than another. */
export interface Difference extends FigureWithInterval {
  /** Whether it is more than chance: 0 is not within the interval. */
  isSignificant: boolean;
}

/**
 * Of two scores or means: standard error √(SE₁² + SE₂²), with the degrees of freedom of Welch 1947 where they are means.
 * Two groups in each of which all answered alike have no standard error, which is no certainty: there is no interval.
 */
export function differenceInterval(one: Estimate, other: Estimate, confidence = 0.95): Difference {
  if (one.value === null || other.value === null) return unknown;
  const value = one.value - other.value;
  if (one.standardError === null || other.standardError === null) return { ...unknown, value };
  const standardError = Math.hypot(one.standardError, other.standardError);
  if (standardError === 0) return { ...unknown, value };
  const half = quantileOf(confidence, degreesOf(one, other)) * standardError;
  const middle = (one.middle ?? one.value) - (other.middle ?? other.value);
  return judged(value, middle - half, middle + half);
}

/** Of two shares: made of their two Wilson intervals (Newcombe 1998, Statistics in Medicine 17, method 10). */
export function shareDifference(one: ShareWithInterval, other: ShareWithInterval): Difference {
  const { value, low, high } = contrastInterval([one], [other]);
  return value === null || low === null || high === null ? unknown : judged(value, low, high);
}

const unknown: Difference = { value: null, low: null, high: null, isSignificant: false };

function judged(value: number, low: number, high: number): Difference {
  return { value, low, high, isSignificant: low > 0 || high < 0 };
}

function degreesOf(one: Estimate, other: Estimate): number {
  const variances = [one, other].map(({ standardError, degrees }) => ({
    square: (standardError ?? 0) ** 2,
    degrees,
  }));
  const sum = variances.reduce((total, { square }) => total + square, 0);
  return sum ** 2 / variances.reduce((total, { square, degrees }) => total + square ** 2 / degrees, 0);
}
