import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { demoShop } from '../../src/demo/shop.ts';
import { expectBetween, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('the demo shop', () => {
  it('is the same for the same seed and end, whatever the clock and Math.random say', () => {
    jest.useFakeTimers({ now: new Date('1999-12-31T23:59:59Z') });
    jest.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Chance comes from the seed.');
    });

    const again = demoShop({ seed: 7, until });

    expect(again).toEqual(shop);
  });

  it('is another shop for another seed', () => {
    const other = demoShop({ seed: 8, until });

    expect(other.customers).not.toEqual(shop.customers);
    expect(other.purchases).not.toEqual(shop.purchases);
  });

  it('has the size of a small chain with two years behind it', () => {
    const lines = shop.purchases.flatMap(({ draft }) => draft.lines);

    expectBetween(shop.products.length, 55, 70);
    expect(shop.customers).toHaveLength(2000);
    expectBetween(shop.purchases.length, 9_000, 11_000);
    expectBetween(lines.length, 20_000, 25_000);
  });
});
