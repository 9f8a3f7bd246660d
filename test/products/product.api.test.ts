import { beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { upsertProducts } from '../../src/products/product.service.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes, type TestShop, testNow } from '../support/shop.ts';

async function upserted(shop: TestShop, input: Record<string, unknown>) {
  const { data, errors } = await shop.ask(
    `mutation ($input: UpsertProductInput!) {
      upsertProduct(input: $input) {
        product { id sku name kind category price { amount currency } active createdAt }
        userErrors { path message code }
      }
    }`,
    { input },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.upsertProduct;
}

async function countOf(shop: TestShop, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
    shop.database.kysely,
  );
  return rows[0]?.count ?? 0;
}

onBothEngines('a product', (shop) => {
  it('is goods and sold, unless something else is said', async () => {
    const { product, userErrors } = await upserted(shop, { sku: ' S-1 ', name: ' Kiuas ' });

    expect(userErrors).toEqual([]);
    expect(product).toEqual({
      id: expect.stringMatching(/^product_[\da-z]{26}$/),
      sku: 'S-1',
      name: 'Kiuas',
      kind: 'GOODS',
      category: null,
      price: null,
      active: true,
      createdAt: testNow.toISOString(),
    });
  });

  it('is found by its sku and merged: absent keeps, null clears', async () => {
    const first = await upserted(shop, {
      sku: 'M',
      name: 'Massage',
      kind: 'SERVICE',
      category: 'Care',
      price: { amount: '45', currency: 'EUR' },
      active: false,
    });

    const kept = await upserted(shop, { sku: 'M', price: { amount: '6500', currency: 'JPY' } });
    const cleared = await upserted(shop, { sku: 'M', price: null, category: null, active: true });

    expect(kept.product).toEqual({ ...first.product, price: { amount: '6500', currency: 'JPY' } });
    expect(cleared.product).toEqual({ ...first.product, price: null, category: null, active: true });
  });

  it('is found by id and by sku, exactly', async () => {
    const { product } = await upserted(shop, { sku: 'Find', name: 'Found' });

    const { data } = await shop.ask(
      `query ($id: ID!) {
        byId: product(by: { id: $id }) { name }
        bySku: product(by: { sku: "Find" }) { name }
        otherCase: product(by: { sku: "find" }) { name }
        malformed: product(by: { id: "customer_1" }) { name }
      }`,
      { id: product.id },
    );

    expect(data).toEqual({
      byId: { name: 'Found' },
      bySku: { name: 'Found' },
      otherCase: null,
      malformed: null,
    });
  });

  it.each([
    ['two names', '{ id: "product_1", sku: "S" }'],
    ['no name', '{}'],
  ])('is not asked for by %s', async (_what, by) => {
    const { errors } = await shop.ask(`{ product(by: ${by}) { name } }`);

    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  const noName = { path: ['name'], message: 'A product has a name; it cannot be empty.', code: 'REQUIRED' };
  it.each([
    ['a new one without a name', { sku: 'R' }, noName],
    ['an empty name', { sku: 'S-1', name: ' ' }, noName],
    ['a null name', { sku: 'S-1', name: null }, noName],
    [
      'a name too long',
      { sku: 'R', name: 'x'.repeat(301) },
      { path: ['name'], message: 'At most 300 characters; got 301.', code: 'INVALID' },
    ],
    [
      'an empty sku',
      { sku: ' ', name: 'R' },
      { path: ['sku'], message: 'A product has a sku of 1 to 100 characters.', code: 'REQUIRED' },
    ],
    [
      'a sku too long',
      { sku: 'x'.repeat(101), name: 'R' },
      { path: ['sku'], message: 'At most 100 characters; got 101.', code: 'INVALID' },
    ],
    [
      'a category too long',
      { sku: 'R', name: 'R', category: 'x'.repeat(101) },
      { path: ['category'], message: 'At most 100 characters; got 101.', code: 'INVALID' },
    ],
    [
      'a price with too many decimals',
      { sku: 'R', name: 'R', price: { amount: '1.2345', currency: 'KWD' } },
      { path: ['price'], message: 'An amount in KWD has at most 3 decimals.', code: 'INVALID' },
    ],
    [
      'a price below zero',
      { sku: 'R', name: 'R', price: { amount: '-1', currency: 'EUR' } },
      { path: ['price'], message: 'The amount is zero or more.', code: 'INVALID' },
    ],
    [
      'a currency that is none',
      { sku: 'R', name: 'R', price: { amount: '1', currency: 'EURO' } },
      { path: ['price'], message: 'A currency is three letters of ISO 4217, such as EUR.', code: 'INVALID' },
    ],
  ])('refuses %s, once, and changes nothing', async (_what, input, error) => {
    const [products, changes] = [await countOf(shop, 'product'), await countOf(shop, 'change')];

    const payload = await upserted(shop, input);

    expect(payload).toEqual({ product: null, userErrors: [error] });
    expect([await countOf(shop, 'product'), await countOf(shop, 'change')]).toEqual([products, changes]);
  });

  it('tells several mistakes at once', async () => {
    const { userErrors } = await upserted(shop, { sku: '', price: { amount: '1', currency: 'X' } });

    expect(userErrors.map(({ path }: { path: string[] }) => path)).toEqual([['sku'], ['name'], ['price']]);
  });

  it('is noted when it changes, and not when it does not', async () => {
    const input = { sku: 'Noted', name: 'Noted', category: 'A' };
    await upserted(shop, input);
    await upserted(shop, { ...input, category: 'B' });
    const changes = await countOf(shop, 'change');
    await upserted(shop, { ...input, category: 'B' });

    expect(await countOf(shop, 'change')).toBe(changes);
    const { rows } = await sql<{ action: string; details: unknown }>`
      select action, details from change join product on product.id = subject_id
      where sku = 'Noted' order by change.id`.execute(shop.database.kysely);
    expect(rows).toMatchObject([
      { action: 'product.created' },
      { action: 'product.updated', details: { fields: ['category'] } },
    ]);
  });

  it('becomes one row by ten upserts of a new sku at once', async () => {
    const payloads = await Promise.all(
      Array.from({ length: 10 }, () => upserted(shop, { sku: 'Race', name: 'Race' })),
    );

    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(payloads.map(({ product }) => product.id)).size).toBe(1);
  });
});

onBothEngines('the list of products', (shop) => {
  beforeAll(async () => {
    await shop.inUnit((unit) =>
      upsertProducts(unit, [
        { sku: 'K-1', name: 'Kiuas', category: 'Sauna', price: { amount: '499.00', currency: 'EUR' } },
        { sku: 'K-2', name: 'Kääpiö', category: 'Garden', price: { amount: '10', currency: 'USD' } },
        { sku: 'Z_9', name: 'sauna care', kind: 'SERVICE', price: { amount: '45.50', currency: 'EUR' } },
        { sku: 'a-1', name: 'Äes', active: false },
      ]),
    );
  });
  const skus = async (variables: Record<string, unknown>, scopes = allScopes) => {
    const { data, errors } = await shop.ask(
      `query ($filter: ProductFilter, $search: String, $orderBy: [ProductOrder!]) {
        products(filter: $filter, search: $search, orderBy: $orderBy) { nodes { sku } totalCount }
      }`,
      variables,
      { scopes },
    );
    if (!data) throw new Error(JSON.stringify(errors));
    expect(data.products.totalCount).toBe(data.products.nodes.length);
    return data.products.nodes.map(({ sku }: { sku: string }) => sku);
  };

  it('is by name unless ordered otherwise', async () => {
    expect(await skus({})).toEqual(['a-1', 'K-2', 'K-1', 'Z_9']);
    expect(await skus({ orderBy: [{ field: 'NAME', direction: 'DESC' }] })).toEqual([
      'Z_9',
      'K-1',
      'K-2',
      'a-1',
    ]);
  });

  it.each(['CREATED_AT', 'NAME', 'SKU'])(
    'by %s walks forwards and backwards over the same list',
    async (field) => {
      const orderBy = [{ field, direction: 'ASC' }];
      const page = async (args: string, cursor: string | null) => {
        const { data } = await shop.ask(
          `query ($orderBy: [ProductOrder!], $cursor: String) {
          products(orderBy: $orderBy, ${args}: $cursor) {
            nodes { sku } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
          }
        }`,
          { orderBy, cursor },
        );
        return data.products;
      };
      const whole = await skus({ orderBy });

      const first = await page('first: 3, after', null);
      const rest = await page('first: 3, after', first.pageInfo.endCursor);
      const last = await page('last: 3, before', null);
      const start = await page('last: 3, before', last.pageInfo.startCursor);

      const skusOf = ({ nodes }: { nodes: { sku: string }[] }) => nodes.map(({ sku }) => sku);
      expect([...skusOf(first), ...skusOf(rest)]).toEqual(whole);
      expect([...skusOf(start), ...skusOf(last)]).toEqual(whole);
      expect([rest.pageInfo.hasNextPage, start.pageInfo.hasPreviousPage]).toEqual([false, false]);
    },
  );

  it.each([
    ['kiu', ['K-1']],
    ['KAAPIO', ['K-2']],
    ['care sauna', ['Z_9']],
    ['k-', ['K-2', 'K-1']],
    ['z_', ['Z_9']],
    ['_', []],
    ['¨', []],
    [' ', ['a-1', 'K-2', 'K-1', 'Z_9']],
  ])('searched for %p gives %j', async (search, expected) => {
    expect(await skus({ search })).toEqual(expected);
  });

  it.each([
    [{ sku: { startsWith: 'k-' } }, ['K-2', 'K-1']],
    [{ name: { contains: 'ÄÄ' } }, ['K-2']],
    [{ kind: { eq: 'SERVICE' } }, ['Z_9']],
    [{ kind: { notIn: ['SERVICE'] } }, ['a-1', 'K-2', 'K-1']],
    [{ category: { isNull: true } }, ['a-1', 'Z_9']],
    [{ category: { ne: 'Sauna' } }, ['a-1', 'K-2', 'Z_9']],
    [{ price: { gt: '45.49', lte: '499' } }, ['K-1', 'Z_9']],
    [{ price: { isNull: true } }, ['a-1', 'K-2']],
    [{ active: { eq: false } }, ['a-1']],
    [{ createdAt: { eq: '2026-11-22T12:00:00Z' }, active: { eq: true } }, ['K-2', 'K-1', 'Z_9']],
    [{ or: [{ sku: { eq: 'K-1' } }, { not: { active: { eq: true } } }] }, ['a-1', 'K-1']],
    [{ or: [] }, []],
    [{}, ['a-1', 'K-2', 'K-1', 'Z_9']],
  ])('filtered by %j gives %j', async (filter, expected) => {
    expect(await skus({ filter })).toEqual(expected);
  });
});
