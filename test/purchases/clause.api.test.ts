import { beforeAll, expect, it } from '@jest/globals';
import { namesOf } from '../customers/asking.ts';
import { onBothEngines } from '../support/engines.ts';
import { till } from './till.ts';

onBothEngines('customers by what they bought', (shop) => {
  const { record, refund, cancelling, addCustomer } = till(shop);
  const line = (sku: string, quantity: number, unitPrice: string) => ({
    product: { sku },
    quantity,
    unitPrice,
  });

  // Sunday noon, the 22nd of November, is now.
  beforeAll(async () => {
    await shop.ask(`mutation {
      tent: upsertProduct(input: { sku: "tent", name: "Tent for two", category: "Tents" }) { userErrors { code } }
      tarp: upsertProduct(input: { sku: "tarp", name: "Tarp", category: "Tents" }) { userErrors { code } }
      mug: upsertProduct(input: { sku: "mug", name: "Mug" }) { userErrors { code } }
    }`);
    const [aino, jaan] = [await addCustomer({ name: 'Aino' }), await addCustomer({ name: 'Jaan' })];
    const liis = await addCustomer({ name: 'Liis' });
    await addCustomer({ name: 'Mati' });

    await record({
      customer: { id: aino.id },
      purchasedAt: '2026-11-12T12:00:00Z',
      lines: [line('tent', 1, '100.00'), line('tarp', 2, '20.00'), line('mug', 1, '10.00')],
    });
    const { id, lines } = await record({
      customer: { id: aino.id },
      purchasedAt: '2026-09-01T12:00:00Z',
      channel: 'store',
      lines: [line('tent', 2, '90.00')],
    });
    await refund({ purchaseId: id, lines: [{ lineId: lines[0].id, quantity: 1 }] });
    // 30 USD at 0.8642 are 25.926 EUR, and 20 of them 17.284: two thirds of 25.93 are 17.29.
    await record({
      customer: { id: jaan.id },
      purchasedAt: '2026-11-20T12:00:00Z',
      currency: 'USD',
      rate: '0.8642',
      lines: [line('tarp', 2, '10.00'), line('mug', 1, '10.00')],
    });
    const called = await record({ customer: { id: jaan.id }, lines: [line('tent', 1, '100.00')] });
    await cancelling({ id: called.id });
    // All but 5.00 is paid back, for no line.
    const mugs = await record({
      customer: { id: liis.id },
      purchasedAt: '2026-10-01T12:00:00Z',
      channel: 'store',
      lines: [line('mug', 1, '10.00'), line('tarp', 1, '20.00')],
    });
    await refund({ purchaseId: mugs.id, amount: '25.00' });
  });

  const everybody = ['Aino', 'Jaan', 'Liis', 'Mati'];
  const tents = { product: { category: { eq: 'Tents' } } };
  it.each([
    // All they ever bought: 150 and 90; 25.93; 5; nothing.
    [{ count: { gte: 1 } }, ['Aino', 'Jaan', 'Liis']],
    [{ count: { eq: 0 } }, ['Mati']],
    [{ total: { eq: '240' } }, ['Aino']],
    [{ total: { eq: '25.93' } }, ['Jaan']],
    [{ total: { lte: '5.00' } }, ['Liis', 'Mati']],
    [{ averageBasket: { eq: '165' } }, ['Aino']],
    [{ averageBasket: { isNull: true } }, ['Mati']],
    [{ units: { gte: 3 } }, ['Aino', 'Jaan']],
    [{ firstAt: { lt: '2026-09-02T00:00:00Z' } }, ['Aino']],
    [{ lastAt: { gte: '2026-11-20T12:00:00Z' } }, ['Jaan']],
    [{ lastAt: { isNull: true } }, ['Mati']],
    [{ count: { gte: 1, lt: 2 }, total: { gt: '5' } }, ['Jaan']],
    // What is within a window, or over a channel.
    [{ within: { days: 30 }, count: { gte: 1 } }, ['Aino', 'Jaan']],
    [{ within: { days: 10 }, count: { eq: 1 } }, ['Aino', 'Jaan']],
    [{ within: { days: 9 }, count: { eq: 1 } }, ['Jaan']],
    [{ within: { to: '2026-11-12T12:00:00Z' }, total: { gt: '0' } }, ['Aino', 'Liis']],
    [{ within: { from: '2026-11-12T12:00:00Z' }, count: { eq: 0 } }, ['Liis', 'Mati']],
    [{ channel: { eq: 'store' }, total: { eq: '90' } }, ['Aino']],
    [{ channel: { contains: 'STO' }, firstAt: { isNull: false } }, ['Aino', 'Liis']],
    // Of tents and tarps: 140 and 90, 17.29, and what is left of 20.
    [{ ...tents, count: { eq: 2 } }, ['Aino']],
    [{ ...tents, units: { eq: 5 } }, ['Aino']],
    [{ ...tents, total: { eq: '230' } }, ['Aino']],
    [{ ...tents, averageBasket: { eq: '160' } }, ['Aino']],
    [{ ...tents, total: { eq: '17.29' } }, ['Jaan']],
    [{ ...tents, total: { eq: '5' } }, ['Liis']],
    [{ ...tents, averageBasket: { eq: '20' } }, ['Liis']],
    [{ ...tents, count: { eq: 0 } }, ['Mati']],
    [{ ...tents, within: { days: 30 }, channel: { eq: 'webshop' }, count: { gte: 1 } }, ['Aino', 'Jaan']],
    [{ product: { sku: { eq: 'tent' } }, count: { gte: 1 } }, ['Aino']],
    [{ product: { not: { category: { eq: 'Tents' } } }, total: { eq: '10' } }, ['Aino']],
    [{ product: { id: { eq: 'nothing' } }, count: { eq: 0 } }, everybody],
    [{ product: {}, total: { eq: '25.93' } }, ['Jaan']],
  ])('finds for %j %j', async (purchases, names) => {
    expect((await namesOf(shop, { filter: { purchases } })).toSorted()).toEqual(names);
    const others = await namesOf(shop, { filter: { not: { purchases } } });
    expect([...names, ...others].toSorted()).toEqual(everybody);
  });

  it('combines what they bought with what else is known, in one statement', async () => {
    const filter = {
      or: [
        { purchases: { ...tents, count: { gte: 2 } } },
        {
          and: [
            { name: { eq: 'Jaan' } },
            { not: { purchases: { channel: { eq: 'store' }, count: { gte: 1 } } } },
          ],
        },
      ],
    };

    const { data, statements } = await shop.ask(
      'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { name } } }',
      { filter },
    );

    expect(data.customers.nodes).toEqual([{ name: 'Jaan' }, { name: 'Aino' }]);
    expect(statements).toBe(1);
  });

  it('costs 1 for each comparison, however deep', async () => {
    const requested = async (filter: object) => {
      const { extensions } = await shop.ask(
        'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }',
        { filter },
      );
      return (extensions.cost as { requested: number }).requested;
    };
    const purchases = { ...tents, within: { days: 90 }, count: { gte: 1, lt: 5 } };

    const costs = [
      await requested({}),
      await requested({ purchases }),
      await requested({ not: { not: { purchases } } }),
    ];

    expect(costs.map((cost) => cost - (costs[0] ?? 0))).toEqual([0, 4, 4]);
  });

  it.each([
    [{}, ['purchases'], 'Say what is compared: count, total, averageBasket, units, firstAt or lastAt.'],
    [
      { count: {} },
      ['purchases'],
      'Say what is compared: count, total, averageBasket, units, firstAt or lastAt.',
    ],
    [
      { within: { days: 0 }, count: { gte: 1 } },
      ['purchases', 'within', 'days'],
      'A window has 1 to 3650 days; got 0.',
    ],
    [
      { within: { days: 3_651 }, count: { gte: 1 } },
      ['purchases', 'within', 'days'],
      'A window has 1 to 3650 days; got 3651.',
    ],
    [
      { product: { name: { contains: 'x'.repeat(501) } }, count: { gte: 1 } },
      ['purchases', 'product', 'name', 'contains'],
      'A text to look for has at most 500 characters; got 501.',
    ],
  ])('refuses %j, saying where', async (purchases, at, message) => {
    const { errors, statements } = await shop.ask(
      'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }',
      { filter: { or: [{}, { not: { purchases } }] } },
    );

    expect(errors).toMatchObject([
      { message, extensions: { code: 'BAD_USER_INPUT', at: ['or', '1', 'not', ...at] } },
    ]);
    expect(statements).toBe(0);
  });
});
