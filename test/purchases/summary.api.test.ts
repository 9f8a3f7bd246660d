import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { rowsOf } from '../../src/database/read.ts';
import { summaryDifferences } from '../../src/purchases/summary.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { till } from './till.ts';

const nothing = {
  purchaseCount: 0,
  totalSpent: '0.00',
  averageBasket: null,
  unitsPerPurchase: null,
  firstPurchaseAt: null,
  lastPurchaseAt: null,
  daysSinceLastPurchase: null,
};

onBothEngines('the summary of a customer', (shop) => {
  const { record, refund, refunding, cancelling, refused, addProduct, addCustomer, summaryOf, changesOf } =
    till(shop);

  beforeAll(() => addProduct('mug'));
  afterEach(async () => {
    shop.clock.set(testNow);
    expect(await rowsOf(shop.database, summaryDifferences())).toEqual([]);
  });

  it('follows purchases, refunds and cancellations', async () => {
    const customer = await addCustomer({ name: 'Aino' });
    const buy = (input: object) => record({ customer: { id: customer.id }, ...input });
    expect(await summaryOf(customer.id)).toEqual(nothing);

    const euros = await buy({
      purchasedAt: '2026-11-12T12:00:00Z',
      lines: [{ product: { sku: 'mug' }, quantity: 2, unitPrice: '10.00' }],
    });
    const one = {
      purchaseCount: 1,
      totalSpent: '20.00',
      averageBasket: '20.00',
      unitsPerPurchase: 2,
      firstPurchaseAt: '2026-11-12T12:00:00.000Z',
      lastPurchaseAt: '2026-11-12T12:00:00.000Z',
      daysSinceLastPurchase: 10,
    };
    expect(await summaryOf(customer.id)).toEqual(one);

    // 9.99 USD at 0.8642 are 8.633358 EUR; 28.63 over two purchases is 14.315.
    const dollars = await buy({
      purchasedAt: '2026-11-02T13:00:00Z',
      currency: 'USD',
      rate: '0.8642',
      lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '9.99' }],
    });
    const two = {
      ...one,
      purchaseCount: 2,
      totalSpent: '28.63',
      averageBasket: '14.32',
      unitsPerPurchase: 1.5,
      firstPurchaseAt: '2026-11-02T13:00:00.000Z',
    };
    expect(await summaryOf(customer.id)).toEqual(two);

    // A refund lowers what was spent, not what baskets were.
    await refund({ purchaseId: euros.id, lines: [{ lineId: euros.lines[0].id, quantity: 1 }] });
    expect(await summaryOf(customer.id)).toEqual({ ...two, totalSpent: '18.63' });
    // 5.00 USD are 4.321 EUR.
    await refund({ purchaseId: dollars.id, amount: '5.00' });
    const refunded = { ...two, totalSpent: '14.31' };
    expect(await summaryOf(customer.id)).toEqual(refunded);

    // 31.63 over three purchases is 10.5433…; six units.
    const today = await buy({
      purchasedAt: '2026-11-22T12:00:00Z',
      lines: [{ product: { sku: 'mug' }, quantity: 3, unitPrice: '1.00' }],
    });
    expect(await summaryOf(customer.id)).toEqual({
      purchaseCount: 3,
      totalSpent: '17.31',
      averageBasket: '10.54',
      unitsPerPurchase: 2,
      firstPurchaseAt: '2026-11-02T13:00:00.000Z',
      lastPurchaseAt: '2026-11-22T12:00:00.000Z',
      daysSinceLastPurchase: 0,
    });

    await cancelling({ id: today.id });
    expect(await summaryOf(customer.id)).toEqual(refunded);

    await refund({ purchaseId: euros.id, amount: '10.00' });
    await refund({ purchaseId: dollars.id, amount: '4.99' });
    expect(await summaryOf(customer.id)).toEqual({ ...two, totalSpent: '0.00' });
  });

  it('is empty again when the only purchase is cancelled', async () => {
    const customer = await addCustomer({ name: 'Eino' });
    const purchase = await record({ customer: { id: customer.id } });

    const { purchase: cancelled, userErrors } = await cancelling({ id: purchase.id });

    expect(userErrors).toEqual([]);
    expect(cancelled).toMatchObject({
      id: purchase.id,
      status: 'CANCELLED',
      cancelledAt: testNow.toISOString(),
      total: { amount: '10.00' },
    });
    expect(await summaryOf(customer.id)).toEqual(nothing);
    expect(await changesOf(purchase.id)).toEqual(['purchase.recorded', 'purchase.cancelled']);
  });

  it('stays as it is when a cancellation is refused', async () => {
    const customer = await addCustomer({ name: 'Helmi' });
    const cancelled = await record({ customer: { id: customer.id } });
    await cancelling({ id: cancelled.id });
    const refunded = await record({ customer: { id: customer.id } });
    await refund({ purchaseId: refunded.id, amount: '1.00' });

    const twice = await refused(() => cancelling({ id: cancelled.id }));
    const afterRefund = await refused(() => cancelling({ id: refunded.id }));
    const none = await refused(() => cancelling({ id: customer.id }));
    const tooMuch = await refused(() => refunding({ purchaseId: refunded.id, amount: '9.01' }));

    expect([twice, afterRefund, none].flat()).toEqual([
      { code: 'CONFLICT', path: ['id'], message: 'The purchase is cancelled already.' },
      {
        code: 'CONFLICT',
        path: ['id'],
        message: 'A purchase with refunds cannot be cancelled; refund what is left.',
      },
      { code: 'NOT_FOUND', path: ['id'], message: 'There is no purchase with this id.' },
    ]);
    expect(tooMuch.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
    expect(await summaryOf(customer.id)).toMatchObject({ purchaseCount: 1, totalSpent: '9.00' });
  });

  it('refuses a cancellation before the purchase, and one ahead of now', async () => {
    const { id } = await record({ purchasedAt: '2026-11-20T10:00:00Z' });
    const before = await refused(() => cancelling({ id, cancelledAt: '2026-11-20T09:59:59Z' }));
    const ahead = await refused(() => cancelling({ id, cancelledAt: '2026-11-22T12:00:00.001Z' }));

    expect([before, ahead].flat()).toEqual([
      { code: 'INVALID', path: ['cancelledAt'], message: 'A purchase is not cancelled before it was made.' },
      { code: 'INVALID', path: ['cancelledAt'], message: 'A purchase is not cancelled ahead of now.' },
    ]);
    const { purchase } = await cancelling({ id, cancelledAt: '2026-11-20T10:00:00Z' });
    expect(purchase).toMatchObject({ status: 'CANCELLED', cancelledAt: '2026-11-20T10:00:00.000Z' });
  });

  it('counts whole days since the latest purchase, and none for one that is ahead', async () => {
    const customer = await addCustomer({ name: 'Kerttu' });
    await record({ customer: { id: customer.id }, purchasedAt: '2026-11-23T00:00:00Z' });

    const days = [];
    for (const now of ['2026-11-22T12:00:00Z', '2026-11-23T23:59:59.999Z', '2026-11-24T00:00:00Z']) {
      shop.clock.set(new Date(now));
      days.push((await summaryOf(customer.id)).daysSinceLastPurchase);
    }

    expect(days).toEqual([0, 0, 1]);
  });

  it('adds up when a customer buys many times at once', async () => {
    const customer = await addCustomer({ name: 'Onni' });

    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => record({ customer: { id: customer.id } })));

    expect(await summaryOf(customer.id)).toMatchObject({
      purchaseCount: 8,
      totalSpent: '80.00',
      averageBasket: '10.00',
      unitsPerPurchase: 1,
    });
  });
});
