import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { minorOf } from '../../src/kernel/money.ts';
import type { PurchaseDraft } from '../../src/purchases/purchase.rules.ts';
import { workbench } from './workbench.ts';

const shared = '../shared/data';
const describeShared = existsSync(shared) ? describe : describe.skip;

/** What purchases come to, in cents. */
function figuresOf(purchases: readonly PurchaseDraft[]) {
  const lines = purchases.flatMap((purchase) => purchase.lines);
  const customers = purchases.map(({ customer }) => JSON.stringify(customer));
  return {
    purchases: purchases.length,
    lines: lines.length,
    customers: new Set(customers).size,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    revenueMinor: lines.reduce((sum, line) => sum + totalMinorOf(line), 0),
  };
}

function totalMinorOf({ quantity, unitPrice, discount }: PurchaseDraft['lines'][number]): number {
  return (
    (minorOf(unitPrice, 'EUR') ?? Number.NaN) * quantity - (minorOf(discount ?? '0', 'EUR') ?? Number.NaN)
  );
}

describeShared(`the data sets (skipped without ${shared})`, () => {
  it('takes Online Retail with the figures of its truth.json', async () => {
    await using bench = await workbench();
    const file = `${shared}/online_retail_dev/online_retail_2010-12_2011-05.csv.gz`;

    const { sink, tally } = await bench.run({ file, map: 'online-retail' });

    const known = sink.purchases.filter(({ customer }) => customer);
    expect(figuresOf(known)).toMatchObject({
      purchases: 7409,
      lines: 145_450,
      customers: 2718,
      revenueMinor: 333_259_196,
    });
    expect(sink.customers).toHaveLength(2718);
    expect(sink.purchases.length - known.length).toBe(717);
    expect(sink.returns).toHaveLength(1677);
    expect(sink.returns.flatMap(({ lines }) => lines)).toHaveLength(3783);
    expect(Object.fromEntries(tally.reasons)).toEqual({ 'has no price': 1292 });
    expect([tally.rowsRead, tally.pricesRounded]).toEqual([209_029, 1]);
    const split = sink.purchases.filter(({ externalIds }) => externalIds?.[0]?.id === '542806');
    expect(split).toHaveLength(1);
  });

  it('takes CDNOW with the published figures, purchases of 0.00 included', async () => {
    await using bench = await workbench();

    const { sink, refused } = await bench.run({ file: `${shared}/cdnow/CDNOW_sample.txt`, map: 'cdnow' });

    expect(figuresOf(sink.purchases)).toEqual({
      purchases: 6919,
      lines: 6919,
      customers: 2357,
      units: 16_479,
      revenueMinor: 24_409_194,
    });
    const ids = new Set(sink.purchases.map(({ externalIds }) => externalIds?.[0]?.id));
    expect(ids.size).toBe(6919);
    expect(sink.purchases.filter(({ lines }) => lines[0]?.unitPrice === '0.00').length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
  });

  it('takes the reviews of clothes with the figures of their truth.json', async () => {
    await using bench = await workbench();
    const file = `${shared}/clothing_reviews/womens_clothing_reviews.csv.gz`;

    const { sink, refused } = await bench.run({ noun: 'reviews', file, map: 'clothing-reviews' });

    const ratings = sink.reviews.map(({ rating }) => rating ?? Number.NaN);
    const ofMostReviewed = sink.reviews.filter(
      ({ product }) => product && 'sku' in product && product.sku === 'CLOTHING-1078',
    );
    expect(refused).toEqual([]);
    expect(sink.reviews).toHaveLength(23_486);
    expect((ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length).toFixed(4)).toBe('4.1960');
    expect(sink.reviews.filter(({ text }) => text === undefined)).toHaveLength(844);
    expect(ofMostReviewed).toHaveLength(1024);
  });

  it('takes Northwind, joined from its files', async () => {
    await using bench = await workbench();
    const folder = `${shared}/northwind`;

    const bought = await bench.run({ file: `${folder}/order_details.csv`, map: 'northwind-purchases' });
    const whom = await bench.run({
      noun: 'customers',
      file: `${folder}/customers.csv`,
      map: 'northwind-customers',
    });
    const what = await bench.run({
      noun: 'products',
      file: `${folder}/products.csv`,
      map: 'northwind-products',
    });

    // Its truth is 1,265,793.04: rounding the discount of each line to cents makes 27 cents of difference.
    expect(figuresOf(bought.sink.purchases)).toMatchObject({
      purchases: 830,
      lines: 2155,
      customers: 89,
      revenueMinor: 126_579_277,
    });
    expect(whom.sink.customers).toHaveLength(91);
    expect(whom.sink.customers.every(({ country }) => country)).toBe(true);
    expect(what.sink.products).toHaveLength(77);
    expect(what.sink.products[0]).toMatchObject({
      sku: '1',
      name: 'Chai',
      category: 'Beverages',
      active: false,
    });
    expect([...bought.refused, ...whom.refused, ...what.refused]).toEqual([]);
  });
});
