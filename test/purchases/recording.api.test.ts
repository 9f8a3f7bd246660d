import { beforeAll, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { aPurchase, contents, purchaseFields, till } from './till.ts';

onBothEngines('recording purchases', (shop) => {
  const { record, recording, refused, addCustomer, addProduct, changesOf } = till(shop);
  let aino: { id: string };
  let mug: { id: string };

  beforeAll(async () => {
    mug = await addProduct('mug', 'Mug');
    await addProduct('tea', 'Tea');
    aino = await addCustomer({
      name: 'Aino Korhonen',
      email: 'aino@example.fi',
      externalIds: [{ source: 'crm', id: 'C-1' }],
    });
  });

  it('tells the first errors of many, and how many there are more', async () => {
    const lines = Array.from({ length: 60 }, () => ({
      product: { sku: 'tea' },
      quantity: 0,
      unitPrice: '1',
    }));

    const { purchase, userErrors } = await recording({ channel: 'store', lines });

    expect(purchase).toBeNull();
    expect(userErrors).toHaveLength(50);
    expect(userErrors[48].path).toEqual(['lines', '48', 'quantity']);
    expect(userErrors[49]).toEqual({
      path: [],
      message: 'There are 11 errors more. Mend these first.',
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('tells of 15,000 bad lines that they are too many, and nothing else', async () => {
    const lines = Array.from({ length: 15_000 }, () => ({
      product: { sku: '?' },
      quantity: 0,
      unitPrice: '1',
    }));

    const errors = await refused(() => recording({ channel: 'store', lines }));

    expect(errors).toEqual([
      { path: ['lines'], message: 'A purchase has at most 5000 lines; got 15000.', code: 'INVALID' },
    ]);
  });

  it('answers with everything that was recorded', async () => {
    const { purchase, userErrors } = await recording({
      customer: { id: aino.id },
      externalIds: [
        { source: 'webshop', id: ' W-1 ' },
        { source: 'erp', id: '77' },
      ],
      purchasedAt: '2026-11-20T10:15:30.250+02:00',
      channel: ' store-tampere ',
      total: '23.30',
      lines: [
        {
          product: { id: mug.id },
          quantity: 2,
          unitPrice: '10.00',
          discount: '1.50',
          description: 'Blue mug',
        },
        { product: { sku: ' tea ' }, quantity: 3, unitPrice: '1.60' },
      ],
    });

    expect(userErrors).toEqual([]);
    expect(purchase).toMatchObject({
      status: 'COMPLETED',
      channel: 'store-tampere',
      purchasedAt: '2026-11-20T08:15:30.250Z',
      unitCount: 5,
      rate: null,
      total: { amount: '23.30', currency: 'EUR' },
      refunded: { amount: '0.00', currency: 'EUR' },
      net: { amount: '23.30', currency: 'EUR' },
      baseTotal: { amount: '23.30', currency: 'EUR' },
      externalIds: [
        { source: 'erp', id: '77' },
        { source: 'webshop', id: 'W-1' },
      ],
      customer: { id: aino.id, name: 'Aino Korhonen' },
      lines: [
        {
          quantity: 2,
          description: 'Blue mug',
          refundedQuantity: 0,
          unitPrice: { amount: '10.00' },
          discount: { amount: '1.50' },
          total: { amount: '18.50' },
          product: { id: mug.id, sku: 'mug' },
        },
        {
          quantity: 3,
          description: null,
          refundedQuantity: 0,
          unitPrice: { amount: '1.60' },
          discount: { amount: '0.00' },
          total: { amount: '4.80' },
          product: { sku: 'tea' },
        },
      ],
      refunds: [],
    });
    expect(await changesOf(purchase.id)).toEqual(['purchase.recorded']);
  });

  it('finds a purchase by id, by an external id and as a node', async () => {
    const { id } = await record({ externalIds: [{ source: 'pos', id: 'find-me' }] });

    const { data } = await shop.ask(
      `query ($id: ID!, $other: ID!) {
        byId: purchase(by: { id: $id }) { id }
        byExternalId: purchase(by: { externalId: { source: "pos", id: "find-me" } }) { id }
        node(id: $id) { id __typename }
        ofOtherSource: purchase(by: { externalId: { source: "erp", id: "find-me" } }) { id }
        ofOtherType: purchase(by: { id: $other }) { id }
        malformed: purchase(by: { id: "purchase_1" }) { id }
      }`,
      { id, other: aino.id },
    );

    expect(data).toEqual({
      byId: { id },
      byExternalId: { id },
      node: { id, __typename: 'Purchase' },
      ofOtherSource: null,
      ofOtherType: null,
      malformed: null,
    });
  });

  it('names the customer by id, external id or e-mail in any case', async () => {
    const ways = [
      { id: aino.id },
      { externalId: { source: 'crm', id: 'C-1' } },
      { email: ' AINO@Example.FI' },
    ];

    const purchases = await Promise.all(ways.map((customer) => record({ customer })));

    expect(purchases.map(({ customer }) => customer.id)).toEqual([aino.id, aino.id, aino.id]);
  });

  it.each([
    { customer: { id: 'customer_01h2xcejqtf2nbrexx3vqjhp41' }, by: 'id' },
    { customer: { id: 'nobody' }, by: 'id' },
    { customer: { externalId: { source: 'crm', id: 'C-2' } }, by: 'externalId' },
    { customer: { email: 'nobody@example.fi' }, by: 'email' },
  ])('refuses a customer who is not there: $customer', async ({ customer, by }) => {
    const errors = await refused(() => recording(aPurchase({ customer })));

    expect(errors).toEqual([
      { code: 'NOT_FOUND', path: ['customer', by], message: 'There is no customer by this reference.' },
    ]);
  });

  it('makes a new customer with the purchase', async () => {
    const { customer } = await record({
      customer: { create: { name: 'Eino Virtanen', email: 'eino@example.fi' } },
    });

    const { data } = await shop.ask(
      '{ customer(by: { email: "eino@example.fi" }) { id lifecycle summary { purchaseCount } } }',
    );
    expect(data.customer).toEqual({
      id: customer.id,
      lifecycle: 'ACTIVE',
      summary: { purchaseCount: 1 },
    });
  });

  it('makes no new customer when the purchase is refused, nor a purchase when the customer is', async () => {
    const withoutProduct = await refused(() =>
      recording({
        customer: { create: { name: 'Not yet' } },
        channel: 'webshop',
        lines: [{ product: { sku: 'none' }, quantity: 1, unitPrice: '1' }],
      }),
    );
    const withTakenEmail = await refused(() =>
      recording(aPurchase({ customer: { create: { name: 'Aino', email: 'Aino@example.fi' } } })),
    );

    expect(withoutProduct.map(({ path }) => path)).toEqual([['lines', '0', 'product', 'sku']]);
    expect(withTakenEmail).toEqual([
      {
        code: 'TAKEN',
        path: ['customer', 'create', 'email'],
        message: `This e-mail address belongs to the customer ${aino.id}.`,
      },
    ]);
  });

  it('makes a new customer only for a key that may', async () => {
    const before = await contents(shop);

    const { data, errors } = await shop.ask(
      `mutation ($input: RecordPurchaseInput!) {
        recordPurchase(input: $input) { purchase { id } userErrors { code } }
      }`,
      { input: aPurchase({ customer: { create: { name: 'New' } } }) },
      { scopes: ['purchases:write', 'purchases:read'] },
    );

    expect(data).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'customers:write' });
    expect(await contents(shop)).toEqual(before);
  });

  it('keeps who bought anonymously out of sight', async () => {
    const count = async () => (await shop.ask('{ customers { totalCount } }')).data.customers.totalCount;
    const before = await count();

    const purchase = await record();

    const { data } = await shop.ask(
      'query ($id: ID!) { purchase(by: { id: $id }) { total { amount } customer { id } } }',
      { id: purchase.id },
    );
    expect(purchase.customer).toBeNull();
    expect(data.purchase).toEqual({ total: { amount: '10.00' }, customer: null });
    expect(await count()).toBe(before);
  });

  it('refuses products that are not there, each with its line', async () => {
    const errors = await refused(() =>
      recording({
        channel: 'webshop',
        lines: [
          { product: { sku: 'cup' }, quantity: 1, unitPrice: '1' },
          { product: { sku: 'mug' }, quantity: 1, unitPrice: '1' },
          { product: { id: aino.id }, quantity: 1, unitPrice: '1' },
        ],
      }),
    );

    expect(errors).toEqual([
      {
        code: 'NOT_FOUND',
        path: ['lines', '0', 'product', 'sku'],
        message: 'There is no product with this sku.',
      },
      {
        code: 'NOT_FOUND',
        path: ['lines', '2', 'product', 'id'],
        message: 'There is no product with this id.',
      },
    ]);
  });

  it('refuses a product of two names or none as a wrong query', async () => {
    const ask = (product: object) =>
      shop.ask(
        `mutation ($input: RecordPurchaseInput!) { recordPurchase(input: $input) { userErrors { code } } }`,
        { input: { channel: 'webshop', lines: [{ product, quantity: 1, unitPrice: '1' }] } },
      );

    const answers = [await ask({ id: mug.id, sku: 'mug' }), await ask({}), await ask({ sku: null })];

    const codes = answers.map(({ data, errors }) => [data, errors[0]?.extensions.code]);
    expect(codes).toEqual(Array(3).fill([null, 'BAD_USER_INPUT']));
  });

  // 3 × 1250 JPY at 0.00613 is 22.9875 EUR; 2 × 1.005 KWD at 2.985 is 5.99985 EUR.
  it.each([
    {
      currency: 'JPY',
      rate: '0.00613',
      line: { quantity: 3, unitPrice: '1250' },
      total: '3750',
      baseTotal: '22.99',
    },
    {
      currency: 'KWD',
      rate: '2.985',
      line: { quantity: 2, unitPrice: '1.005' },
      total: '2.010',
      baseTotal: '6.00',
    },
  ])('keeps $currency with its decimals, and what it came to in the base currency', async (given) => {
    const { currency, rate, line, total, baseTotal } = given;

    const purchase = await record({ currency, rate, lines: [{ product: { sku: 'mug' }, ...line }], total });

    expect(purchase).toMatchObject({
      rate,
      total: { amount: total, currency },
      baseTotal: { amount: baseTotal, currency: 'EUR' },
      lines: [{ unitPrice: { amount: line.unitPrice } }],
    });
  });

  it.each([
    { what: 'yen with a decimal', input: { currency: 'JPY', rate: '0.006', lines: [at('10.5')] } },
    { what: 'euros with three decimals', input: { lines: [at('10.005')] } },
    { what: 'dinars with four decimals', input: { currency: 'KWD', rate: '3', lines: [at('1.0005')] } },
    { what: 'a quantity of zero', input: { lines: [{ ...at('1'), quantity: 0 }] } },
    { what: 'a negative quantity', input: { lines: [{ ...at('1'), quantity: -1 }] } },
    { what: 'a huge quantity', input: { lines: [{ ...at('1'), quantity: 2_147_483_647 }] } },
    { what: 'a negative price', input: { lines: [at('-1')] } },
    { what: 'a discount larger than the line', input: { lines: [{ ...at('1'), discount: '1.01' }] } },
    { what: 'an unknown currency', input: { currency: 'XYZ', rate: '1' } },
    { what: 'a rate in the base currency', input: { currency: 'EUR', rate: '1' } },
    { what: 'more than a day ahead', input: { purchasedAt: '2026-11-23T12:00:00.001Z' } },
  ])('refuses $what and changes nothing', async ({ input }) => {
    const errors = await refused(() => recording(aPurchase(input)));

    expect(errors.map(({ code }) => code)).toEqual(['INVALID']);
  });

  it('refuses a purchase without lines and a foreign currency without a rate', async () => {
    const errors = await refused(() => recording({ channel: 'webshop', currency: 'USD', lines: [] }));

    expect(errors.map(({ code, path }) => [code, ...path])).toEqual([
      ['REQUIRED', 'lines'],
      ['REQUIRED', 'rate'],
    ]);
  });

  it('refuses a total that is not the sum of the lines, with both figures', async () => {
    const errors = await refused(() => recording(aPurchase({ total: '10.01' })));

    expect(errors).toEqual([
      {
        code: 'CONFLICT',
        path: ['total'],
        message: 'The total given is 10.01 EUR; the lines come to 10.00 EUR.',
      },
    ]);
  });

  it('takes a purchase exactly a day ahead, and one of now when nothing is said', async () => {
    const ahead = await record({ purchasedAt: '2026-11-23T12:00:00.000Z' });
    const today = await record();

    expect(ahead.purchasedAt).toBe('2026-11-23T12:00:00.000Z');
    expect(today.purchasedAt).toBe('2026-11-22T12:00:00.000Z');
  });

  it('refuses an external id that is known, also beside one that is not', async () => {
    const first = await record({ externalIds: [{ source: 'pos', id: 'R-1' }] });

    const errors = await refused(() =>
      recording(
        aPurchase({
          externalIds: [
            { source: 'pos', id: 'R-2' },
            { source: 'pos', id: ' R-1' },
          ],
        }),
      ),
    );

    expect(errors).toEqual([
      {
        code: 'TAKEN',
        path: ['externalIds'],
        message: `This external id is recorded already, as ${first.id}.`,
      },
    ]);
  });

  it('refuses an external id that is given twice', async () => {
    const twice = [
      { source: 'pos', id: 'R-3' },
      { source: 'pos', id: 'R-3 ' },
    ];

    const errors = await refused(() => recording(aPurchase({ externalIds: twice })));

    expect(errors.map(({ code, path }) => [code, ...path])).toEqual([['CONFLICT', 'externalIds']]);
  });

  it('records one of three purchases at once with the same external id', async () => {
    const input = aPurchase({ customer: { id: aino.id }, externalIds: [{ source: 'pos', id: 'race' }] });

    const answers = await Promise.all([recording(input), recording(input), recording(input)]);

    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'recorded');
    expect(codes.toSorted()).toEqual(['TAKEN', 'TAKEN', 'recorded']);
  });

  it('keeps the order of many lines and asks no more statements for them', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        product: { sku: index % 2 ? 'tea' : 'mug' },
        quantity: index + 1,
        unitPrice: '0.01',
      }));
    const ask = (count: number) =>
      shop.ask(
        `mutation ($input: RecordPurchaseInput!) {
          recordPurchase(input: $input) { purchase { ${purchaseFields} } userErrors { code } }
        }`,
        { input: { channel: 'webshop', lines: lines(count) } },
      );

    const few = await ask(2);
    const many = await ask(200);

    const { purchase } = many.data.recordPurchase;
    expect(purchase.lines.map(({ quantity }: { quantity: number }) => quantity)).toEqual(
      lines(200).map(({ quantity }) => quantity),
    );
    // 0.01 × (1 + 2 + … + 200)
    expect(purchase.total.amount).toBe('201.00');
    expect(many.statements).toBe(few.statements);
  });
});

function at(unitPrice: string) {
  return { product: { sku: 'mug' }, quantity: 1, unitPrice };
}
