import { addDays, millisecondsPerDay } from '../kernel/clock.ts';

/** A day as the shop's own clock cuts it. */
export interface ShopDay {
  /** 0 is the first day of the two years. */
  index: number;
  /** 0 is the day of `until`. */
  daysBeforeEnd: number;
  /** `06-24`. */
  monthDay: string;
  /** 1 to 12. */
  month: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Local midnight, in milliseconds since 1970. */
  startsAt: number;
}

/** The last `count` days up to the one that `until` falls on, oldest first. */
export function shopDays(until: Date, timeZone: string, count: number): ShopDay[] {
  const offset = offsetReader(timeZone);
  const localEnd = new Date(until.getTime() + offset(until));
  const lastMidnight = Math.floor(localEnd.getTime() / millisecondsPerDay) * millisecondsPerDay;
  return Array.from({ length: count }, (_, index) => {
    const date = addDays(new Date(lastMidnight), index - count + 1);
    return {
      index,
      daysBeforeEnd: count - 1 - index,
      monthDay: date.toISOString().slice(5, 10),
      month: date.getUTCMonth() + 1,
      weekday: date.getUTCDay(),
      // The offset at noon: a clock is changed at night, when the doors are shut.
      startsAt: date.getTime() - offset(new Date(date.getTime() + millisecondsPerDay / 2)),
    };
  });
}

/** How many milliseconds the zone is ahead of UTC at a moment. */
function offsetReader(timeZone: string): (at: Date) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
    const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === '-' ? -ahead : ahead;
  };
}
