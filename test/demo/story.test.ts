import { describe, expect, it } from '@jest/globals';
import { popularSku } from '../../src/demo/catalogue.ts';
import type { DemoPurchase } from '../../src/demo/purchases.ts';
import { demoShop } from '../../src/demo/shop.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { buyerOf, unitsBySku, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });

describe('the story of the demo shop', () => {
  it('has a popular product among the top three of the last half-year', () => {
    const units = unitsBySku(shop.purchases.filter(({ draft }) => draft.purchasedAt > addDays(until, -182)));

    const top = [...units].toSorted(([, one], [, other]) => other - one).slice(0, 3);

    expect(top.map(([sku]) => sku)).toContain(popularSku);
  });

  it('sells the popular product only since its launch, and ever more in the months after', () => {
    const soldBetween = (from: number, to: number) => {
      const [start, end] = [addDays(until, -from), addDays(until, -to)];
      const sales = shop.purchases.filter(
        ({ draft }) => draft.purchasedAt > start && draft.purchasedAt <= end,
      );
      return unitsBySku(sales).get(popularSku) ?? 0;
    };

    const [before, firstMonth, fifthMonth] = [
      soldBetween(731, 301),
      soldBetween(300, 270),
      soldBetween(180, 150),
    ];

    expect(before).toBe(0);
    expect(fifthMonth).toBeGreaterThan(2 * firstMonth);
  });

  it('sells skis in winter and tents in early summer', () => {
    const soldIn = (sku: string, months: readonly number[]) =>
      unitsBySku(
        shop.purchases.filter(({ draft }) => months.includes(draft.purchasedAt.getUTCMonth() + 1)),
      ).get(sku) ?? 0;

    expect(soldIn('SKI-CLASSIC', [6, 7, 8])).toBe(0);
    expect(soldIn('SKI-CLASSIC', [12, 1, 2])).toBeGreaterThan(50);
    expect(soldIn('TENT-2P', [5, 6, 7])).toBeGreaterThan(5 * soldIn('TENT-2P', [11, 12, 1]));
  });

  it('has loyal customers, lapsing ones and some who came once', () => {
    const histories = [...Map.groupBy(shop.purchases, buyerOf)].flatMap(([buyer, made]) =>
      buyer ? [made] : [],
    );
    const lastAt = (made: DemoPurchase[]) => made.at(-1)?.draft.purchasedAt ?? until;

    const loyal = histories.filter((made) => made.length >= 12 && lastAt(made) > addDays(until, -60));
    const lapsing = histories.filter(
      (made) =>
        made.length >= 4 && lastAt(made) < addDays(until, -240) && lastAt(made) > addDays(until, -430),
    );
    const once = histories.filter(({ length }) => length === 1);

    expect(loyal.length).toBeGreaterThan(100);
    expect(lapsing.length).toBeGreaterThan(100);
    expect(once.length).toBeGreaterThan(300);
  });
});
