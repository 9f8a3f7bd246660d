import { describe, expect, it } from '@jest/globals';
import { jaccardOf, liftOf } from '../../src/segments/overlap.rules.ts';
import { inOrder, mentionsIn, pathBetween } from '../../src/segments/segment.graph.ts';

describe('segments that ask about others', () => {
  // d asks about b and c, which ask about a; e is alone.
  const graph = new Map([
    ['d', ['b', 'c']],
    ['c', ['a']],
    ['b', ['a']],
    ['a', []],
    ['e', []],
  ]);

  it('come after those they ask about', () => {
    expect(inOrder(graph)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('lead to others by a path', () => {
    expect(pathBetween('d', 'a', graph)).toEqual(['d', 'b', 'a']);
    expect(pathBetween('a', 'd', graph)).toBeNull();
    expect(pathBetween('a', 'a', graph)).toEqual(['a']);
  });

  it('are mentioned in a rule, each with its place', () => {
    const rule = {
      segment: { in: ['x'], notIn: ['y', 'z'] },
      or: [{ country: { eq: 'FI' } }, { not: { segment: { in: ['w'] } } }],
    };

    expect(mentionsIn(rule)).toEqual([
      { path: ['segment', 'in'], segmentId: 'x' },
      { path: ['segment', 'notIn'], segmentId: 'y' },
      { path: ['segment', 'notIn'], segmentId: 'z' },
      { path: ['or', '1', 'not', 'segment', 'in'], segmentId: 'w' },
    ]);
  });
});

describe('two segments that meet', () => {
  it('have a part of both in common', () => {
    // 10 and 5 of 100, of whom 2 are in both: 13 are in either, and chance would put half a customer in both.
    expect(jaccardOf({ size: 10, otherSize: 5, common: 2 })).toBeCloseTo(2 / 13, 12);
    expect(liftOf({ all: 100, size: 10, otherSize: 5, common: 2 })).toBe(4);
  });

  it('have nothing to tell where nobody is', () => {
    expect(jaccardOf({ size: 0, otherSize: 0, common: 0 })).toBeNull();
    expect(liftOf({ all: 100, size: 10, otherSize: 0, common: 0 })).toBeNull();
  });
});
