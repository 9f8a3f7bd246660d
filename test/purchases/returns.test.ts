import { beforeAll, expect, it } from '@jest/globals';
import { rowsOf } from '../../src/database/read.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { type ReturnDraft, type ReturnLineDraft, recordReturns } from '../../src/purchases/return.service.ts';
import { summaryDifferences } from '../../src/purchases/summary.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { contents, till } from './till.ts';

onBothEngines('returns of another system', (shop) => {
  const { record, refund, cancelling, addCustomer, addProduct, summaryOf, changesOf } = till(shop);
  let count = 0;

  beforeAll(async () => {
    await addProduct('mug');
    await addProduct('tea');
  });

  /** A customer of the test's own, who buys and returns. */
  async function aBuyer() {
    count += 1;
    const externalId = { source: 'crm', id: `${count}` };
    const customer = await addCustomer({ name: `Customer ${count}`, externalIds: [externalId] });
    return {
      ...customer,
      externalId,
      /** Buys at noon of a day of November: quantity, price, and the sku where it is not a mug. */
      buy: (day: number, ...lines: [quantity: number, unitPrice: string, sku?: string][]) =>
        record({
          customer: { externalId },
          purchasedAt: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`,
          lines: lines.map(([quantity, unitPrice, sku = 'mug']) => ({
            product: { sku },
            quantity,
            unitPrice,
          })),
        }),
      /** A return at noon of the 20th. */
      returning: (id: string, ...lines: ReturnLineDraft[]): ReturnDraft => ({
        externalId: { source: 'pos', id: `${count}-${id}` },
        customer: { externalId },
        returnedAt: new Date('2026-11-20T12:00:00Z'),
        lines,
      }),
    };
  }

  const mugs = (quantity: number, unitPrice: string) => ({ sku: 'mug', quantity, unitPrice });

  const taken = (...drafts: ReturnDraft[]) => shop.inUnit((unit) => recordReturns(unit, drafts));

  const created = { status: 'created', errors: [], refusedLines: [] };

  /** What is refunded of purchases, in their order: `amount status units,units`. */
  async function became(...purchases: { id: string }[]): Promise<string[]> {
    const { data } = await shop.ask(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Purchase {
        status refunded { amount } lines { refundedQuantity }
      } } }`,
      { ids: purchases.map(({ id }) => id) },
    );
    return data.nodes.map((node: BecomingNode) => {
      const units = node.lines.map(({ refundedQuantity }) => refundedQuantity).join();
      return `${node.refunded.amount} ${node.status} ${units}`;
    });
  }

  it('become refunds of the latest purchase with enough left at the price', async () => {
    const { buy, returning, id } = await aBuyer();
    const early = await buy(1, [5, '2.00']);
    const dear = await buy(2, [5, '3.00']);
    const late = await buy(3, [5, '2.00']);
    const few = await buy(4, [1, '2.00']);

    const outcomes = await taken(returning('R', mugs(2, '2.00')));

    expect(outcomes).toEqual([created]);
    expect(await became(early, dear, late, few)).toEqual([
      '0.00 COMPLETED 0',
      '0.00 COMPLETED 0',
      '4.00 PARTIALLY_REFUNDED 2',
      '0.00 COMPLETED 0',
    ]);
    // 10 + 15 + 10 + 2 less 4.
    expect(await summaryOf(id)).toMatchObject({ purchaseCount: 4, totalSpent: '33.00' });
    expect(await changesOf(late.id)).toEqual(['purchase.recorded', 'purchase.refunded']);
  });

  it('are split over purchases of the price before any other price is looked at', async () => {
    const { buy, returning } = await aBuyer();
    const early = await buy(1, [2, '2.00']);
    const late = await buy(2, [2, '2.00']);
    const dear = await buy(3, [9, '3.00']);

    const outcomes = await taken(returning('R', mugs(3, '2')));

    expect(outcomes).toEqual([created]);
    expect(await became(early, late, dear)).toEqual([
      '2.00 PARTIALLY_REFUNDED 1',
      '4.00 REFUNDED 2',
      '0.00 COMPLETED 0',
    ]);
  });

  it('fall back on other prices when what was bought at theirs is not enough', async () => {
    const { buy, returning } = await aBuyer();
    const cheap = await buy(1, [1, '2.00']);
    const dear = await buy(2, [2, '3.00']);

    const outcomes = await taken(returning('R', mugs(3, '2.00')));

    expect(outcomes).toEqual([created]);
    expect(await became(cheap, dear)).toEqual(['2.00 REFUNDED 1', '6.00 REFUNDED 2']);
  });

  it('take later purchases, cancelled ones, other products and other customers for none of theirs', async () => {
    const { buy, returning } = await aBuyer();
    const other = await aBuyer();
    const later = await buy(21, [5, '2.00']);
    const cancelled = await buy(1, [5, '2.00']);
    await cancelling({ id: cancelled.id });
    const tea = await buy(2, [5, '2.00', 'tea']);
    const others = await other.buy(3, [5, '2.00']);

    const outcomes = await taken(returning('R', mugs(1, '2.00')));

    expect(outcomes).toEqual([
      {
        status: 'refused',
        errors: [],
        refusedLines: [
          {
            line: 0,
            errors: [
              {
                code: 'NOT_FOUND',
                path: ['lines', '0'],
                message: 'No earlier purchase of mug by this customer has 1 unit left to give back; 0 left.',
              },
            ],
          },
        ],
      },
    ]);
    expect(await became(later, cancelled, tea, others)).toEqual([
      '0.00 COMPLETED 0',
      '0.00 CANCELLED 0',
      '0.00 COMPLETED 0',
      '0.00 COMPLETED 0',
    ]);
  });

  it('are refused line by line, and the rest is kept', async () => {
    const { buy, returning } = await aBuyer();
    const purchase = await buy(1, [2, '2.00'], [3, '1.00', 'tea']);

    const outcomes = await taken(
      returning('R', mugs(3, '2.00'), { sku: 'tea', quantity: 1, unitPrice: '1.00' }, mugs(0, '2.00')),
    );

    expect(outcomes).toEqual([
      {
        status: 'created',
        errors: [],
        refusedLines: [
          {
            line: 0,
            errors: [
              {
                code: 'NOT_FOUND',
                path: ['lines', '0'],
                message: 'No earlier purchase of mug by this customer has 3 units left to give back; 2 left.',
              },
            ],
          },
          {
            line: 2,
            errors: [
              {
                code: 'INVALID',
                path: ['lines', '2', 'quantity'],
                message: 'A quantity is a whole number, 1 or more; got 0.',
              },
            ],
          },
        ],
      },
    ]);
    expect(await became(purchase)).toEqual(['1.00 PARTIALLY_REFUNDED 0,1']);
  });

  it('are refused without a customer who is there', async () => {
    const { returning } = await aBuyer();
    const { customer: _, ...anonymous } = returning('A', mugs(1, '2.00'));
    const stranger = { ...returning('B', mugs(1, '2.00')), customer: { email: 'nobody@example.fi' } };
    const before = await contents(shop);

    const outcomes = await taken(anonymous, stranger);

    expect(outcomes.map(({ status, errors }) => [status, errors[0]?.message])).toEqual([
      ['refused', 'The return names no customer.'],
      ['refused', 'There is no customer by this reference.'],
    ]);
    expect(await contents(shop)).toEqual(before);
  });

  it('change nothing when they are taken in again, alone or twice in a batch', async () => {
    const { buy, returning } = await aBuyer();
    const purchase = await buy(1, [5, '2.00']);
    const draft = returning('R', mugs(2, '2.00'));
    const first = await taken(draft, draft);
    const before = await contents(shop);

    const again = await taken(draft);

    expect(first.map(({ status }) => status)).toEqual(['created', 'unchanged']);
    expect(again).toEqual([{ status: 'unchanged', errors: [], refusedLines: [] }]);
    expect(await contents(shop)).toEqual(before);
    expect(await became(purchase)).toEqual(['4.00 PARTIALLY_REFUNDED 2']);
  });

  it('are taken in once when two runs bring them at once', async () => {
    const { buy, returning } = await aBuyer();
    const purchase = await buy(1, [5, '2.00']);
    const draft = returning('R', mugs(2, '2.00'));

    const runs = await Promise.all([taken(draft), taken(draft), taken(draft)]);

    const statuses = runs.flatMap((outcomes) => outcomes.map(({ status }) => status));
    expect(statuses.toSorted()).toEqual(['created', 'unchanged', 'unchanged']);
    expect(await became(purchase)).toEqual(['4.00 PARTIALLY_REFUNDED 2']);
  });

  it('give back what a refund by amount has left, and say no more on their lines', async () => {
    const { buy, returning, id } = await aBuyer();
    const purchase = await buy(1, [2, '5.00']);
    await refund({ purchaseId: purchase.id, amount: '7.00' });

    const outcomes = await taken(returning('R', mugs(1, '5.00')), returning('S', mugs(1, '5.00')));

    expect(outcomes).toEqual([created, created]);
    const { data } = await shop.ask(
      `query ($id: ID!) { purchase(by: { id: $id }) {
        status refunded { amount } refunds { amount { amount } lines { quantity amount { amount } } }
      } }`,
      { id: purchase.id },
    );
    expect(data.purchase).toEqual({
      status: 'REFUNDED',
      refunded: { amount: '10.00' },
      refunds: expect.arrayContaining([
        { amount: { amount: '7.00' }, lines: [] },
        { amount: { amount: '3.00' }, lines: [{ quantity: 1, amount: { amount: '3.00' } }] },
        { amount: { amount: '0.00' }, lines: [{ quantity: 1, amount: { amount: '0.00' } }] },
      ]),
    });
    expect(await summaryOf(id)).toMatchObject({ purchaseCount: 1, totalSpent: '0.00' });
  });

  it('of one batch follow each other on the same purchase', async () => {
    const { buy, returning } = await aBuyer();
    const purchase = await buy(1, [3, '4.00']);

    const outcomes = await taken(
      returning('R', mugs(1, '4.00')),
      returning('S', mugs(1, '4.00'), mugs(1, '4.00')),
      returning('T', mugs(1, '4.00')),
    );

    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'refused']);
    expect(await became(purchase)).toEqual(['12.00 REFUNDED 3']);
  });

  it('leave the summaries as the facts say', async () => {
    const differences = await rowsOf(shop.database, summaryDifferences());

    expect(differences.map(({ id }) => globalId('customer', id))).toEqual([]);
  });
});

interface BecomingNode {
  status: string;
  refunded: { amount: string };
  lines: { refundedQuantity: number }[];
}
