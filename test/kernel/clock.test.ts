import { expect, it } from '@jest/globals';
import { dayIn, isDay } from '../../src/kernel/clock.ts';

it.each([
  ['Europe/Helsinki', '2026-11-22T21:59:59Z', '2026-11-22'],
  ['Europe/Helsinki', '2026-11-22T22:00:00Z', '2026-11-23'],
  ['Europe/Helsinki', '2026-07-01T21:00:00Z', '2026-07-02'],
  ['America/New_York', '2027-01-01T04:59:59Z', '2026-12-31'],
])('the day in %s at %s is %s', (zone, instant, day) => {
  expect(dayIn(zone, new Date(instant))).toBe(day);
});

it('a day is one of the calendar and nothing more', () => {
  expect(['2026-02-28', '2028-02-29'].map(isDay)).toEqual([true, true]);
  expect(['2026-02-29', '2026-2-28', '2026-11-22T00:00:00Z', ''].map(isDay)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
