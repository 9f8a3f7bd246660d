import type { ShopDay } from './calendar.ts';
import { type Chance, runningTotals, type Weighted } from './chance.ts';
import { busynessOf } from './seasons.ts';

export const channels = ['store-tampere', 'store-tallinn', 'workshop', 'webshop'] as const;
export type Channel = (typeof channels)[number];

export interface Moment {
  day: ShopDay;
  at: Date;
}

/** When people buy: opening hours, weekdays, holidays and busy months. */
export interface Trading {
  days: readonly ShopDay[];
  /** A moment of trade between two days, both included; from the days around them when the doors stay shut. */
  moment(channel: Channel, from: number, to: number): Moment;
}

type Hours = readonly [opens: number, closes: number];

/** From Sunday to Saturday; null is closed. The web shop never closes. */
const openingHours: Record<Exclude<Channel, 'webshop'>, readonly (Hours | null)[]> = {
  'store-tampere': [
    [12, 16],
    [10, 19],
    [10, 19],
    [10, 19],
    [10, 19],
    [10, 19],
    [10, 17],
  ],
  'store-tallinn': [
    [11, 17],
    [10, 20],
    [10, 20],
    [10, 20],
    [10, 20],
    [10, 20],
    [10, 18],
  ],
  workshop: [null, [8, 16], [8, 16], [8, 16], [8, 16], [8, 16], null],
};

/** From Sunday to Saturday. */
const busyWeekdays: Record<Channel, readonly number[]> = {
  'store-tampere': [0.7, 0.7, 0.7, 0.8, 0.9, 1.3, 1.9],
  'store-tallinn': [1, 0.7, 0.7, 0.8, 0.9, 1.2, 1.8],
  workshop: [0, 1.2, 1, 0.9, 1, 1.2, 0],
  webshop: [1.5, 1.2, 1, 0.9, 0.9, 0.8, 0.9],
};

const holidays = new Set(['01-01', '06-23', '06-24', '12-24', '12-25', '12-26']);

/** From midnight on: a coffee break, and the sofa in the evening. */
const webHours: readonly Weighted<number>[] = [
  ...[0.4, 0.2, 0.1, 0.1, 0.1, 0.3, 0.8, 1.2, 1.6, 2, 2.4, 2.4],
  ...[2.6, 2.2, 2, 2, 2.2, 2.6, 3.2, 4, 4.6, 4.4, 3, 1.4],
].map((weight, hour) => [hour, weight]);

export function tradingOf(days: readonly ShopDay[], until: Date, chance: Chance): Trading {
  const totals = new Map(channels.map((channel) => [channel, totalsOf(channel, days)]));
  const last = days.length - 1;
  const moment = (channel: Channel, from: number, to: number): Moment => {
    const [first, end] = [Math.max(from, 0), Math.min(to, last) + 1];
    const day = days[chance.indexIn(totals.get(channel) ?? [], first, end) ?? -1];
    if (!day) return moment(channel, first - 7, end + 6);
    const at = new Date(day.startsAt + Math.floor(hourOf(channel, day, chance) * 3600) * 1000);
    return at <= until ? { day, at } : moment(channel, day.index - 7, day.index - 1);
  };
  return { days, moment };
}

function totalsOf(channel: Channel, days: readonly ShopDay[]): number[] {
  return runningTotals(
    days.map((day) => {
      if (!isOpen(channel, day)) return 0;
      // The shop grows by a fifth over the two years.
      const growth = 1 + (0.2 * day.index) / days.length;
      return busynessOf(day) * (busyWeekdays[channel][day.weekday] ?? 1) * growth;
    }),
  );
}

function isOpen(channel: Channel, { weekday, monthDay }: ShopDay): boolean {
  return channel === 'webshop' || (openingHours[channel][weekday] !== null && !holidays.has(monthDay));
}

/** Hours since midnight, with a fraction. A counter is busiest half-way through its day. */
function hourOf(channel: Channel, { weekday }: ShopDay, chance: Chance): number {
  const fraction = chance.randomizer.next();
  if (channel === 'webshop') return chance.weighted(webHours) + fraction;
  const [opens, closes] = openingHours[channel][weekday] ?? [10, 16];
  return opens + ((closes - opens) * (fraction + chance.randomizer.next())) / 2;
}
