import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { migrate } from '../../src/database/database.ts';
import { rowsOf } from '../../src/database/read.ts';
import { localId } from '../../src/kernel/ids.ts';
import { dayDifferences, productDayDifferences } from '../../src/sales/sales.day.check.ts';
import { dayChanges } from '../../src/sales/sales.day.rules.ts';
import { foldSales, keepDaysIn } from '../../src/sales/sales.day.service.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { ledger } from './ledger.ts';

const helsinki = 'Europe/Helsinki';
/** Half an hour to midnight in Helsinki. */
const late = new Date('2026-11-02T21:30:00Z');
const mug = { productId: 'mug', quantity: 2, baseTotalMinor: 2_000 };
const purchase = {
  purchasedAt: late,
  channel: 'store',
  unitCount: 5,
  baseTotalMinor: 2_900,
  lines: [
    mug,
    { productId: 'pan', quantity: 2, baseTotalMinor: 0 },
    { ...mug, quantity: 1, baseTotalMinor: 900 },
  ],
};

it('counts a purchase on the day of the shop, and a product on two of its lines once', () => {
  const changes = dayChanges({ recorded: [purchase] }, helsinki);

  const [day, counts] = ['2026-11-02', { purchases: 1, refundedMinor: 0 }];
  expect(changes).toEqual({
    sales: [{ day, channel: 'store', units: 5, grossMinor: 2_900, ...counts }],
    products: [
      { day, productId: 'mug', purchases: 1, units: 3, grossMinor: 2_900 },
      { day, productId: 'pan', purchases: 1, units: 2, grossMinor: 0 },
    ],
  });
  expect(dayChanges({ recorded: [purchase] }, 'Asia/Tokyo').sales).toMatchObject([{ day: '2026-11-03' }]);
});

it('takes one that is cancelled off its day, and puts a refund on its own', () => {
  const refundedAt = new Date('2026-11-09T12:00:00Z');

  const { sales, products } = dayChanges(
    { cancelled: [purchase], refunded: [{ refundedAt, channel: 'app', baseAmountMinor: 150 }] },
    helsinki,
  );

  const nothing = { purchases: 0, units: 0, grossMinor: 0, refundedMinor: 0 };
  expect(sales).toEqual([
    { ...nothing, day: '2026-11-02', channel: 'store', purchases: -1, units: -5, grossMinor: -2_900 },
    { ...nothing, day: '2026-11-09', channel: 'app', refundedMinor: 150 },
  ]);
  expect(products.map(({ productId, units }) => [productId, units])).toEqual([
    ['mug', -3],
    ['pan', -2],
  ]);
});

onBothEngines('the days of sales', (shop) => {
  const { addProduct, addCustomer, cancelling, refund } = till(shop);
  const { buy, sales } = ledger(shop);

  const differences = async () => [
    ...(await rowsOf(shop.database, dayDifferences(helsinki))),
    ...(await rowsOf(shop.database, productDayDifferences(helsinki))),
  ];
  const purchaseCount = async () => (await sales('purchaseCount')).purchaseCount;

  it('have each of thirty purchases made at once, before and after they are folded', async () => {
    await addProduct('mug');
    await addProduct('pan');
    await Promise.all(Array.from({ length: 30 }, () => buy('2026-11-02', { mug: [1, '1.00'] })));

    const before = await purchaseCount();
    await Promise.all([foldSales(shop.database.kysely), foldSales(shop.database.kysely)]);
    const after = await purchaseCount();

    expect([before, after]).toEqual([30, 30]);
    expect(await rowsOf(shop.database, sql`select from product_day_change`)).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('follow what is refunded, called off, and bought in another currency with cents that do not divide', async () => {
    const { id: customerId } = await addCustomer({ name: 'Aino' });
    const basket = { mug: [1, '0.05'], pan: [1, '0.05'] } as const;
    const { id } = await buy('2026-11-03', basket, {
      customer: { id: customerId },
      currency: 'USD',
      rate: '0.9',
    });
    const called = await buy('2026-11-04', { pan: [2, '3.00'] });

    await refund({ purchaseId: id, amount: '0.04' });
    await cancelling({ id: called.id });

    // 0.10 dollars are 9 cents, of which 5 fall to the first line and 4 to the second.
    const { popularProducts, net } = await sales(
      'net { amount } popularProducts(by: REVENUE) { revenue { amount } }',
      { from: '2026-11-03', to: '2026-11-23' },
    );
    expect(popularProducts).toEqual([{ revenue: { amount: '0.05' } }, { revenue: { amount: '0.04' } }]);
    expect(net.amount).toBe('0.05');
    expect(await differences()).toEqual([]);
  });

  it('stay as they are when somebody who bought turns out to be known', async () => {
    const day = { from: '2026-11-06', to: '2026-11-07' };
    await buy('2026-11-06', { mug: [1, '1.00'], pan: [1, '2.00'] });
    const { id } = await addCustomer({ name: 'Eino' });
    const [bought] = await rowsOf(
      shop.database,
      sql<{ from: string }>`select customer_id as "from" from purchase where purchased_at >= '2026-11-06'`,
    );
    const before = await sales('purchaseCount customerCount purchaseFrequency', day);

    await shop.inUnit((unit) =>
      uniteCustomers(unit, [{ from: bought?.from ?? '', into: localId('customer', id) ?? '' }]),
    );

    const after = await sales('purchaseCount customerCount purchaseFrequency', day);
    expect(before).toMatchObject({ purchaseCount: 1, customerCount: 0, purchaseFrequency: null });
    expect(after).toMatchObject({ purchaseCount: 1, customerCount: 1, purchaseFrequency: 1 });
    expect(await differences()).toEqual([]);
  });

  it('are made of what was sold before them, in the time zone of the shop', async () => {
    await shop.database.orm.migrator.down({ to: 'Migration20261127150000_study_questions' });
    await migrate(shop.database);
    await sql`insert into shop (id, base_currency) values (1, 'EUR') on conflict do nothing`.execute(
      shop.database.kysely,
    );

    await Promise.all([
      keepDaysIn(shop.database.kysely, helsinki),
      keepDaysIn(shop.database.kysely, helsinki),
    ]);

    expect(await differences()).toEqual([]);
    expect(await purchaseCount()).toBe(32);
  });

  it('are made anew for another time zone', async () => {
    await buy('2026-11-05', { mug: [1, '1.00'] }, { purchasedAt: late.toISOString() });

    await keepDaysIn(shop.database.kysely, 'Asia/Tokyo');

    expect(await rowsOf(shop.database, dayDifferences('Asia/Tokyo'))).toEqual([]);
    expect(await differences()).not.toEqual([]);
    await keepDaysIn(shop.database.kysely, helsinki);
    expect(await differences()).toEqual([]);
  });

  it('are found when they are not what the facts give', async () => {
    await sql`update sales_day set units = units + 1 where day = '2026-11-02'`.execute(shop.database.kysely);
    await sql`delete from product_day where day = '2026-11-03'`.execute(shop.database.kysely);

    const found = await differences();

    expect(found).toMatchObject([
      { id: 'sales 2026-11-02 webshop', kept: { units: 32 }, figured: { units: 31 } },
      { id: 'product 2026-11-03 mug', kept: null, figured: { units: 1 } },
      { id: 'product 2026-11-03 pan', kept: null, figured: { units: 1 } },
    ]);
  });
});
