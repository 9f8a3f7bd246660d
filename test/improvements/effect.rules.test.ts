import { describe, expect, it } from '@jest/globals';
import { effectOf } from '../../src/improvements/effect.rules.ts';
import { nobody, type Tally } from '../../src/satisfaction/score.rules.ts';

/** Scores of NPS, summed up. */
function tallyOf(scores: readonly number[]): Tally {
  return {
    n: scores.length,
    top: scores.filter((score) => score >= 9).length,
    detractors: scores.filter((score) => score <= 6).length,
    sum: scores.reduce((sum, score) => sum + score, 0),
    squares: scores.reduce((sum, score) => sum + score * score, 0),
  };
}

function times(score: number, count: number): number[] {
  return Array.from({ length: count }, () => score);
}

describe('an effect', () => {
  const bad = tallyOf(times(2, 60));
  const good = tallyOf([...times(10, 55), ...times(2, 5)]);
  const mixed = tallyOf([...times(10, 50), ...times(8, 30), ...times(2, 20)]);

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
      touchedBefore: tallyOf([2]),
      touchedAfter: tallyOf([10]),
      othersBefore: tallyOf([8, 8]),
      othersAfter: tallyOf([8, 8]),
    });

    expect([alike.value, alike.verdict]).toEqual([0, 'NO_EVIDENCE']);
    expect([few.value, few.verdict]).toEqual([200, 'NO_EVIDENCE']);
  });

  it('is null, and no evidence, where one side has no answers, or means of answers that are all the same', () => {
    const missing = effectOf('CSAT', 90, {
      touchedBefore: nobody,
      touchedAfter: good,
      othersBefore: mixed,
      othersAfter: mixed,
    });
    const same = effectOf('CES', 90, {
      touchedBefore: tallyOf([1, 1]),
      touchedAfter: tallyOf([7, 7]),
      othersBefore: tallyOf([4, 5]),
      othersAfter: tallyOf([4, 5]),
    });

    expect([missing.value, missing.low, missing.verdict]).toEqual([null, null, 'NO_EVIDENCE']);
    expect(missing.touchedBefore).toEqual({ n: 0, value: null, low: null, high: null });
    expect([same.value, same.low, same.verdict]).toEqual([6, null, 'NO_EVIDENCE']);
  });
});
