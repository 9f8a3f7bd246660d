import { beforeAll, expect, it } from '@jest/globals';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { recordPurchases } from '../../src/purchases/purchase.service.ts';
import { recordReturns } from '../../src/purchases/return.service.ts';
import { onBothEngines } from '../support/engines.ts';

const customerCount = 100;
const purchasesEach = 10;

onBothEngines('the number of SQL statements', (shop) => {
  beforeAll(async () => {
    await shop.inUnit(async (unit) => {
      const skus = Array.from({ length: 20 }, (_, index) => `sku-${index}`);
      await upsertProducts(
        unit,
        skus.map((sku) => ({ sku, name: sku })),
      );
      const people = Array.from({ length: customerCount }, (_, index) => ({
        name: `Customer ${index}`,
        externalIds: [{ source: 'crm', id: `${index}` }],
      }));
      await createCustomers(unit, people);
      await recordPurchases(
        unit,
        people.flatMap(({ externalIds: [externalId] }, person) =>
          Array.from({ length: purchasesEach }, (_, index) => ({
            ...(externalId ? { customer: { externalId } } : {}),
            externalIds: [{ source: 'pos', id: `${person}-${index}` }],
            purchasedAt: new Date(Date.UTC(2026, 0, 1 + index, 12)),
            channel: 'webshop',
            currency: 'EUR',
            lines: [0, 1, 2].map((line) => ({
              product: { sku: `sku-${(person + index + line) % 20}` },
              quantity: 1 + line,
              unitPrice: '2.50',
            })),
          })),
        ),
      );
      await recordReturns(
        unit,
        people.flatMap(({ externalIds: [customer] }, person) =>
          customer
            ? [
                {
                  externalId: { source: 'pos', id: `R-${person}` },
                  customer: { externalId: customer },
                  returnedAt: unit.now,
                  lines: [{ sku: `sku-${(person + 9) % 20}`, quantity: 1, unitPrice: '2.50' }],
                },
              ]
            : [],
        ),
      );
    });
  });

  function ask(first: number, selection: string) {
    return shop.ask(`query ($first: Int) { customers(first: $first) { edges { node { ${selection} } } } }`, {
      first,
    });
  }

  const nested = `
    id name
    purchases(first: 10) {
      edges { node { id purchasedAt total { amount } lines { quantity total { amount } product { sku name } } } }
    }`;

  it('is at most five for customers, purchases, lines and products, and the same for 10 and for 100', async () => {
    const ten = await ask(10, nested);
    const hundred = await ask(100, nested);

    expect([ten.errors, hundred.errors]).toEqual([[], []]);
    const { edges } = hundred.data.customers;
    const purchases = edges.flatMap((edge: Edge) => edge.node.purchases.edges);
    const lines = purchases.flatMap(({ node }: { node: { lines: unknown[] } }) => node.lines);
    expect([edges.length, purchases.length, lines.length]).toEqual([100, 1000, 3000]);
    expect(lines[0]).toMatchObject({ product: { sku: expect.stringMatching(/^sku-\d+$/) } });
    expect(hundred.statements).toBeLessThanOrEqual(5);
    expect(hundred.statements).toBe(ten.statements);
  });

  it.each([
    { what: 'summaries and counts', selection: 'summary { purchaseCount } purchases { totalCount }' },
    {
      what: 'everything about purchases',
      selection: `purchases(first: 5) { edges { node {
        customer { id } externalIds { id } refunds { lines { line { quantity } } } lines { product { sku } }
      } } }`,
    },
    {
      what: 'products and who bought them',
      selection: `purchases(first: 2) { edges { node { lines { product {
        purchases(first: 2) { edges { node { customer { name } } } totalCount }
      } } } } }`,
    },
  ])('is the same for 10 and for 100 customers with $what', async ({ selection }) => {
    const ten = await ask(10, selection);
    const hundred = await ask(100, selection);

    expect([ten.errors, hundred.errors]).toEqual([[], []]);
    expect(hundred.statements).toBe(ten.statements);
  });
});

interface Edge {
  node: { purchases: { edges: unknown[] } };
}
