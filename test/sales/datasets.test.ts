import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rowsOf } from '../../src/database/read.ts';
import { dayDifferences, productDayDifferences } from '../../src/sales/sales.day.check.ts';
import { foldSales } from '../../src/sales/sales.day.service.ts';
import { describeShared, shared, shopWith } from '../import/data.sets.ts';
import type { TestShop } from '../support/shop.ts';
import { ledger } from './ledger.ts';

/** With its days folded, in its own currency and time zone. */
async function shopOf(
  file: string,
  map: string,
  settings: { baseCurrency: string; timeZone: string },
): Promise<TestShop> {
  const shop = await shopWith(file, map, settings);
  await foldSales(shop.database.kysely);
  return shop;
}

async function differencesIn(shop: TestShop, timeZone: string): Promise<unknown[]> {
  const checks = [dayDifferences(timeZone), productDayDifferences(timeZone)];
  return (await Promise.all(checks.map((check) => rowsOf(shop.database, check)))).flat();
}

const figures = `
  purchaseCount unitCount customerCount revenue { amount } averageBasket { amount } unitsPerPurchase purchaseFrequency`;

describeShared(`the sales of CDNOW (skipped without ${shared})`, () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await shopOf('cdnow/CDNOW_sample.txt', 'cdnow', { baseCurrency: 'USD', timeZone: 'UTC' });
  }, 120_000);
  afterAll(() => shop.close());

  it('are those published', async () => {
    const { revenue, unitsPerPurchase, purchaseFrequency, ...told } = await ledger(shop).sales(figures);

    expect(told).toMatchObject({
      purchaseCount: 6919,
      customerCount: 2357,
      unitCount: 16_479,
      averageBasket: { amount: '35.28' },
    });
    expect(revenue.amount).toBe('244091.94');
    expect((revenue.amount / told.purchaseCount).toFixed(4)).toBe('35.2785');
    expect(unitsPerPurchase.toFixed(4)).toBe('2.3817');
    expect(purchaseFrequency.toFixed(6)).toBe('2.935511');
  });

  it('have a course of eighteen months that adds up to them', async () => {
    const { overTime } = await ledger(shop).sales(
      'overTime(by: MONTH) { from isComplete purchaseCount revenue { amount } }',
      { from: '1997-01-01', to: '1998-07-01' },
    );

    const sum = (of: (point: { purchaseCount: number; revenue: { amount: string } }) => number) =>
      overTime.reduce((total: number, point: never) => total + of(point), 0);
    expect(overTime).toHaveLength(18);
    expect(overTime.every(({ isComplete }: { isComplete: boolean }) => isComplete)).toBe(true);
    expect(sum(({ purchaseCount }) => purchaseCount)).toBe(6919);
    expect(sum(({ revenue }) => Number(revenue.amount)).toFixed(2)).toBe('244091.94');
    expect(await differencesIn(shop, 'UTC')).toEqual([]);
  });
});

describeShared(`the sales of Online Retail (skipped without ${shared})`, () => {
  const known = { identified: { eq: true } };
  const timeZone = 'Europe/London';
  let shop: TestShop;

  beforeAll(async () => {
    const file = 'online_retail_dev/online_retail_2010-12_2011-05.csv.gz';
    shop = await shopOf(file, 'online-retail', { baseCurrency: 'GBP', timeZone });
  }, 240_000);
  afterAll(() => shop.close());

  it('are those of its truth.json', async () => {
    const { sales } = ledger(shop);

    const { revenue, unitsPerPurchase, ...told } = await sales(figures, null, known);
    const { purchaseCount, customerCount } = await sales(figures);

    // Its truth is 3,332,591.961: the price of one line has three decimals, a pound two.
    expect(revenue.amount).toBe('3332591.96');
    expect(told).toMatchObject({
      purchaseCount: 7409,
      customerCount: 2718,
      averageBasket: { amount: '449.80' },
    });
    expect((revenue.amount / told.purchaseCount).toFixed(3)).toBe('449.803');
    expect(unitsPerPurchase.toFixed(6)).toBe('262.020651');
    // Those of nobody known are beside them: they count in purchases and in no customer.
    expect([purchaseCount, customerCount]).toEqual([7409 + 717, 2718]);
  });

  it('are those of each of its months', async () => {
    const { overTime } = await ledger(shop).sales(
      'overTime(by: MONTH) { from customerCount purchaseCount revenue { amount } }',
      { from: '2010-12-01', to: '2011-06-01' },
      known,
    );

    expect(
      overTime.map((point: { revenue: { amount: string } }) => [
        ...Object.values(point).slice(0, 3),
        point.revenue.amount,
      ]),
    ).toEqual([
      ['2010-12-01', 885, 1400, '572713.89'],
      ['2011-01-01', 741, 987, '569445.04'],
      ['2011-02-01', 758, 997, '447137.35'],
      ['2011-03-01', 974, 1321, '595500.76'],
      ['2011-04-01', 856, 1149, '469200.36'],
      ['2011-05-01', 1056, 1555, '678594.56'],
    ]);
  });

  it('are those of its products and countries', async () => {
    const top = (by: string) =>
      `popularProducts(first: 5, by: ${by}) { product { sku } unitCount revenue { amount } }`;
    const { sales } = ledger(shop);

    const byRevenue = await sales(top('REVENUE'), null, known);
    const byUnits = await sales(top('UNITS'), null, known);
    const { byCountry } = await sales('byCountry { key revenue { amount } }', null, known);

    expect(byRevenue.popularProducts.map(skuAnd('revenue'))).toEqual([
      ['23166', '78052.64'],
      ['22423', '77104.35'],
      ['85123A', '55039.02'],
      ['POST', '34798.70'],
      ['47566', '32935.75'],
    ]);
    expect(byUnits.popularProducts.map(skuAnd('unitCount'))).toEqual([
      ['23166', 75_007],
      ['84077', 29_140],
      ['85123A', 20_390],
      ['21212', 18_561],
      ['85099B', 18_257],
    ]);
    expect(
      byCountry
        .slice(0, 5)
        .map(({ key, revenue }: { key: string; revenue: { amount: string } }) => [key, revenue.amount]),
    ).toEqual([
      ['GB', '2724834.09'],
      ['NL', '112986.48'],
      ['DE', '94192.46'],
      ['IE', '86071.64'],
      ['FR', '73606.43'],
    ]);
  });

  it('are kept by day as purchases and returns give them', async () => {
    expect(await differencesIn(shop, timeZone)).toEqual([]);
  });
});

function skuAnd(name: 'revenue' | 'unitCount') {
  return (product: { product: { sku: string }; revenue: { amount: string }; unitCount: number }) => [
    product.product.sku,
    name === 'revenue' ? product.revenue.amount : product.unitCount,
  ];
}
