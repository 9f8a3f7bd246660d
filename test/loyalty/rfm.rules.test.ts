import { describe, expect, it } from '@jest/globals';
import {
  groupByScores,
  groupOf,
  type RfmGroup,
  type RfmScores,
  rfmGroups,
  scoresOf,
} from '../../src/loyalty/rfm.rules.ts';

function scores(recency: number, frequency: number, monetary: number): RfmScores {
  return { recency, frequency, monetary };
}

describe('the scores of a customer', () => {
  const cutOffs = { recency: [7, 30, 90, 365], frequency: [1, 1, 2, 4], monetary: [0, 1_000, 5_000, 20_000] };

  it('are 5 for whoever does better than every cut-off, and 1 for whoever does better than none', () => {
    expect(scoresOf({ recency: 6, frequency: 5, monetary: 20_001 }, cutOffs)).toEqual(scores(5, 5, 5));
    expect(scoresOf({ recency: 365, frequency: 1, monetary: 0 }, cutOffs)).toEqual(scores(1, 1, 1));
  });

  it('do not rise at a cut-off, but beyond it', () => {
    expect(scoresOf({ recency: 30, frequency: 2, monetary: 5_000 }, cutOffs)).toEqual(scores(3, 3, 3));
    expect(scoresOf({ recency: 29, frequency: 3, monetary: 5_001 }, cutOffs)).toEqual(scores(4, 4, 4));
  });

  it('leave out what nobody can have where two cut-offs are the same', () => {
    const frequencies = [1, 2, 3, 4, 5].map(
      (frequency) => scoresOf({ recency: 0, frequency, monetary: 0 }, cutOffs).frequency,
    );

    expect(frequencies).toEqual([1, 3, 4, 4, 5]);
  });

  it('are the least for a net spend below nothing', () => {
    expect(scoresOf({ recency: 0, frequency: 1, monetary: -500 }, cutOffs).monetary).toBe(1);
  });
});

describe('the group of a customer', () => {
  it.each<[number, number, number, RfmGroup]>([
    [5, 5, 5, 'CHAMPIONS'],
    [5, 5, 4, 'POTENTIAL_LOYALIST'],
    [3, 3, 2, 'POTENTIAL_LOYALIST'],
    [2, 4, 4, 'LOYAL'],
    [4, 2, 4, 'LOYAL'],
    [3, 1, 3, 'PROMISING'],
    [4, 2, 5, 'PROMISING'],
    [4, 1, 1, 'NEW'],
    [5, 3, 1, 'NEW'],
    [5, 1, 5, 'NEW'],
    [1, 4, 5, 'CANNOT_LOSE'],
    [2, 3, 5, 'CANNOT_LOSE'],
    [1, 2, 4, 'AT_RISK'],
    [2, 5, 5, 'AT_RISK'],
    [1, 3, 3, 'NEEDS_ATTENTION'],
    [2, 5, 3, 'NEEDS_ATTENTION'],
    [2, 1, 4, 'ABOUT_TO_SLEEP'],
    [3, 2, 1, 'ABOUT_TO_SLEEP'],
    [1, 1, 1, 'LOST'],
    [1, 5, 2, 'LOST'],
    [1, 1, 5, 'LOST'],
  ])('of %i, %i, %i is %s', (recency, frequency, monetary, group) => {
    expect(groupOf(scores(recency, frequency, monetary))).toBe(group);
  });

  it.each<[number, number, number]>([
    [5, 4, 1],
    [5, 5, 1],
    [3, 5, 1],
    [2, 5, 1],
    [2, 1, 5],
  ])('needs attention where no row of the table takes %i, %i, %i', (recency, frequency, monetary) => {
    expect(groupOf(scores(recency, frequency, monetary))).toBe('NEEDS_ATTENTION');
  });

  it('is one of ten, and each of the ten is somebody’s', () => {
    const told = new Set(Object.values(groupByScores));

    expect(Object.keys(groupByScores)).toHaveLength(125);
    expect([...told].toSorted()).toEqual(rfmGroups.toSorted());
    expect(rfmGroups).toHaveLength(10);
  });
});
