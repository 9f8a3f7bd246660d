import { afterAll, expect, it } from '@jest/globals';
import type { ShopSettings } from '../../src/api/context.ts';
import { describeShared, shared, shopWith } from '../import/data.sets.ts';
import type { TestShop } from '../support/shop.ts';
import { club } from './club.ts';

interface Cohort {
  from: string;
  size: number;
  cells: { customers: number | null }[];
}

/** Month → the size of its cohort, and how many of it bought in each month after it that has come. */
function monthly(cohorts: readonly Cohort[]): Record<string, [size: number, later: (number | null)[]]> {
  return Object.fromEntries(
    cohorts.map(({ from, size, cells }) => {
      const told = cells.map(({ customers }) => customers).filter((customers) => customers !== null);
      return [from.slice(0, 7), [size, told.slice(1)]];
    }),
  );
}

describeShared(`the loyalty of the data sets (skipped without ${shared})`, () => {
  const shops: TestShop[] = [];
  afterAll(() => Promise.all(shops.map((shop) => shop.close())));

  async function clubOf(file: string, map: string, settings: Partial<ShopSettings>) {
    const shop = await shopWith(file, map, settings);
    shops.push(shop);
    return club(shop);
  }

  it('is that of CDNOW: 48.8757 % bought again, and who came in its first three months', async () => {
    const { loyalty } = await clubOf('cdnow/CDNOW_sample.txt', 'cdnow', { baseCurrency: 'USD' });

    const { repeatPurchaseRate, churned, cohorts } = await loyalty(
      `repeatPurchaseRate { value n } churned { value n }
      cohorts(periods: 18) { from size cells { customers } }`,
      { asOf: '1998-07-01T00:00:00+03:00' },
    );

    expect(repeatPurchaseRate.n).toBe(2357);
    expect(repeatPurchaseRate.value * 2357).toBeCloseTo(1152, 9);
    expect((repeatPurchaseRate.value * 100).toFixed(4)).toBe('48.8757');
    expect(churned.n).toBe(2357);
    expect(cohorts).toHaveLength(18);
    expect(monthly(cohorts.slice(0, 3))).toEqual({
      '1997-01': [781, [124, 95, 70, 65, 77, 65, 53, 52, 45, 62, 59, 45, 47, 63, 37, 37, 33]],
      '1997-02': [857, [134, 110, 75, 77, 75, 61, 61, 74, 70, 59, 57, 59, 70, 56, 59, 60]],
      '1997-03': [719, [87, 84, 78, 63, 64, 55, 57, 73, 65, 47, 51, 78, 32, 38, 45]],
    });
  }, 120_000);

  it('is that of Online Retail: 50.99 % bought again, and the cohorts of its truth.json', async () => {
    const { loyalty } = await clubOf(
      'online_retail_dev/online_retail_2010-12_2011-05.csv.gz',
      'online-retail',
      { baseCurrency: 'GBP', timeZone: 'Europe/London' },
    );

    const { customerCount, repeatPurchaseRate, cohorts } = await loyalty(
      'customerCount repeatPurchaseRate { value n } cohorts { from size cells { customers } }',
      { asOf: '2011-06-01T00:00:00+01:00' },
    );

    expect(customerCount).toBe(2718);
    expect(repeatPurchaseRate.value.toFixed(6)).toBe('0.509934');
    expect(monthly(cohorts)).toEqual({
      '2010-12': [885, [324, 286, 340, 321, 352]],
      '2011-01': [417, [92, 111, 96, 134]],
      '2011-02': [380, [71, 71, 108]],
      '2011-03': [452, [68, 114]],
      '2011-04': [300, [64]],
      '2011-05': [284, []],
    });
  }, 240_000);
});
