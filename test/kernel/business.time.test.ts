import { describe, expect, it } from '@jest/globals';
import { openSeconds, secondsBetween } from '../../src/kernel/business.time.ts';
import { holidaysIn, type OpeningHours, weekdaysIn } from '../../src/kernel/opening.hours.ts';

function hours(week: string, holidays = '', timeZone = 'Europe/Helsinki'): OpeningHours {
  return { timeZone, weekdays: weekdaysIn(week) ?? [], holidays: holidaysIn(holidays) ?? new Set() };
}

const office = hours('Mon-Fri 09:00-17:00', '2026-12-25, 12-26, 12-06');
const hour = 3_600;

// Helsinki is two hours ahead of UTC in winter, three in summer.
describe('opening time between two instants', () => {
  it.each([
    ['an hour of one day', '2026-11-23T10:00:00+02:00', '2026-11-23T11:00:00+02:00', hour],
    ['from before the doors open', '2026-11-23T06:00:00+02:00', '2026-11-23T10:30:00+02:00', 1.5 * hour],
    ['until after they close', '2026-11-23T16:59:30+02:00', '2026-11-23T23:00:00+02:00', 30],
    ['over a night', '2026-11-23T16:00:00+02:00', '2026-11-24T10:00:00+02:00', 2 * hour],
    ['over a weekend', '2026-11-20T16:30:00+02:00', '2026-11-23T09:15:00+02:00', 45 * 60],
    ['within a weekend', '2026-11-21T10:00:00+02:00', '2026-11-22T18:00:00+02:00', 0],
    // Thursday 24 December 16:00 to Monday 28: the 25th is a holiday, the 26th a Saturday.
    ['over Christmas', '2026-12-24T16:00:00+02:00', '2026-12-28T10:00:00+02:00', 2 * hour],
    // 6 December 2027 is a Monday, and a holiday of every year.
    ['over a holiday of every year', '2027-12-03T16:00:00+02:00', '2027-12-07T10:00:00+02:00', 2 * hour],
    ['a whole week', '2026-11-16T00:00:00+02:00', '2026-11-23T00:00:00+02:00', 40 * hour],
    ['nothing backwards', '2026-11-23T11:00:00+02:00', '2026-11-23T10:00:00+02:00', 0],
    ['the day of the shop, not of UTC', '2026-11-22T22:30:00Z', '2026-11-23T07:30:00Z', 30 * 60],
  ])('counts %s', (_what, from, to, seconds) => {
    expect(openSeconds(office, new Date(from), new Date(to))).toBe(seconds);
  });

  // Clocks go from 03:00 to 04:00 on 29 March 2026, and from 04:00 back to 03:00 on 25 October.
  it.each([
    ['is an hour short in spring', '2026-03-29T00:00:00+02:00', '2026-03-30T00:00:00+03:00', 23 * hour],
    ['is an hour long in autumn', '2026-10-25T00:00:00+03:00', '2026-10-26T00:00:00+02:00', 25 * hour],
  ])('%s for who never closes', (_what, from, to, seconds) => {
    expect(openSeconds(hours('Sun-Sat 00:00-24:00'), new Date(from), new Date(to))).toBe(seconds);
  });

  it('goes by the clock on the wall on both sides of a change', () => {
    const friday = new Date('2026-03-27T16:00:00+02:00');
    const monday = new Date('2026-03-30T10:00:00+03:00');

    expect(openSeconds(office, friday, monday)).toBe(2 * hour);
    expect(secondsBetween(friday, monday)).toBe(65 * hour);
  });

  it('leaves out a break, and goes over the end of the week', () => {
    const withBreak = hours('Fri-Mon 09:00-12:00, Fri-Mon 13:00-17:00');

    // Friday to Tuesday: four days of seven hours.
    expect(
      openSeconds(withBreak, new Date('2026-11-20T00:00:00+02:00'), new Date('2026-11-24T23:00:00+02:00')),
    ).toBe(28 * hour);
  });
});

describe('opening hours', () => {
  it.each(['Mon-Fri 9-17', 'Mon-Fri 17:00-09:00', 'Moo 09:00-17:00', 'Mon 09:00-17:00, Mon 16:00-18:00', ''])(
    'are not read from %p',
    (text) => {
      expect(weekdaysIn(text)).toBeNull();
    },
  );

  it('have holidays that the calendar has', () => {
    expect(holidaysIn('12-25, 2026-04-03,')).toEqual(new Set(['12-25', '2026-04-03']));
    expect(holidaysIn('02-29')).toEqual(new Set(['02-29']));
    expect([holidaysIn('2026-02-29'), holidaysIn('13-01'), holidaysIn('Easter')]).toEqual([null, null, null]);
    expect(holidaysIn('')).toEqual(new Set());
  });
});
