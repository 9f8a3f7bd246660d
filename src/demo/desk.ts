import { millisecondsPerDay } from '../kernel/clock.ts';
import type { ProductDraft, ProductReference } from '../products/product.rules.ts';
import type { ShopDay } from './calendar.ts';
import type { Chance } from './chance.ts';

/** Those who serve customers, on weekdays from nine to five. */
export interface Desk {
  chance: Chance;
  /** Nothing happens later. */
  until: Date;
  /** When work of so many minutes that came at a moment is done: at once, or when somebody is there again. */
  doneAt(at: Date, minutes: number): Date;
  /** What a product is called. */
  nameOf(product: ProductReference | undefined): string;
}

const opens = 9;
const closes = 17;
const millisecondsPerHour = 3_600_000;

export function deskOf(
  days: readonly ShopDay[],
  products: readonly ProductDraft[],
  { until, chance }: Pick<Desk, 'until' | 'chance'>,
): Desk {
  const names = new Map(products.map(({ sku, name }) => [sku, name]));
  const first = days[0]?.startsAt ?? 0;
  const dayOf = (at: number) => days[Math.max(0, Math.floor((at - first) / millisecondsPerDay))];
  return {
    chance,
    until,
    nameOf: (product) => (product && 'sku' in product && names.get(product.sku)) || 'it',
    doneAt(at, minutes) {
      const done = at.getTime() + minutes * 60_000;
      const day = dayOf(done);
      const hour = day ? (done - day.startsAt) / millisecondsPerHour : 12;
      if (!day || (isWorkday(day) && hour >= opens && hour < closes)) return new Date(done);
      const next = days.find(
        ({ index }) => index > day.index - Number(hour < opens) && isWorkdayAt(days, index),
      );
      // Whoever comes first in the morning has what came overnight to answer.
      const minutesIn = chance.whole(2, 120);
      return new Date((next?.startsAt ?? done) + opens * millisecondsPerHour + minutesIn * 60_000);
    },
  };
}

function isWorkdayAt(days: readonly ShopDay[], index: number): boolean {
  const day = days[index];
  return day !== undefined && isWorkday(day);
}

function isWorkday({ weekday }: ShopDay): boolean {
  return weekday > 0 && weekday < 6;
}
