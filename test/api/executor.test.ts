import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { planningExecutor } from '../../src/api/executor.ts';
import { emptyDatabase, onBothEngines } from '../support/engines.ts';
import { comparedExecutor } from '../support/executors/compared.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';

const purchase = `recordPurchase(input: { customer: { email: "aino@example.fi" }, channel: "store", total: "8.50", lines: [
  { product: { sku: "MUG" }, quantity: 1, unitPrice: "8.50" }
] })`;
const count = 'purchase { customer { summary { purchaseCount } } } userErrors { message }';

// A shop of the tests fails where the two executors differ; what is asked here is what the rest of the suite does not.
onBothEngines('an operation', (shop) => {
  beforeAll(async () => {
    await shop.ask(`mutation {
      upsertProduct(input: { sku: "MUG", name: "Mug" }) { userErrors { message } }
      createCustomer(input: { name: "Aino", email: "aino@example.fi" }) { userErrors { message } }
    }`);
  });

  it('answers in the order in which fields are first asked for, whatever is left out', async () => {
    const { data } = await shop.ask(`{
      customers { totalCount @include(if: false) nodes { ...Late name } totalCount }
    }
    fragment Late on Customer { kind @skip(if: true) name kind }`);

    expect(JSON.stringify(data)).toBe(
      '{"customers":{"nodes":[{"name":"Aino","kind":"PERSON"}],"totalCount":1}}',
    );
  });

  it('takes nothing from under a place that is left out', async () => {
    const { data } = await shop.ask(
      `query ($more: Boolean!) {
        customers { nodes { name } nodes @include(if: $more) { kind } ...More @include(if: $more) }
      }
      fragment More on CustomerConnection { nodes { identified } totalCount }`,
      { more: false },
    );

    expect(data).toEqual({ customers: { nodes: [{ name: 'Aino' }] } });
  });

  it('does the fields of a mutation one after the other, each once', async () => {
    const { data } = await shop.ask(
      `mutation { first: ${purchase} { ${count} } second: ${purchase} { ${count} } }`,
    );
    const { data: after } = await shop.ask('{ purchases { totalCount } changes { nodes { action } } }');

    const counted = (purchaseCount: number) => ({
      purchase: { customer: { summary: { purchaseCount } } },
      userErrors: [],
    });
    expect(data).toEqual({ first: counted(1), second: counted(2) });
    expect(after.purchases.totalCount).toBe(2);
    expect(after.changes.nodes).toHaveLength(4);
  });

  it('goes on after a field that failed, and makes null what may not be without it', async () => {
    const { data, errors } = await shop.ask(
      `mutation { ${purchase} { purchase { customer { name } } } }`,
      {},
      { scopes: ['purchases:write', 'purchases:read'] },
    );
    const nobody = await shop.ask('{ viewer { name } customers { totalCount } }', {}, { scopes: [] });

    expect(data).toEqual({ recordPurchase: { purchase: { customer: null } } });
    expect(errors).toMatchObject([{ path: ['recordPurchase', 'purchase', 'customer'] }]);
    expect(nobody).toMatchObject({ data: null, errors: [{ path: ['customers'] }] });
  });
});

describe('the comparison of executors', () => {
  const differences: string[] = [];
  let spoil: (answer: ExecutionResult) => ExecutionResult = (answer) => answer;
  let shop: TestShop;

  beforeAll(async () => {
    const executor = comparedExecutor(
      (difference) => differences.push(difference),
      (schema, suggestions) => {
        const execute = planningExecutor(schema, suggestions);
        return async (request) => spoil(await execute(request));
      },
    );
    shop = await openTestShop(await emptyDatabase('pglite'), {}, {}, undefined, { executor });
  });
  afterAll(() => shop.close());

  async function differencesOf(query: string, spoiling: typeof spoil): Promise<string[]> {
    spoil = spoiling;
    await shop.ask(query);
    spoil = (answer) => answer;
    return differences.splice(0);
  }

  it('finds nothing where nothing differs', async () => {
    expect(await differencesOf('{ customers { totalCount nodes { name } } }', (answer) => answer)).toEqual(
      [],
    );
  });

  it.each<[string, string, typeof spoil]>([
    [
      'an order of fields',
      '{ products { nodes { name } } customers { totalCount } }',
      ({ data }) => ({ data: Object.fromEntries(Object.entries(data ?? {}).toReversed()) }),
    ],
    ['a value', '{ purchases { totalCount } }', () => ({ data: { purchases: { totalCount: 7 } } })],
    ['a null that is nothing', '{ customer(by: { email: "a@b.fi" }) { name } }', () => ({ data: {} })],
    ['an error that is not told', '{ customers(after: "x") { totalCount } }', () => ({ data: null })],
    [
      'an error in other words',
      '{ products(after: "x") { totalCount } }',
      ({ data, errors = [] }) => {
        for (const error of errors) error.message = 'No.';
        return { data: data ?? null, errors };
      },
    ],
    [
      'a mutation in another shape',
      'mutation { createCustomer(input: { name: "" }) { customer { name } userErrors { code } } }',
      () => ({ data: { createCustomer: { customer: null, userErrors: [] } } }),
    ],
  ])('finds %s', async (_what, query, spoiling) => {
    expect(await differencesOf(query, spoiling)).toHaveLength(1);
  });
});
