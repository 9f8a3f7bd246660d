import { describe, expect, it } from '@jest/globals';
import { differenceInterval, shareDifference } from '../../src/kernel/difference.interval.ts';
import { type Estimate, meanInterval, npsInterval, wilson } from '../../src/kernel/interval.ts';
import { quantileOf } from '../../src/kernel/quantile.ts';

describe('the interval of an NPS', () => {
  it.each([
    [[18, 12, 6], 33.3333, 30.7692, 11.974, 7.3006, 54.2379],
    [[50, 30, 20], 30, 29.1262, 7.6915, 14.0511, 44.2013],
    [[500, 300, 200], 30, 29.9103, 2.466, 25.077, 34.7435],
    [[10, 0, 0], 100, 76.9231, 15.0102, 47.5036, 100],
    [[0, 0, 10], -100, -76.9231, 15.0102, -100, -47.5036],
  ])(
    'of promoters, passives and detractors %j is that of Rocks 2016',
    (counts, value, middle, error, low, high) => {
      const [promoters = 0, passives = 0, detractors = 0] = counts;

      const nps = npsInterval(promoters, passives, detractors);

      expect(nps.n).toBe(promoters + passives + detractors);
      expect(toFourDecimals(nps)).toEqual([value, middle, error, low, high]);
    },
  );

  it('is nothing of nobody', () => {
    expect(npsInterval(0, 0, 0)).toMatchObject({
      value: null,
      n: 0,
      low: null,
      high: null,
      standardError: null,
    });
  });

  it('is narrower for less certainty', () => {
    // 29.1262 ± 1.644854 × 7.6915
    const nps = npsInterval(50, 30, 20, 0.9);

    expect(nps.low).toBeCloseTo(16.4748, 3);
    expect(nps.high).toBeCloseTo(41.7776, 3);
  });
});

describe('the quantile of Student’s t', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, to its three decimals.
  it.each([
    [1, 12.706, 63.657],
    [2, 4.303, 9.925],
    [4, 2.776, 4.604],
    [9, 2.262, 3.25],
    [29, 2.045, 2.756],
    [100, 1.984, 2.626],
    [Number.POSITIVE_INFINITY, 1.96, 2.576],
  ])('with %d degrees of freedom is that of the printed table', (degrees, of95, of99) => {
    expect(quantileOf(0.95, degrees)).toBeCloseTo(of95, 3);
    expect(quantileOf(0.99, degrees)).toBeCloseTo(of99, 3);
  });

  it('is right to six decimals for few and for very many degrees of freedom', () => {
    // R 4: qt(0.975, c(1, 2, 10, 1e6, 1e9))
    const known = [12.7062047, 4.3026527, 2.2281389, 1.9599664, 1.959964];

    const quantiles = [1, 2, 10, 1e6, 1e9].map((degrees) => quantileOf(0.95, degrees));

    for (const [place, quantile] of quantiles.entries()) expect(quantile).toBeCloseTo(known[place] ?? 0, 6);
  });
});

describe('the interval of a mean', () => {
  it('is as wide as Student’s t makes it', () => {
    // Of 7, 6, 5, 7, 5: mean 6, standard deviation 1, and 2.776445 × 1 / √5 = 1.241664.
    const mean = meanInterval(5, 6, 1);

    expect([mean.low?.toFixed(4), mean.value, mean.high?.toFixed(4)]).toEqual(['4.7583', 6, '7.2417']);
    expect(mean).toMatchObject({ n: 5, degrees: 4 });
  });

  it('does not exist for one value, nor for none', () => {
    expect(meanInterval(1, 6, null)).toMatchObject({ value: 6, n: 1, low: null, high: null });
    expect(meanInterval(0, null, null)).toMatchObject({ value: null, n: 0, low: null, high: null });
  });
});

describe('the interval of a difference', () => {
  it('of two scores adds the squares of their standard errors', () => {
    // 67.9612 - 29.1262 = 38.8350, √(6.4347² + 7.6915²) = 10.0282, and 1.959964 × 10.0282 = 19.6550.
    const difference = differenceInterval(npsInterval(80, 10, 10), npsInterval(50, 30, 20));

    expect(difference).toMatchObject({ value: 40, isSignificant: true });
    expect([difference.low?.toFixed(4), difference.high?.toFixed(4)]).toEqual(['19.1800', '58.4899']);
  });

  it('calls nothing more than chance that holds 0', () => {
    // 29.1262 - 30.7692 = -1.6430, √(7.6915² + 11.9740²) = 14.2315, and 1.959964 × 14.2315 = 27.8933.
    const difference = differenceInterval(npsInterval(50, 30, 20), npsInterval(18, 12, 6));

    expect(difference.value?.toFixed(4)).toBe('-3.3333');
    expect([difference.low?.toFixed(4), difference.high?.toFixed(4)]).toEqual(['-29.5363', '26.2503']);
    expect(difference.isSignificant).toBe(false);
  });

  it('of two means takes the degrees of freedom of Welch', () => {
    // Standard errors 1 and 1; (1 + 1)² / (1/3 + 1/6) = 8 degrees of freedom, and 2.306004 × √2 = 3.261182.
    const difference = differenceInterval(meanInterval(4, 6, 2), meanInterval(7, 2, Math.sqrt(7)));

    expect(difference).toMatchObject({ value: 4, isSignificant: true });
    expect([difference.low?.toFixed(4), difference.high?.toFixed(4)]).toEqual(['0.7388', '7.2612']);
  });

  // Newcombe 1998, Statistics in Medicine 17, table II: method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339, true],
    [9, 10, 3, 10, 0.1705, 0.809, true],
    [6, 7, 2, 7, 0.0582, 0.8062, true],
    [5, 56, 0, 29, -0.0381, 0.1926, false],
    [10, 10, 0, 10, 0.6075, 1, true],
  ])('of %d in %d and %d in %d is that of the published table', (one, n, other, otherN, low, high, is) => {
    const difference = shareDifference(wilson(one, n), wilson(other, otherN));

    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
    expect(difference.isSignificant).toBe(is);
  });

  it('cannot be told of nobody, nor of groups too small or too much alike to vary', () => {
    const [nobody, one, alike] = [npsInterval(0, 0, 0), meanInterval(1, 6, null), meanInterval(3, 7, 0)];
    const some = meanInterval(5, 6, 1);

    expect(differenceInterval(nobody, npsInterval(1, 1, 1)).value).toBeNull();
    expect(shareDifference(wilson(0, 0), wilson(1, 2)).value).toBeNull();
    expect(differenceInterval(one, some)).toEqual({ value: 0, low: null, high: null, isSignificant: false });
    expect(differenceInterval(alike, meanInterval(2, 5, 0))).toMatchObject({ value: 2, low: null });
  });
});

function toFourDecimals({ value, middle, standardError, low, high }: Estimate) {
  return [value, middle, standardError, low, high].map((figure) => Number(figure?.toFixed(4)));
}
