import { expect, it } from '@jest/globals';
import { inBase } from '../../src/purchases/line.shares.ts';

it.each([
  // 0.10 dollars are 9 cents: 4.5 up to the first line, rounded away from zero, and what is left for the second.
  { lines: [5, 5], base: 9, shares: [5, 4] },
  { lines: [1, 1, 1], base: 1, shares: [0, 1, 0] },
  { lines: [1000, 0, 310], base: 1310, shares: [1000, 0, 310] },
  { lines: [0, 0], base: 0, shares: [0, 0] },
  { lines: [1], base: 0, shares: [0] },
])('shares $base among lines of $lines as $shares', ({ lines, base, shares }) => {
  const totalMinor = lines.reduce((sum, line) => sum + line, 0);

  const shared = inBase(
    lines.map((line) => ({ totalMinor: line })),
    { totalMinor, baseTotalMinor: base },
  );

  expect(shared.map(({ baseTotalMinor }) => baseTotalMinor)).toEqual(shares);
});
