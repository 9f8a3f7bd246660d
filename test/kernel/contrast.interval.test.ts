import { describe, expect, it } from '@jest/globals';
import { contrastInterval } from '../../src/kernel/contrast.interval.ts';
import { shareDifference } from '../../src/kernel/difference.interval.ts';
import { wilson } from '../../src/kernel/interval.ts';

const unknown = { value: null, low: null, high: null };

describe('a contrast of figures', () => {
  it('adds up and recovers its interval from theirs', () => {
    const one = { value: 10, low: 7, high: 14 };
    const other = { value: 4, low: 0, high: 7 };

    // 10 - 4, less √(3² + 3²), and more by √(4² + 4²).
    const difference = contrastInterval([one], [other]);

    expect(difference.value).toBe(6);
    expect(difference.low).toBeCloseTo(1.757359, 6);
    expect(difference.high).toBeCloseTo(11.656854, 6);
  });

  it('of two shares is the interval of Newcombe: 56 of 70 and 48 of 80, his first example', () => {
    const [one, other] = [wilson(56, 70), wilson(48, 80)];

    const difference = contrastInterval([one], [other]);

    expect(difference.value).toBeCloseTo(0.2, 10);
    expect(difference.low?.toFixed(4)).toBe('0.0524');
    expect(difference.high?.toFixed(4)).toBe('0.3339');
    expect(difference.low).toBeCloseTo(shareDifference(one, other).low ?? Number.NaN, 12);
  });

  it('of a difference of differences takes in all four', () => {
    const figure = (value: number) => ({ value, low: value - 2, high: value + 2 });

    const contrast = contrastInterval([figure(9), figure(5)], [figure(3), figure(6)]);

    expect(contrast).toEqual({ value: 5, low: 1, high: 9 });
  });

  it('is not known where a figure is not, and has no interval where one of them has none', () => {
    const figure = { value: 1, low: 0, high: 2 };

    expect(contrastInterval([figure], [unknown])).toEqual(unknown);
    expect(contrastInterval([figure], [{ value: 3, low: null, high: null }])).toEqual({
      ...unknown,
      value: -2,
    });
    expect(contrastInterval([figure], [{ value: 3, low: 3, high: 3 }])).toEqual({ ...unknown, value: -2 });
  });
});
