import { beforeAll, expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { ledger } from './ledger.ts';

const figures = `
  purchaseCount unitCount revenue { amount currency } refunded { amount } net { amount }
  averageBasket { amount } unitsPerPurchase customerCount purchaseFrequency`;

onBothEngines('what is sold', (shop) => {
  const { addProduct, addCustomer, refund, cancelling } = till(shop);
  const { buy, sales } = ledger(shop);

  const customers: Record<string, { id: string }> = {};
  const of = (name: string) => ({ customer: { id: customers[name]?.id } });

  /** September: 10 + 30. October: 25 in dollars, 5 of nobody known and 100 called off. November: 40 is paid back of. */
  beforeAll(async () => {
    await addProduct('mug');
    await addProduct('pan');
    customers.aino = await addCustomer({ name: 'Aino', country: 'FI' });
    customers.jaak = await addCustomer({ name: 'Jaak', country: 'EE' });
    await buy('2026-09-10', { mug: [1, '10.00'] }, of('aino'));
    const { id } = await buy(
      '2026-09-30',
      { mug: [1, '10.00'], pan: [2, '10.00'] },
      { ...of('aino'), channel: 'store' },
    );
    await buy('2026-10-02', { pan: [1, '50.00'] }, { ...of('jaak'), currency: 'USD', rate: '0.5' });
    await buy('2026-10-03', { mug: [1, '5.00'] });
    const called = await buy('2026-10-04', { pan: [10, '10.00'] }, of('jaak'));
    await cancelling({ id: called.id });
    await refund({ purchaseId: id, amount: '12.00', refundedAt: '2026-11-02T10:00:00Z' });
  });

  it('is told of all days', async () => {
    const told = await sales(figures);

    expect(told).toEqual({
      purchaseCount: 4,
      unitCount: 6,
      revenue: { amount: '70.00', currency: 'EUR' },
      refunded: { amount: '12.00' },
      net: { amount: '58.00' },
      averageBasket: { amount: '17.50' },
      unitsPerPurchase: 1.5,
      customerCount: 2,
      // Three purchases of two: that of nobody known is in neither.
      purchaseFrequency: 1.5,
      statements: 2,
    });
  });

  it('is told of a month by when it was sold, and by when it was paid back', async () => {
    const september = await sales(figures, { from: '2026-09-01', to: '2026-10-01' });
    const november = await sales(figures, { from: '2026-11-01', to: '2026-12-01' });

    expect(september).toMatchObject({
      purchaseCount: 2,
      revenue: { amount: '40.00' },
      refunded: { amount: '0.00' },
      customerCount: 1,
      purchaseFrequency: 2,
    });
    expect(november).toMatchObject({
      purchaseCount: 0,
      refunded: { amount: '12.00' },
      net: { amount: '-12.00' },
      averageBasket: null,
      unitsPerPurchase: null,
      customerCount: 0,
      purchaseFrequency: null,
    });
  });

  it('is told of some customers as of everybody', async () => {
    const told = await sales(figures, null, { country: { eq: 'FI' } });

    expect(told).toMatchObject({
      purchaseCount: 2,
      unitCount: 4,
      revenue: { amount: '40.00' },
      refunded: { amount: '12.00' },
      customerCount: 1,
    });
  });

  it('is told by channel and by country', async () => {
    const group = 'key purchaseCount revenue { amount } refunded { amount } customerCount';

    const { byChannel, byCountry, statements } = await sales(`byChannel { ${group} } byCountry { ${group} }`);

    const told = (groups: Record<string, unknown>[]) => groups.map((one) => Object.values(one).map(amountIn));
    expect(told(byChannel)).toEqual([
      ['webshop', 3, '40.00', '0.00', 2],
      ['store', 1, '30.00', '12.00', 1],
    ]);
    expect(told(byCountry)).toEqual([
      ['FI', 2, '40.00', '12.00', 1],
      ['EE', 1, '25.00', '0.00', 1],
      [null, 1, '5.00', '0.00', 0],
    ]);
    expect(statements).toBe(3);
  });

  it('is told by country of a period as of all days', async () => {
    const { byCountry } = await sales('byCountry { key purchaseCount refunded { amount } customerCount }', {
      from: '2026-10-01',
      to: '2026-12-01',
    });

    expect(byCountry.map((one: object) => Object.values(one).map(amountIn))).toEqual([
      ['EE', 1, '0.00', 1],
      [null, 1, '0.00', 0],
      ['FI', 0, '12.00', 0],
    ]);
  });

  it('has a course with its empty months, up to the one that is running', async () => {
    const course = `overTime(by: MONTH) { from isComplete purchaseCount net { amount } customerCount }`;

    const { overTime } = await sales(course, { from: '2026-08-01' });
    const ofSome = await sales(
      course,
      { from: '2026-08-01' },
      { or: [{ identified: { eq: true } }, { identified: { eq: false } }] },
    );

    expect(overTime.map((one: object) => Object.values(one).map(amountIn))).toEqual([
      ['2026-08-01', true, 0, '0.00', 0],
      ['2026-09-01', true, 2, '40.00', 1],
      ['2026-10-01', true, 2, '30.00', 1],
      ['2026-11-01', false, 0, '-12.00', 0],
    ]);
    expect(ofSome.overTime).toEqual(overTime);
  });

  it('says of parts that the period cuts that they are not whole', async () => {
    const { overTime } = await sales('overTime(by: MONTH) { from isComplete purchaseCount }', {
      from: '2026-09-30',
      to: '2026-10-03',
    });

    expect(overTime).toEqual([
      { from: '2026-09-01', isComplete: false, purchaseCount: 1 },
      { from: '2026-10-01', isComplete: false, purchaseCount: 1 },
    ]);
  });

  it('says of days that are to come nothing', async () => {
    const { overTime } = await sales('overTime(by: DAY) { from }', { from: '2026-11-21', to: '2026-12-01' });

    expect(overTime).toEqual([{ from: '2026-11-21' }, { from: '2026-11-22' }]);
  });

  it('takes a country along when its customer moves', async () => {
    await shop.ask(
      `mutation ($id: ID!) {
      updateCustomer(input: { id: $id, country: "SE" }) { userErrors { message } }
    }`,
      { id: customers.jaak?.id },
    );

    const { byCountry } = await sales('byCountry { key }');

    expect(byCountry).toEqual([{ key: 'FI' }, { key: 'SE' }, { key: null }]);
  });

  it('is told to those who may read purchases', async () => {
    const { errors } = await shop.ask('{ sales { purchaseCount } }', {}, { scopes: ['customers:read'] });

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

function amountIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value;
}
