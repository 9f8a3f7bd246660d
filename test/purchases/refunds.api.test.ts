import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { localId } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import { aPurchase, contents, till } from './till.ts';

onBothEngines('refunds', (shop) => {
  const { record, recording, refund, refunding, cancelling, refused, addProduct, changesOf } = till(shop);

  beforeAll(async () => {
    await addProduct('mug');
    await addProduct('tea');
  });

  /** 3 × 4.00 less 2.00: three units for 10.00. */
  function threeForTen(input: object = {}) {
    return record({
      lines: [{ product: { sku: 'mug' }, quantity: 3, unitPrice: '4.00', discount: '2.00' }],
      ...input,
    });
  }

  async function baseAmountsOf(purchaseId: string) {
    const { rows } = await sql<{ total: number; refunded: number; refunds: number[] }>`
      select base_total_minor::int as total, base_refunded_minor::int as refunded, array(
        select base_amount_minor::int from refund
        where refund.purchase_id = purchase.id
        order by refund.id
      ) as refunds
      from purchase
      where id = ${localId('purchase', purchaseId)}::uuid`.execute(shop.database.kysely);
    return rows[0];
  }

  it('gives back units of lines and says what became of the purchase', async () => {
    const purchase = await record({
      lines: [
        { product: { sku: 'mug' }, quantity: 2, unitPrice: '10.00' },
        { product: { sku: 'tea' }, quantity: 4, unitPrice: '2.50', discount: '1.00' },
      ],
    });
    const [mugs, teas] = purchase.lines;

    const payload = await refund({
      purchaseId: purchase.id,
      refundedAt: '2026-11-22T12:30:00Z',
      reason: ' Cracked ',
      lines: [
        { lineId: mugs.id, quantity: 1 },
        { lineId: teas.id, quantity: 3 },
      ],
    });

    // 10.00 for the mug; three quarters of 9.00 for the teas.
    expect(payload.refund).toEqual({
      id: payload.refund.id,
      refundedAt: '2026-11-22T12:30:00.000Z',
      reason: 'Cracked',
      amount: { amount: '16.75', currency: 'EUR' },
    });
    expect(payload.purchase).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      total: { amount: '29.00' },
      refunded: { amount: '16.75' },
      net: { amount: '12.25' },
      lines: [{ refundedQuantity: 1 }, { refundedQuantity: 3 }],
      refunds: [
        {
          id: payload.refund.id,
          lines: [
            { quantity: 1, amount: { amount: '10.00' }, line: { id: mugs.id } },
            { quantity: 3, amount: { amount: '6.75' }, line: { id: teas.id } },
          ],
        },
      ],
    });
    expect(await changesOf(purchase.id)).toEqual(['purchase.recorded', 'purchase.refunded']);
  });

  it('finds a refund as a node', async () => {
    const { id } = await record();
    const made = (await refund({ purchaseId: id, amount: '1.00' })).refund;

    const { data } = await shop.ask(
      'query ($id: ID!) { node(id: $id) { id ... on Refund { amount { amount } } } }',
      { id: made.id },
    );

    expect(data.node).toEqual({ id: made.id, amount: { amount: '1.00' } });
  });

  it('gives back three units for 10.00 one by one without losing a cent', async () => {
    const { id, lines } = await threeForTen();

    const payloads = [];
    for (let unit = 0; unit < 3; unit += 1) {
      payloads.push(await refund({ purchaseId: id, lines: [{ lineId: lines[0].id, quantity: 1 }] }));
    }

    expect(payloads.map(({ refund: made, purchase }) => [made.amount.amount, purchase.status])).toEqual([
      ['3.33', 'PARTIALLY_REFUNDED'],
      ['3.34', 'PARTIALLY_REFUNDED'],
      ['3.33', 'REFUNDED'],
    ]);
    expect(payloads[2]?.purchase).toMatchObject({
      refunded: { amount: '10.00' },
      net: { amount: '0.00' },
      lines: [{ refundedQuantity: 3 }],
    });
  });

  it('gives back amounts until nothing is left', async () => {
    const { id } = await record();

    const first = await refund({ purchaseId: id, amount: '4.00' });
    const tooMuch = await refused(() => refunding({ purchaseId: id, amount: '6.01' }));
    const second = await refund({ purchaseId: id, amount: '6' });
    const nothingLeft = await refused(() => refunding({ purchaseId: id, amount: '0.01' }));

    expect(first.purchase).toMatchObject({ status: 'PARTIALLY_REFUNDED', net: { amount: '6.00' } });
    expect(tooMuch).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        path: ['amount'],
        message: 'Of this purchase 6.00 EUR can still be refunded; this refund is 6.01 EUR.',
      },
    ]);
    expect(second.purchase).toMatchObject({
      status: 'REFUNDED',
      net: { amount: '0.00' },
      refunds: [
        { amount: { amount: '4.00' }, lines: [] },
        { amount: { amount: '6.00' }, lines: [] },
      ],
    });
    expect(nothingLeft.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
  });

  it('refuses units that are worth more than an amount refunded before has left', async () => {
    const { id, lines } = await threeForTen();
    await refund({ purchaseId: id, amount: '7.00' });

    const errors = await refused(() =>
      refunding({ purchaseId: id, lines: [{ lineId: lines[0].id, quantity: 1 }] }),
    );

    expect(errors).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        path: ['lines'],
        message: 'Of this purchase 3.00 EUR can still be refunded; this refund is 3.33 EUR.',
      },
    ]);
  });

  it('refuses more units than are left, also of a line named twice', async () => {
    const { id, lines } = await threeForTen();
    const twice = [
      { lineId: lines[0].id, quantity: 2 },
      { lineId: lines[0].id, quantity: 2 },
    ];

    const errors = await refused(() => refunding({ purchaseId: id, lines: twice }));

    expect(errors).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        path: ['lines', '1', 'quantity'],
        message: 'Of this line 1 unit can still be refunded; got 2.',
      },
    ]);
  });

  it('refuses a line of another purchase', async () => {
    const one = await record();
    const other = await record();

    const errors = await refused(() =>
      refunding({ purchaseId: one.id, lines: [{ lineId: other.lines[0].id, quantity: 1 }] }),
    );

    expect(errors).toEqual([
      {
        code: 'NOT_FOUND',
        path: ['lines', '0', 'lineId'],
        message: 'The purchase has no line with this id.',
      },
    ]);
  });

  it.each([
    { what: 'neither lines nor an amount', input: {} },
    { what: 'no lines', input: { lines: [] } },
    { what: 'both', input: { amount: '1', lines: [{ lineId: 'line_1', quantity: 1 }] } },
  ])('refuses $what', async ({ input }) => {
    const { id } = await record();

    const errors = await refused(() => refunding({ purchaseId: id, ...input }));

    expect(errors).toEqual([
      {
        code: 'INVALID',
        path: ['amount'],
        message: 'A refund is of lines or of an amount: give exactly one of them.',
      },
    ]);
  });

  it.each(['0', '-1.00', '0.001'])('refuses an amount of %s', async (amount) => {
    const { id } = await record();

    const errors = await refused(() => refunding({ purchaseId: id, amount }));

    expect(errors).toEqual([
      {
        code: 'INVALID',
        path: ['amount'],
        message: 'A refund is more than zero, with no more decimals than EUR has.',
      },
    ]);
  });

  it('takes a refund at the moment of its purchase and refuses one before it or more than a day ahead', async () => {
    const { id } = await record({ purchasedAt: '2026-11-20T12:00:00Z' });
    const at = (refundedAt: string) => ({ purchaseId: id, amount: '1.00', refundedAt });

    const before = await refused(() => refunding(at('2026-11-20T11:59:59.999Z')));
    const ahead = await refused(() => refunding(at('2026-11-23T12:00:00.001Z')));
    const same = await refund(at('2026-11-20T12:00:00Z'));
    const aDayAhead = await refund(at('2026-11-23T12:00:00Z'));

    expect(before).toEqual([
      { code: 'INVALID', path: ['refundedAt'], message: 'A refund is not before its purchase.' },
    ]);
    expect(ahead).toEqual([
      { code: 'INVALID', path: ['refundedAt'], message: 'The date is at most a day ahead of now.' },
    ]);
    expect([same, aDayAhead].map(({ refund: made }) => made.refundedAt)).toEqual([
      '2026-11-20T12:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
    ]);
  });

  it('takes back at once what is dated a few hours ahead', async () => {
    const { id } = await record({ purchasedAt: '2026-11-22T18:00:00Z' });

    const { refund: made } = await refund({ purchaseId: id, amount: '10.00' });

    expect(made.refundedAt).toBe('2026-11-22T18:00:00.000Z');
  });

  it('refuses a refund of a cancelled purchase and of none', async () => {
    const { id } = await record();
    await cancelling({ id });

    const cancelled = await refused(() => refunding({ purchaseId: id, amount: '1.00' }));
    const none = await refused(() => refunding({ purchaseId: 'purchase_1', amount: '1.00' }));

    expect(cancelled).toEqual([
      {
        code: 'CONFLICT',
        path: ['purchaseId'],
        message: 'The purchase is cancelled; there is nothing to refund.',
      },
    ]);
    expect(none).toEqual([
      { code: 'NOT_FOUND', path: ['purchaseId'], message: 'There is no purchase with this id.' },
    ]);
  });

  it('refunds units of yen that add up to the base total exactly', async () => {
    // 1000 JPY at 0.00613 are 6.13 EUR: 333 of them 2.04129, 667 of them 4.08871.
    const { id, lines } = await record({
      currency: 'JPY',
      rate: '0.00613',
      lines: [{ product: { sku: 'mug' }, quantity: 3, unitPrice: '400', discount: '200' }],
    });

    const amounts = [];
    for (let unit = 0; unit < 3; unit += 1) {
      const payload = await refund({ purchaseId: id, lines: [{ lineId: lines[0].id, quantity: 1 }] });
      amounts.push(payload.refund.amount.amount);
    }

    expect(amounts).toEqual(['333', '334', '333']);
    expect(await baseAmountsOf(id)).toEqual({ total: 613, refunded: 613, refunds: [204, 205, 204] });
  });

  it('refunds amounts of dinars that add up to the base total exactly', async () => {
    // 0.010 KWD at 2.985 are 0.02985 EUR: 0.03. A third of a cent each time would be lost.
    const { id } = await record({
      currency: 'KWD',
      rate: '2.985',
      lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '0.010' }],
    });

    for (const amount of ['0.001', '0.001', '0.003', '0.005']) await refund({ purchaseId: id, amount });

    // So far 0.002985, 0.00597, 0.014925 and all: 0, 1, 1 and 3 cents.
    expect(await baseAmountsOf(id)).toEqual({ total: 3, refunded: 3, refunds: [0, 1, 0, 2] });
  });

  it('lets one of two refunds at once win and tells the other what is left', async () => {
    const { id } = await record();

    const answers = await Promise.all([
      refunding({ purchaseId: id, amount: '6.00' }),
      refunding({ purchaseId: id, amount: '6.00' }),
    ]);

    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([
      {
        code: 'LIMIT_EXCEEDED',
        path: ['amount'],
        message: 'Of this purchase 4.00 EUR can still be refunded; this refund is 6.00 EUR.',
      },
    ]);
    const { data } = await shop.ask(
      'query ($id: ID!) { purchase(by: { id: $id }) { refunded { amount } refunds { amount { amount } } } }',
      { id },
    );
    expect(data.purchase).toEqual({
      refunded: { amount: '6.00' },
      refunds: [{ amount: { amount: '6.00' } }],
    });
  });

  it('gives back three units exactly when five are asked for at once', async () => {
    const { id, lines } = await threeForTen();

    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => refunding({ purchaseId: id, lines: [{ lineId: lines[0].id, quantity: 1 }] })),
    );

    const amounts = answers.map(({ refund: made, userErrors }) => made?.amount.amount ?? userErrors[0].code);
    expect(amounts.toSorted()).toEqual(['3.33', '3.33', '3.34', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
    expect(await baseAmountsOf(id)).toMatchObject({ total: 1000, refunded: 1000 });
  });

  it('either refunds or cancels when both are asked for at once', async () => {
    const { id } = await record();

    const [refunded, cancelled] = await Promise.all([
      refunding({ purchaseId: id, amount: '1.00' }),
      cancelling({ id }),
    ]);

    const errors = [...refunded.userErrors, ...cancelled.userErrors];
    expect(errors.map(({ code }) => code)).toEqual(['CONFLICT']);
  });

  it('needs purchases:write', async () => {
    const { id } = await record();
    const before = await contents(shop);

    const { errors } = await shop.ask(
      'mutation ($id: ID!) { refundPurchase(input: { purchaseId: $id, amount: "1" }) { userErrors { code } } }',
      { id },
      { scopes: ['purchases:read'] },
    );

    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'purchases:write' });
    expect(await contents(shop)).toEqual(before);
  });

  it('does once what is asked for with one idempotency key, also at once', async () => {
    const input = aPurchase({ idempotencyKey: 'sale-1' });
    const recorded = await Promise.all([recording(input), recording(input), recording(input)]);
    const { id } = recorded[0].purchase;
    const again = { purchaseId: id, amount: '4.00', idempotencyKey: 'refund-1' };

    const refunds = await Promise.all([refunding(again), refunding(again)]);

    expect(new Set(recorded.map(({ purchase }) => purchase.id)).size).toBe(1);
    expect(refunds[0].refund).toEqual(refunds[1].refund);
    expect(await baseAmountsOf(id)).toEqual({ total: 1000, refunded: 400, refunds: [400] });
  });
});
