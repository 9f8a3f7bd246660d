import { beforeAll, expect, it } from '@jest/globals';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { upsertProducts } from '../../src/products/product.service.ts';
import { onBothEngines } from '../support/engines.ts';

const query = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [CustomerOrder!]) {
  customers(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

function cursorOf(...parts: unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

onBothEngines('paging', (shop) => {
  beforeAll(async () => {
    await shop.inUnit(async (unit) => {
      await createCustomers(
        unit,
        Array.from({ length: 101 }, (_, index) => ({ name: `N${String(index).padStart(3, '0')}` })),
      );
      await upsertProducts(unit, [{ sku: 'P', name: 'Product' }]);
    });
  });
  const byName = [{ field: 'NAME', direction: 'ASC' }];
  const names = (data: { customers: { edges: { node: { name: string } }[] } }) =>
    data.customers.edges.map(({ node }) => node.name);

  it('gives 25 when nothing is said, and up to 100', async () => {
    const byDefault = await shop.ask(query, { orderBy: byName });
    const most = await shop.ask(query, { orderBy: byName, first: 100 });
    const least = await shop.ask(query, { orderBy: byName, last: 1 });

    expect(names(byDefault.data)).toHaveLength(25);
    expect(names(most.data)).toHaveLength(100);
    expect(most.data.customers.pageInfo.hasNextPage).toBe(true);
    expect(names(least.data)).toEqual(['N100']);
    expect(least.data.customers.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it('goes on after an edge and back before it', async () => {
    const { data } = await shop.ask(query, { orderBy: byName, first: 3 });
    const [, second] = data.customers.edges;

    const after = await shop.ask(query, { orderBy: byName, first: 2, after: second.cursor });
    const before = await shop.ask(query, { orderBy: byName, last: 2, before: second.cursor });

    expect(data.customers.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(names(after.data)).toEqual(['N002', 'N003']);
    expect(after.data.customers.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(names(before.data)).toEqual(['N000']);
    expect(before.data.customers.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('says so when a page is empty', async () => {
    const { data } = await shop.ask(
      '{ customers(filter: { or: [] }) { nodes { id } totalCount pageInfo { hasNextPage startCursor endCursor } } }',
    );

    expect(data.customers).toEqual({
      nodes: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  it.each([
    [{ first: 0 }, 'first takes 1 to 100; got 0.'],
    [{ first: -1 }, 'first takes 1 to 100; got -1.'],
    [{ first: 101 }, 'first takes 1 to 100; got 101.'],
    [{ last: 0 }, 'last takes 1 to 100; got 0.'],
    [{ last: 101 }, 'last takes 1 to 100; got 101.'],
    [{ first: 1, last: 1 }, 'Page with first and after, or with last and before, not with both.'],
    [{ after: 'x', before: 'y' }, 'Page with first and after, or with last and before, not with both.'],
  ])('refuses %j', async (args, message) => {
    const answer = await shop.ask(query, args);

    expect(answer).toMatchObject({
      data: null,
      errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(answer.statements).toBe(0);
  });

  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const [created, spent, name] = ['CREATED_AT', 'TOTAL_SPENT', 'NAME'].map(
    (field) => `customer.${field}:ASC`,
  );
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', 'Z2FyYmFnZQ'],
    ['an object', Buffer.from('{"a":1}').toString('base64url')],
    ['numbers', cursorOf(created, 1, id)],
    ['too few values', cursorOf(created, id)],
    ['too many values', cursorOf(created, '2026-11-22 12:00:00+00', 'more', id)],
    ['an id that is none', cursorOf(created, '2026-11-22 12:00:00+00', 'nobody')],
    ['an instant that is none', cursorOf(created, 'yesterday', id)],
    ['an instant off the calendar', cursorOf(created, '2026-02-30 12:00:00+00', id)],
    ['an instant off the clock', cursorOf(created, '2026-11-22 25:61:61+00', id)],
    ['the year 0', cursorOf(created, '0000-01-01 00:00:00+00', id)],
    ['SQL', cursorOf(created, "2026-11-22 12:00:00+00'; drop table customer; --", id)],
    ['a number that is none', cursorOf(spent, '1e9', id)],
    ['a number too large', cursorOf(spent, '9'.repeat(30), id)],
    ['text that cannot be stored', cursorOf(name, 'a\u0000', id)],
  ])('refuses a cursor of %s', async (_what, after) => {
    const orders = ['CREATED_AT', 'TOTAL_SPENT', 'NAME'].map((field) => [{ field, direction: 'ASC' }]);

    const answers = await Promise.all(orders.map((orderBy) => shop.ask(query, { orderBy, after })));

    for (const { status, errors } of answers) {
      expect(status).toBe(200);
      expect(errors).toMatchObject([
        {
          message: 'This cursor is not of this list in this order. Take one from its pageInfo or edges.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    }
  });

  it('refuses a cursor of another order, and of another list in the same order', async () => {
    const { data } = await shop.ask(`{
      customers(orderBy: [{ field: NAME }]) { pageInfo { endCursor } }
      products(orderBy: [{ field: NAME }]) { pageInfo { endCursor } }
    }`);
    const after = data.customers.pageInfo.endCursor;

    const answers = [
      await shop.ask(query, { after }),
      await shop.ask(query, { orderBy: [{ field: 'NAME', direction: 'DESC' }], after }),
      await shop.ask(query, { orderBy: byName, after: data.products.pageInfo.endCursor }),
      await shop.ask(query, { orderBy: [...byName, { field: 'CREATED_AT' }], after }),
    ];

    expect(answers.map(({ errors }) => errors[0]?.extensions.code)).toEqual(Array(4).fill('BAD_USER_INPUT'));
  });

  it('counts only when it is asked to', async () => {
    const without = await shop.ask('{ customers(first: 5) { nodes { name } } }');
    const skipped = await shop.ask(
      'query ($count: Boolean!) { customers { nodes { name } totalCount @include(if: $count) } }',
      { count: false },
    );
    const counted = await shop.ask('{ customers(first: 5) { nodes { name } totalCount } }');

    expect(counted.data.customers.totalCount).toBe(101);
    expect([without.statements, skipped.statements, counted.statements]).toEqual([1, 1, 2]);
  });
});
