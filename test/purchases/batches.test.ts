import { beforeAll, expect, it } from '@jest/globals';
import { localId } from '../../src/kernel/ids.ts';
import type { PurchaseDraft } from '../../src/purchases/purchase.rules.ts';
import { recordPurchases } from '../../src/purchases/purchase.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { contents, till } from './till.ts';

onBothEngines('batches of purchases', (shop) => {
  const { record, addCustomer, addProduct } = till(shop);
  let aino: { id: string };

  beforeAll(async () => {
    await addProduct('mug');
    aino = await addCustomer({ name: 'Aino', email: 'aino@example.fi' });
  });

  function aDraft(receipt: string, changes: Partial<PurchaseDraft> = {}): PurchaseDraft {
    return {
      externalIds: [{ source: 'pos', id: receipt }],
      purchasedAt: testNow,
      channel: 'store',
      currency: 'EUR',
      lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '1.00' }],
      ...changes,
    };
  }

  const recorded = (...drafts: PurchaseDraft[]) => shop.inUnit((unit) => recordPurchases(unit, drafts));

  it('keep what is good, leave what is known and say what is wrong with the rest', async () => {
    const known = await record({ externalIds: [{ source: 'pos', id: 'A-1' }] });

    const outcomes = await recorded(
      aDraft('A-1'),
      aDraft('A-2', { customer: { email: 'AINO@example.fi' } }),
      aDraft('A-3', { lines: [{ product: { sku: 'none' }, quantity: 0, unitPrice: '1' }] }),
      aDraft('A-4', { customer: { externalId: { source: 'crm', id: 'nobody' } } }),
      aDraft('A-5', { customer: { create: { name: 'Aino again', email: 'aino@example.fi' } } }),
      aDraft('A-6', { customer: { create: { name: 'Eino' } } }),
    );

    expect(
      outcomes.map((outcome) =>
        outcome.status === 'refused'
          ? outcome.errors.map(({ code, path }) => `${code} ${path.join('.')}`)
          : outcome.status,
      ),
    ).toEqual([
      'unchanged',
      'created',
      ['INVALID lines.0.quantity', 'NOT_FOUND lines.0.product.sku'],
      ['NOT_FOUND customer.externalId'],
      ['TAKEN customer.create.email'],
      'created',
    ]);
    expect(outcomes[0]).toMatchObject({ purchaseId: localId('purchase', known.id) });
    const { data } = await shop.ask(
      '{ customers(orderBy: [{ field: NAME }]) { edges { node { name summary { purchaseCount } } } } }',
    );
    expect(data.customers.edges.map(({ node }: { node: object }) => node)).toEqual([
      { name: 'Aino', summary: { purchaseCount: 1 } },
      { name: 'Eino', summary: { purchaseCount: 1 } },
    ]);
  });

  it('change nothing when they are recorded again', async () => {
    const drafts = [1, 2, 3].map((number) =>
      aDraft(`B-${number}`, { customer: number === 1 ? null : { id: aino.id } }),
    );
    const first = await recorded(...drafts);
    const before = await contents(shop);

    const again = await recorded(...drafts);

    expect(first.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await contents(shop)).toEqual(before);
  });

  it('record each purchase once when two runs bring the same ones at once', async () => {
    const drafts = [1, 2, 3].map((number) => aDraft(`C-${number}`));

    const runs = await Promise.all([recorded(...drafts), recorded(...drafts.toReversed())]);

    const statuses = runs.map((outcomes) => [...new Set(outcomes.map(({ status }) => status))].join());
    expect(statuses.toSorted()).toEqual(['created', 'unchanged']);
  });

  it('refuse the second of two purchases with one external id and keep the first', async () => {
    const [first, second] = await recorded(aDraft('D-1'), aDraft('D-1'));

    expect(first).toMatchObject({ status: 'created' });
    expect(second).toMatchObject({
      status: 'refused',
      errors: [{ code: 'CONFLICT', path: ['externalIds'], message: 'The same external id is given twice.' }],
    });
  });
});
