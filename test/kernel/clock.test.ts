import { expect, it } from '@jest/globals';
import { dayAfter, dayIn, daysBetween, isDay, wholeDaysSince } from '../../src/kernel/clock.ts';

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

it('days are counted over the end of a month, forwards and back', () => {
  expect(dayAfter('2026-02-28')).toBe('2026-03-01');
  expect(dayAfter('2026-11-01', -31)).toBe('2026-10-01');
  expect(daysBetween('2026-11-01', '2026-12-01')).toBe(30);
});

it('a day since an instant is a whole one, and none has passed since one that lies ahead', () => {
  const ages = ['2026-11-21T12:00:00.001Z', '2026-11-21T12:00:00Z', '2026-11-22T12:00:01Z'].map((instant) =>
    wholeDaysSince(instant, new Date('2026-11-22T12:00:00Z')),
  );

  expect(ages).toEqual([0, 1, 0]);
});
