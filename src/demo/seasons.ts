import type { ShopDay } from './calendar.ts';

/** Demand from January to December, 1 being an ordinary month. */
export const seasons = {
  ALL_YEAR: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  SNOW: [3, 2.6, 1.6, 0.3, 0, 0, 0, 0, 0.3, 0.8, 2, 3],
  DARKNESS: [1.2, 0.9, 0.6, 0.4, 0.2, 0.1, 0.1, 0.4, 1, 1.8, 2.6, 3.2],
  SPRING: [0.2, 0.3, 1, 2.6, 3, 2, 1.2, 0.8, 0.5, 0.3, 0.1, 0.1],
  EARLY_SUMMER: [0.1, 0.2, 0.5, 1.4, 2.8, 3.2, 2.2, 1, 0.4, 0.2, 0.1, 0.2],
  AUTUMN: [0.3, 0.3, 0.5, 0.8, 1, 1, 1.4, 2.2, 2.6, 1.8, 0.7, 0.5],
  GIFTS: [0.5, 0.5, 0.6, 0.7, 1, 0.9, 0.6, 0.6, 0.7, 1, 2.2, 4],
} as const satisfies Record<string, readonly number[]>;
export type Season = keyof typeof seasons;

/** How busy the whole shop is: Christmas and early summer carry the year. */
const busyMonths = [0.8, 0.8, 0.85, 0.95, 1.25, 1.3, 1.1, 0.95, 0.9, 0.95, 1.3, 1.7];

interface Campaign {
  from: string;
  to: string;
  percent: number;
  /** How many more come than on an ordinary day. */
  pull: number;
}

const campaigns: readonly Campaign[] = [
  { from: '01-02', to: '01-12', percent: 30, pull: 1.3 },
  { from: '05-08', to: '05-15', percent: 15, pull: 1.4 },
  { from: '08-20', to: '08-31', percent: 25, pull: 1.3 },
  { from: '11-22', to: '11-29', percent: 20, pull: 1.7 },
];

export function seasonalDemand(season: Season, { month }: ShopDay): number {
  return seasons[season][month - 1] ?? 1;
}

export function campaignOn({ monthDay }: ShopDay): Campaign | undefined {
  return campaigns.find(({ from, to }) => monthDay >= from && monthDay <= to);
}

export function busynessOf(day: ShopDay): number {
  return (busyMonths[day.month - 1] ?? 1) * (campaignOn(day)?.pull ?? 1);
}
