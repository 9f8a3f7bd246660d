import { describe, expect, it } from '@jest/globals';
import { demoShop } from '../../src/demo/shop.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { decimalsOf, minorOf } from '../../src/kernel/money.ts';
import { buyerOf, expectBetween, keyOf, repeated, skusOf, until } from './reading.ts';

const shop = demoShop({ seed: 7, until });

describe('the purchases of the demo shop', () => {
  it('name customers and products that exist', () => {
    const customers = new Set(shop.customers.flatMap(({ draft }) => draft.externalIds?.map(keyOf) ?? []));
    const skus = new Set(shop.products.map(({ sku }) => sku));
    const named = shop.purchases.filter(({ draft }) => draft.customer);

    const strangers = named.filter((purchase) => !customers.has(buyerOf(purchase) ?? ''));
    const unknown = shop.purchases.flatMap(skusOf).filter((sku) => !skus.has(sku));

    expect(strangers).toEqual([]);
    expect(unknown).toEqual([]);
    expectBetween(1 - named.length / shop.purchases.length, 0.05, 0.07);
  });

  it('are in order, numbered once, and end where the two years end', () => {
    const times = shop.purchases.map(({ draft }) => draft.purchasedAt.getTime());
    const refundTimes = shop.purchases.flatMap(({ refunds }) =>
      refunds.map(({ refundedAt }) => refundedAt.getTime()),
    );

    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(addDays(until, -731).getTime());
    expectBetween(times.at(-1), addDays(until, -2).getTime(), until.getTime());
    expect(Math.max(...refundTimes)).toBeLessThanOrEqual(until.getTime());
    expect(repeated(shop.purchases.flatMap(({ draft }) => draft.externalIds?.map(keyOf) ?? []))).toEqual([]);
  });

  it('have amounts with the decimals of their currency, and a rate exactly when it is not the euro', () => {
    const inexact = shop.purchases.filter(({ draft }) =>
      draft.lines.some(({ unitPrice, discount }) =>
        [unitPrice, discount ?? unitPrice].some(
          (amount) => (amount.split('.')[1]?.length ?? 0) !== decimalsOf(draft.currency),
        ),
      ),
    );
    const rateless = shop.purchases.filter(
      ({ draft }) => (draft.currency === 'EUR') === (draft.rate !== undefined),
    );

    expect(inexact).toEqual([]);
    expect(rateless).toEqual([]);
    expect(new Set(shop.purchases.map(({ draft }) => draft.currency))).toEqual(
      new Set(['EUR', 'SEK', 'JPY', 'KWD']),
    );
  });

  it('never take more off a line than it costs', () => {
    const negative = shop.purchases.filter(({ draft }) =>
      draft.lines.some(({ quantity, unitPrice, discount }) => {
        const price = minorOf(unitPrice, draft.currency) ?? 0;
        return quantity < 1 || (minorOf(discount ?? '0', draft.currency) ?? 0) > quantity * price;
      }),
    );

    expect(negative).toEqual([]);
  });

  it('come back now and then, within a month and never more than was bought', () => {
    const refunded = shop.purchases.filter(({ refunds }) => refunds.length > 0);

    const impossible = refunded.filter(({ draft, refunds, cancelledAt }) =>
      refunds.some(
        ({ refundedAt, lines }) =>
          cancelledAt ||
          refundedAt <= draft.purchasedAt ||
          refundedAt > addDays(draft.purchasedAt, 31) ||
          lines.some(
            ({ position, quantity }) => quantity < 1 || quantity > (draft.lines[position - 1]?.quantity ?? 0),
          ),
      ),
    );

    expect(impossible).toEqual([]);
    expectBetween(refunded.length / shop.purchases.length, 0.03, 0.05);
    expectBetween(
      shop.purchases.filter(({ cancelledAt }) => cancelledAt).length / shop.purchases.length,
      0.005,
      0.02,
    );
  });

  it('are made while the store is open, summer and winter', () => {
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Helsinki',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const inStore = shop.purchases.filter(({ draft }) => draft.channel === 'store-tampere');

    const hours = inStore.map(({ draft }) => Number(hour.format(draft.purchasedAt)));

    expect(Math.min(...hours)).toBe(10);
    expect(Math.max(...hours)).toBe(18);
    expect(inStore.filter(({ draft }) => draft.purchasedAt.toISOString().includes('-12-25T'))).toEqual([]);
  });
});
