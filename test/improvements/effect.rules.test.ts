import { describe, expect, it } from '@jest/globals';
import { type AnswerSums, effectOf, estimateOf, noAnswers } from '../../src/improvements/effect.rules.ts';

/** The sums over some answers; of CSAT the top box begins at 4. */
function sumsOf(scores: readonly number[]): AnswerSums {
  return {
    n: scores.length,
    sum: scores.reduce((sum, score) => sum + score, 0),
    sumOfSquares: scores.reduce((sum, score) => sum + score * score, 0),
    promoters: scores.filter((score) => score >= 9).length,
    detractors: scores.filter((score) => score <= 6).length,
    top: scores.filter((score) => score >= 4).length,
  };
}

function times(score: number, count: number): number[] {
  return Array.from({ length: count }, () => score);
}

describe('a score', () => {
  it('of NPS is that of the published table', () => {
    const estimate = estimateOf('NPS', sumsOf([...times(10, 18), ...times(8, 12), ...times(2, 6)]));

    expect(estimate.value?.toFixed(4)).toBe('33.3333');
    expect([estimate.low?.toFixed(4), estimate.high?.toFixed(4)]).toEqual(['7.3006', '54.2379']);
  });

  it('of CSAT is in per cent of the top box', () => {
    const estimate = estimateOf('CSAT', sumsOf([5, 4, 3, 1]));

    expect([estimate.n, estimate.value]).toEqual([4, 50]);
    // Wilson for 2 of 4.
    expect([estimate.low?.toFixed(2), estimate.high?.toFixed(2)]).toEqual(['15.00', '85.00']);
  });

  it('of CES is a mean with its deviation: 4, 5, 6 and 7 are 5.5 ± 3.1824 · 1.2910 / 2', () => {
    const estimate = estimateOf('CES', sumsOf([4, 5, 6, 7]));

    expect(estimate.value).toBe(5.5);
    expect([estimate.low?.toFixed(4), estimate.high?.toFixed(4)]).toEqual(['3.4457', '7.5543']);
  });
});

describe('an effect', () => {
  const bad = sumsOf(times(2, 60));
  const good = sumsOf([...times(10, 55), ...times(2, 5)]);
  const mixed = sumsOf([...times(10, 50), ...times(8, 30), ...times(2, 20)]);

  it('is better where those touched rose, and the others did not', () => {
    const effect = effectOf('NPS', 90, {
      touchedBefore: bad,
      touchedAfter: good,
      othersBefore: mixed,
      othersAfter: mixed,
    });

    // 83.33 - (-100), less nothing.
    expect(effect.value?.toFixed(4)).toBe('183.3333');
    expect(effect.low).toBeGreaterThan(0);
    expect(effect.verdict).toBe('BETTER');
  });

  it('is worse the other way round', () => {
    const effect = effectOf('NPS', 90, {
      touchedBefore: good,
      touchedAfter: bad,
      othersBefore: mixed,
      othersAfter: mixed,
    });

    expect(effect.verdict).toBe('WORSE');
  });

  it('is no evidence where everybody rose alike, or too few answered', () => {
    const alike = effectOf('NPS', 90, {
      touchedBefore: bad,
      touchedAfter: good,
      othersBefore: bad,
      othersAfter: good,
    });
    const few = effectOf('NPS', 90, {
      touchedBefore: sumsOf([2]),
      touchedAfter: sumsOf([10]),
      othersBefore: sumsOf([8, 8]),
      othersAfter: sumsOf([8, 8]),
    });

    expect([alike.value, alike.verdict]).toEqual([0, 'NO_EVIDENCE']);
    expect([few.value, few.verdict]).toEqual([200, 'NO_EVIDENCE']);
  });

  it('is null, and no evidence, where one side has no answers, or means of answers that are all the same', () => {
    const missing = effectOf('CSAT', 90, {
      touchedBefore: noAnswers,
      touchedAfter: good,
      othersBefore: mixed,
      othersAfter: mixed,
    });
    const same = effectOf('CES', 90, {
      touchedBefore: sumsOf([1, 1]),
      touchedAfter: sumsOf([7, 7]),
      othersBefore: sumsOf([4, 5]),
      othersAfter: sumsOf([4, 5]),
    });

    expect([missing.value, missing.low, missing.verdict]).toEqual([null, null, 'NO_EVIDENCE']);
    expect(missing.touchedBefore).toEqual({ n: 0, value: null, low: null, high: null });
    expect([same.value, same.low, same.verdict]).toEqual([6, null, 'NO_EVIDENCE']);
  });
});
