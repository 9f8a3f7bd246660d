import { describe, expect, it } from '@jest/globals';
import { comparisonOf, conclusionOf } from '../../src/satisfaction/comparison.rules.ts';
import { figureOf, type Tally } from '../../src/satisfaction/score.rules.ts';
import { rounded } from './gauge.ts';

/** How scores fell, one after the other; the top box from 5 on, as of a CES. */
function tallyOf(...scores: number[]): Tally {
  return {
    n: scores.length,
    top: scores.filter((score) => score >= 5).length,
    detractors: 0,
    sum: scores.reduce((sum, score) => sum + score, 0),
    squares: scores.reduce((sum, score) => sum + score * score, 0),
  };
}

const nps = (promoters: number, passives: number, detractors: number): Tally => ({
  ...tallyOf(),
  n: promoters + passives + detractors,
  top: promoters,
  detractors,
});

const csat = (top: number, n: number): Tally => ({ ...tallyOf(), n, top });

describe('a figure', () => {
  it('is null of nobody, and 0 where it is 0', () => {
    const nothing = { value: null, n: 0, low: null, high: null };

    for (const score of ['NPS', 'CSAT', 'CES'] as const)
      expect(rounded(figureOf(score, tallyOf()))).toEqual(nothing);
    expect(figureOf('NPS', nps(1, 0, 1)).value).toBe(0);
    expect(rounded(figureOf('CSAT', csat(0, 10)))).toEqual({ value: 0, n: 10, low: 0, high: 27.7533 });
  });

  it('is the mean of a CES, as wide as its scores are strewn', () => {
    // Of 2, 4, 4, 4, 5, 5, 7 and 1: mean 4, sum of squares 24, standard deviation √(24 / 7) = 1.851640;
    // 2.364624 × 1.851640 / √8 = 1.548004.
    const figure = rounded(figureOf('CES', tallyOf(2, 4, 4, 4, 5, 5, 7, 1)));

    expect(figure).toEqual({ value: 4, n: 8, low: 2.452, high: 5.548 });
  });

  it('is a mean without an interval where one answered', () => {
    expect(figureOf('CES', tallyOf(6))).toMatchObject({ value: 6, n: 1, low: null, high: null });
  });
});

describe('a comparison', () => {
  it('of CSAT is in percent, by the two intervals of Wilson', () => {
    // Newcombe 1998, table II, method 10: 56 of 70 and 48 of 80.
    const comparison = comparisonOf('CSAT', csat(56, 70), csat(48, 80));

    expect(comparison).toMatchObject({ own: { value: 80, n: 70 }, other: { value: 60, n: 80 } });
    expect(comparison.difference.value).toBeCloseTo(20, 10);
    expect(comparison.difference.low).toBeCloseTo(5.24, 2);
    expect(comparison.difference.high).toBeCloseTo(33.39, 2);
    expect(conclusionOf(comparison)).toBe(
      'The CSAT is 20.0 percentage points higher, which is more than chance: the 95 % interval of the difference is 5.2 to 33.4.',
    );
  });

  it('of CES is of two means', () => {
    // 6 and 4, both with a standard deviation of 1: 8 degrees of freedom, 2.306004 × √0.4 = 1.458446.
    const { difference } = comparisonOf('CES', tallyOf(7, 6, 5, 7, 5), tallyOf(5, 4, 3, 5, 3));

    expect(rounded({ ...difference, n: 0 })).toMatchObject({ value: 2, low: 0.5416, high: 3.4584 });
    expect(difference.isSignificant).toBe(true);
  });

  it('claims nothing of too few answers, or of answers all alike', () => {
    const one = comparisonOf('CES', tallyOf(7), tallyOf(5, 4, 3));
    const alike = comparisonOf('CES', tallyOf(7, 7, 7), tallyOf(5, 5));
    const perfect = comparisonOf('NPS', nps(10, 0, 0), nps(0, 10, 0));

    expect([one, alike].map(({ difference }) => difference.isSignificant)).toEqual([false, false]);
    expect(conclusionOf(one)).toBe(
      'The CES differs by 3.0 points, of too few answers, or too much alike, to say whether by chance.',
    );
    // Not 100 ± 0: adjusted 76.9231 and 0, √(15.0102² + 9.4211²) = 17.7219, and 1.959964 × 17.7219 = 34.7342.
    expect(perfect.difference.value).toBe(100);
    expect(perfect.difference.low).toBeCloseTo(42.1889, 4);
  });

  it('is nothing where nobody answered in one of the two', () => {
    const comparison = comparisonOf('NPS', nps(0, 0, 0), nps(1, 1, 1));

    expect(comparison.difference).toEqual({ value: null, low: null, high: null, isSignificant: false });
    expect(conclusionOf(comparison)).toContain('nothing to compare');
  });

  it('is turned about when the two are', () => {
    const one = comparisonOf('NPS', nps(80, 10, 10), nps(50, 30, 20));
    const other = comparisonOf('NPS', nps(50, 30, 20), nps(80, 10, 10));

    expect(other.difference.value).toBe(-(one.difference.value ?? 0));
    expect(other.difference.low).toBeCloseTo(-(one.difference.high ?? 0), 10);
    expect(conclusionOf(other)).toContain('40.0 points lower');
  });
});
