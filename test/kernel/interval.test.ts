import { describe, expect, it } from '@jest/globals';
import { wilson } from '../../src/kernel/interval.ts';

describe('the Wilson interval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I: method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is that of the published table', (successes, n, low, high) => {
    const rate = wilson(successes, n);

    expect([rate.low?.toFixed(4), rate.high?.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
    expect(rate).toMatchObject({ value: successes / n, n });
  });

  it('reaches the ends where all or none succeed', () => {
    const [all, none] = [wilson(10, 10), wilson(0, 10)];

    expect([all.value, all.high, none.value, none.low]).toEqual([1, 1, 0, 0]);
    expect(all.low).toBeCloseTo(0.7225, 4);
    expect(none.high).toBeCloseTo(0.2775, 4);
  });

  it('is nothing of nobody', () => {
    expect(wilson(0, 0)).toEqual({ value: null, n: 0, low: null, high: null });
  });

  it('is narrower for less certainty', () => {
    // 90 % of 50 in 100, by hand: middle 0.5, half 1.644854 / 1.02705545 × √(0.0025 + 0.0000676388).
    const rate = wilson(50, 100, 1.644854);

    expect(rate.low).toBeCloseTo(0.41885, 5);
    expect(rate.high).toBeCloseTo(0.58115, 5);
  });
});
