import type { FigureWithInterval } from './interval.ts';

/**
 * What independent figures come to, some added and some taken away, such as a difference of differences. The interval is
 * recovered from those of the figures (MOVER: Zou & Donner 2008, Statistics in Medicine 27), which for two shares is
 * Newcombe's; null as soon as one of the figures has none, or one without width, which is no certainty.
 */
export function contrastInterval(
  added: readonly FigureWithInterval[],
  taken: readonly FigureWithInterval[],
): FigureWithInterval {
  // What is taken away is added the other way round.
  const figures = [...added, ...taken.map(negated)];
  const values = figures.flatMap(({ value }) => value ?? []);
  if (values.length < figures.length) return { value: null, low: null, high: null };
  const value = sumOf(values);
  const widths = figures.flatMap(({ value: one, low, high }) =>
    one === null || low === null || high === null || low === high
      ? []
      : [{ down: one - low, up: high - one }],
  );
  if (widths.length < figures.length) return { value, low: null, high: null };
  return {
    value,
    low: value - Math.hypot(...widths.map(({ down }) => down)),
    high: value + Math.hypot(...widths.map(({ up }) => up)),
  };
}

function negated({ value, low, high }: FigureWithInterval): FigureWithInterval {
  return { value: minus(value), low: minus(high), high: minus(low) };
}

function minus(value: number | null): number | null {
  return value === null ? null : -value;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
