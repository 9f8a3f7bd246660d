import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { counter } from './counter.ts';

const anOrder = (properties: object, call: object = {}) => ({
  type: 'track',
  userId: 'buyer',
  event: 'Order Completed',
  timestamp: '2026-11-22T10:00:00Z',
  properties,
  ...call,
});
const aRefund = (properties: object, call: object = {}) =>
  anOrder(properties, { event: 'Order Refunded', ...call });
const mugs = { sku: 'MUG', name: 'Enamel mug', category: 'Kitchen', price: 10, quantity: 3 };

onBothEngines('orders', (shop) => {
  const { send, track } = counter(shop);

  async function purchase(id: string) {
    const { data, errors } = await shop.ask(
      `query ($id: ID!) { purchase(by: { externalId: { source: "segment", id: $id } }) {
        purchasedAt channel status total { amount currency } refunded { amount } rate
        customer { name }
        lines { quantity unitPrice { amount } discount { amount } product { sku name category price { amount } } }
        refunds { refundedAt reason amount { amount } lines { quantity } }
      } }`,
      { id },
    );
    expect(errors).toEqual([]);
    return data.purchase;
  }
  const refusalOf = async (call: object) => {
    const { status, answer } = await send('track', call);
    expect([status, answer.success]).toEqual([400, false]);
    return answer.refused[0];
  };

  it('that were completed are purchases, their discount shared by what the lines cost', async () => {
    // 30.00 and 5.00 less 3.50: a tenth of each.
    const bag = { product_id: 'BAG', price: '5.00' };
    await track(
      anOrder({ order_id: 'O1', products: [mugs, bag], discount: 3.5, shipping: 6, tax: 2, total: 39.5 }),
    );

    expect(await purchase('O1')).toEqual({
      purchasedAt: '2026-11-22T10:00:00.000Z',
      channel: 'webshop',
      status: 'COMPLETED',
      total: { amount: '31.50', currency: 'EUR' },
      refunded: { amount: '0.00' },
      rate: null,
      customer: { name: 'buyer' },
      lines: [
        {
          quantity: 3,
          unitPrice: { amount: '10.00' },
          discount: { amount: '3.00' },
          product: { sku: 'MUG', name: 'Enamel mug', category: 'Kitchen', price: { amount: '10.00' } },
        },
        {
          quantity: 1,
          unitPrice: { amount: '5.00' },
          discount: { amount: '0.50' },
          product: { sku: 'BAG', name: 'BAG', category: null, price: { amount: '5.00' } },
        },
      ],
      refunds: [],
    });
  });

  it('leave a product as the shop has it', async () => {
    await shop.ask(
      'mutation { upsertProduct(input: { sku: "TENT", name: "Tent" }) { userErrors { code } } }',
    );

    await track(anOrder({ order_id: 'O2', products: [{ sku: 'TENT', name: 'Something', price: 1 }] }));

    expect((await purchase('O2')).lines[0].product).toEqual({
      sku: 'TENT',
      name: 'Tent',
      category: null,
      price: null,
    });
  });

  it('are recorded once, however often they are told', async () => {
    const order = anOrder({ order_id: 'O3', products: [mugs] });

    await track(order, order);
    await track(order);

    const { data } = await shop.ask(
      '{ customer(by: { externalId: { source: "segment", id: "buyer" } }) { purchases(filter: { total: { eq: "30" } }) { totalCount } } }',
    );
    expect(data.customer.purchases.totalCount).toBe(1);
  });

  it('without products are of goods not listed, for their revenue', async () => {
    await track(anOrder({ orderId: 'O4', revenue: 14.99, currency: 'eur' }));

    expect(await purchase('O4')).toMatchObject({
      total: { amount: '14.99', currency: 'EUR' },
      lines: [{ quantity: 1, product: { sku: 'unlisted', name: 'Goods not listed' } }],
    });
  });

  it('in another currency need its rate', async () => {
    const order = { order_id: 'O5', currency: 'USD', products: [mugs] };

    expect(await refusalOf(anOrder(order))).toEqual({
      index: 0,
      field: 'properties.rate',
      problem: 'It is missing for an order in USD.',
      allowed: 'How many EUR one USD was.',
    });
    expect(await purchase('O5')).toBeNull();

    await track(anOrder({ ...order, rate: 0.9 }));
    expect(await purchase('O5')).toMatchObject({ total: { amount: '30.00', currency: 'USD' }, rate: '0.9' });
  });

  it('round what JavaScript leaves of prices', async () => {
    await track(
      anOrder({
        order_id: 'O6',
        products: [
          { sku: 'MUG', price: 0.1 + 0.2 },
          { sku: 'BAG', price: 1e-7 },
        ],
      }),
    );

    const { lines } = await purchase('O6');
    expect(lines.map(({ unitPrice }: { unitPrice: object }) => unitPrice)).toEqual([
      { amount: '0.30' },
      { amount: '0.00' },
    ]);
  });

  it('are taken when what is told of them is too long to keep whole', async () => {
    const channel = `${'x'.repeat(59)}\u{1F600}`;
    const reason = `${'x'.repeat(499)}\u{1F600}`;

    await track(
      anOrder({ order_id: 'O7', products: [mugs], channel }),
      aRefund({ order_id: 'O7', total: 1, reason }),
    );

    // The end of each was half of a letter.
    expect(await purchase('O7')).toMatchObject({
      channel: `${'x'.repeat(59)}\uFFFD`,
      refunds: [{ reason: `${'x'.repeat(499)}\uFFFD` }],
    });
  });

  it.each([
    ['without a number', { products: [mugs] }, 'properties.order_id'],
    ['of nothing', { order_id: 'X' }, 'properties.products'],
    [
      'with a product without a name',
      { order_id: 'X', products: [{ price: 1 }] },
      'properties.products.0.sku',
    ],
    [
      'of half a mug',
      { order_id: 'X', products: [{ ...mugs, quantity: 0.5 }] },
      'properties.products.0.quantity',
    ],
    [
      'with a price that is none',
      { order_id: 'X', products: [{ ...mugs, price: 'cheap' }] },
      'properties.products.0.price',
    ],
    [
      'with a price below zero',
      { order_id: 'X', products: [{ ...mugs, price: -1 }] },
      'properties.products.0.price',
    ],
    [
      'with a discount that is none',
      { order_id: 'X', products: [mugs], discount: {} },
      'properties.discount',
    ],
    ['in no currency', { order_id: 'X', products: [mugs], currency: 'XYZ' }, 'properties.currency'],
    [
      'of too many',
      { order_id: 'X', products: [{ ...mugs, quantity: 1e9 }] },
      'properties.products.0.quantity',
    ],
  ])('are refused %s', async (_what, properties, field) => {
    expect(await refusalOf(anOrder(properties))).toMatchObject({ field });
  });

  it('that were refunded pay back what they name: products, an amount, or all that is left', async () => {
    await track(anOrder({ order_id: 'R1', products: [mugs] }));

    await track(
      aRefund({ order_id: 'R1', products: [{ sku: 'MUG', quantity: 1 }], reason: 'Cracked' }),
      aRefund({ order_id: 'R1', total: 2.5 }),
    );
    expect(await purchase('R1')).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: { amount: '12.50' },
    });
    await track(aRefund({ order_id: 'R1' }, { timestamp: '2026-11-22T11:00:00Z' }));

    expect(await purchase('R1')).toMatchObject({
      status: 'REFUNDED',
      refunded: { amount: '30.00' },
      refunds: [
        { reason: 'Cracked', amount: { amount: '10.00' }, lines: [{ quantity: 1 }] },
        { reason: null, amount: { amount: '2.50' }, lines: [] },
        { refundedAt: '2026-11-22T11:00:00.000Z', amount: { amount: '17.50' } },
      ],
    });
  });

  it('may be completed and refunded in one batch', async () => {
    await track(anOrder({ order_id: 'R2', products: [mugs] }), aRefund({ order_id: 'R2' }));

    expect(await purchase('R2')).toMatchObject({ status: 'REFUNDED' });
  });

  it.each([
    ['nobody made', { order_id: 'none' }, 'properties.order_id'],
    ['for nothing', { order_id: 'R3', total: 0 }, 'properties.amount'],
    ['for more than is left', { order_id: 'R3', total: 31 }, 'properties.amount'],
    [
      'for more of a product than is left',
      { order_id: 'R3', products: [{ sku: 'MUG', quantity: 4 }] },
      'properties.products.0.quantity',
    ],
    ['for what was not bought', { order_id: 'R3', products: [{ sku: 'BAG' }] }, 'properties.products.0'],
  ])('are not refunded %s', async (_what, properties, field) => {
    await track(anOrder({ order_id: 'R3', products: [mugs] }));

    expect(await refusalOf(aRefund(properties))).toMatchObject({ index: 0, field });
    expect(await purchase('R3')).toMatchObject({ status: 'COMPLETED', refunds: [] });
  });

  it('leave nothing of a refund that is refused with what is taken beside it', async () => {
    await track(anOrder({ order_id: 'R4', products: [mugs] }));
    const batch = [
      aRefund({
        order_id: 'R4',
        products: [
          { sku: 'MUG', quantity: 2 },
          { sku: 'MUG', quantity: 2 },
        ],
      }),
      anOrder({ order_id: 'R5', products: [mugs] }),
    ];

    const { answer } = await send('batch', { batch });

    expect(answer.refused).toMatchObject([{ index: 0 }]);
    expect(await purchase('R4')).toMatchObject({ status: 'COMPLETED', refunded: { amount: '0.00' } });
    expect(await purchase('R5')).toMatchObject({ status: 'COMPLETED' });
  });

  it('do not count as views, which a product has its own of', async () => {
    const viewed = { type: 'track', anonymousId: 'a1', event: 'Product Viewed' };
    await track(
      { ...viewed, properties: { sku: 'TENT' } },
      { ...viewed, properties: { product_id: 'TENT' } },
    );
    await track({ ...viewed, properties: { sku: 'unheard of' } });

    const { data } = await shop.ask(`{
      tent: product(by: { sku: "TENT" }) { viewCount }
      mug: product(by: { sku: "MUG" }) { viewCount }
    }`);

    expect(data).toEqual({ tent: { viewCount: 2 }, mug: { viewCount: 0 } });
  });
});
