import { beforeAll, describe, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { till } from './till.ts';

interface Connection {
  edges: { node: { baseTotal: { amount: string } }; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}

onBothEngines('lists of purchases', (shop) => {
  const { record, cancelling, refund, addCustomer, addProduct } = till(shop);
  const customers: Record<string, string> = {};
  const products: Record<string, string> = {};

  // Aino buys for 10, 20, 30, 40 and 50 on the first five days of November; Eino for 60, 70 and 80 on the first three.
  beforeAll(async () => {
    for (const sku of ['mug', 'tea']) products[sku] = (await addProduct(sku)).id;
    for (const name of ['Aino', 'Eino', 'Onni']) customers[name] = (await addCustomer({ name })).id;
    const mug = (unitPrice: number) => ({ product: { sku: 'mug' }, quantity: 1, unitPrice: `${unitPrice}` });
    const tea = { product: { sku: 'tea' }, quantity: 1, unitPrice: '0' };
    const buy = (name: string, day: number, total: number, lines: object[]) =>
      record({
        customer: { id: customers[name] },
        purchasedAt: `2026-11-0${day}T12:00:00Z`,
        channel: total % 20 === 0 ? 'store' : 'webshop',
        lines: [mug(total), ...lines],
      });
    await buy('Aino', 1, 10, []);
    await buy('Aino', 2, 20, [tea]);
    const cancelled = await buy('Aino', 3, 30, []);
    // Twice on one purchase, which is one purchase of it.
    await buy('Aino', 4, 40, [tea, tea]);
    await buy('Aino', 5, 50, []);
    await buy('Eino', 1, 60, [tea]);
    await buy('Eino', 2, 70, []);
    const refunded = await buy('Eino', 3, 80, []);
    await cancelling({ id: cancelled.id });
    await refund({ purchaseId: refunded.id, amount: '1' });
  });

  async function ofCustomers(args: string, variables: Record<string, string> = {}) {
    const declared = Object.keys(variables).map((name) => `, $${name}: String`);
    const { data, errors, statements } = await shop.ask(
      `query ($ids: [ID!]!${declared.join('')}) {
        customers(filter: { id: { in: $ids } }, orderBy: [{ field: NAME }]) {
          edges { node { purchases${args} { ${connection} } } }
        }
      }`,
      { ids: Object.values(customers), ...variables },
    );
    expect(errors).toEqual([]);
    const lists = data.customers.edges.map(({ node }: { node: { purchases: Connection } }) => node.purchases);
    return { lists: lists as Connection[], statements };
  }

  async function ofProduct(sku: string, args = '') {
    const { data, errors } = await shop.ask(
      `query ($sku: String!) { product(by: { sku: $sku }) { purchases${args} { ${connection} } } }`,
      { sku },
    );
    expect(errors).toEqual([]);
    return data.product.purchases as Connection;
  }

  describe('of customers', () => {
    it('come newest first with the count of each, cancelled ones among them', async () => {
      const { lists } = await ofCustomers('');

      expect(lists.map(amounts)).toEqual([[50, 40, 30, 20, 10], [80, 70, 60], []]);
      expect(lists.map(({ totalCount }) => totalCount)).toEqual([5, 3, 0]);
      expect(lists[2]?.pageInfo).toEqual({
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: null,
      });
    });

    it('are ordered and filtered for each', async () => {
      const { lists } = await ofCustomers(
        '(orderBy: [{ field: TOTAL, direction: ASC }], filter: { channel: { eq: "store" } })',
      );

      expect(lists.map(amounts)).toEqual([[20, 40], [60, 80], []]);
      expect(lists.map(({ totalCount }) => totalCount)).toEqual([2, 2, 0]);
    });

    it.each([
      { filter: '{ status: { eq: CANCELLED } }', found: [[30], [], []] },
      { filter: '{ status: { in: [PARTIALLY_REFUNDED, REFUNDED] } }', found: [[], [80], []] },
      { filter: '{ total: { gte: "40", lt: "70.01" } }', found: [[50, 40], [70, 60], []] },
      { filter: '{ purchasedAt: { gt: "2026-11-02T12:00:00Z" } }', found: [[50, 40, 30], [80], []] },
      { filter: '{ not: { channel: { eq: "store" } } }', found: [[50, 30, 10], [70], []] },
      { filter: '{ or: [{ total: { eq: "10" } }, { total: { eq: "80" } }] }', found: [[10], [80], []] },
    ])('are filtered by $filter', async ({ filter, found }) => {
      const { lists } = await ofCustomers(`(filter: ${filter})`);

      expect(lists.map(amounts)).toEqual(found);
    });

    it('are filtered by a product on a line', async () => {
      const { lists } = await ofCustomers(`(filter: { product: { eq: "${products.tea}" } })`);

      expect(lists.map(amounts)).toEqual([[40, 20], [60], []]);
    });

    it('page forwards for each, and say where there is more', async () => {
      const first = await ofCustomers('(first: 3)');
      const cursor = first.lists[0]?.pageInfo.endCursor ?? '';
      const second = await ofCustomers('(first: 3, after: $cursor)', { cursor });

      expect(first.lists.map(amounts)).toEqual([[50, 40, 30], [80, 70, 60], []]);
      expect(first.lists.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false, false]);
      expect(first.lists.map(({ totalCount }) => totalCount)).toEqual([5, 3, 0]);
      // A cursor is a place in the order, which every list has: after 3 November at noon.
      expect(second.lists.map(amounts)[0]).toEqual([20, 10]);
      expect(second.lists[0]?.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    });

    it('page backwards for each', async () => {
      const last = await ofCustomers('(last: 2)');
      const cursor = last.lists[0]?.pageInfo.startCursor ?? '';
      const before = await ofCustomers('(last: 2, before: $cursor)', { cursor });

      expect(last.lists.map(amounts)).toEqual([[20, 10], [70, 60], []]);
      expect(last.lists.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual([true, true, false]);
      expect(before.lists.map(amounts)[0]).toEqual([40, 30]);
      expect(before.lists[0]?.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    });

    it('stand side by side with other arguments, and are one list where they are written twice', async () => {
      const { data, errors, statements } = await shop.ask(
        `query ($id: ID!, $size: Int) {
          customer(by: { id: $id }) {
            newest: purchases(first: 1) { nodes { total { amount } } }
            few: purchases(first: $size) { nodes { total { amount } } }
            oldest: purchases(last: 1) { nodes { total { amount } } }
            dear: purchases(filter: { total: { gte: "50" } }) { nodes { total { amount } } }
            purchases(first: 1) { nodes { channel } }
            purchases(first: 1) { nodes { total { amount } } }
          }
        }`,
        { id: customers.Aino, size: 2 },
      );

      expect(errors).toEqual([]);
      const total = (amount: string) => ({ total: { amount } });
      expect(data.customer).toEqual({
        newest: { nodes: [total('50.00')] },
        few: { nodes: [total('50.00'), total('40.00')] },
        oldest: { nodes: [total('10.00')] },
        dear: { nodes: [total('50.00')] },
        purchases: { nodes: [{ channel: 'webshop', ...total('50.00') }] },
      });
      expect(statements).toBe(6);
    });

    it('refuse a page of none, of too many, both ways at once and a foreign cursor', async () => {
      const ask = (args: string) =>
        shop.ask(`{ customers { edges { node { purchases${args} { totalCount } } } } }`);

      const answers = [
        await ask('(first: 0)'),
        await ask('(first: 101)'),
        await ask('(first: 1, last: 1)'),
        await ask('(after: "rubbish")'),
      ];

      const codes = answers.map(({ errors }) => [
        ...new Set(errors.map(({ extensions }) => extensions.code)),
      ]);
      expect(codes).toEqual(Array(4).fill(['BAD_USER_INPUT']));
    });
  });

  describe('of products', () => {
    it('have each purchase once, however many lines of it', async () => {
      const list = await ofProduct('tea');

      // Of 4, 2 and 1 November.
      expect(amounts(list)).toEqual([40, 20, 60]);
      expect(list.totalCount).toBe(3);
    });

    it('are filtered, ordered and paged both ways', async () => {
      const order = 'orderBy: [{ field: TOTAL, direction: DESC }]';
      const filter = 'filter: { status: { notIn: [CANCELLED] } }';

      const first = await ofProduct('mug', `(first: 4, ${order}, ${filter})`);
      const rest = await ofProduct(
        'mug',
        `(first: 4, after: "${first.pageInfo.endCursor}", ${order}, ${filter})`,
      );
      const backwards = await ofProduct('mug', `(last: 3, ${order}, ${filter})`);

      expect(amounts(first)).toEqual([80, 70, 60, 50]);
      expect(amounts(rest)).toEqual([40, 20, 10]);
      expect(amounts(backwards)).toEqual([40, 20, 10]);
      expect([first.totalCount, rest.totalCount]).toEqual([7, 7]);
      expect([first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false]);
    });

    it('are filtered by customer', async () => {
      const list = await ofProduct('mug', `(filter: { customer: { eq: "${customers.Eino}" } })`);

      expect(amounts(list)).toEqual([80, 70, 60]);
    });
  });

  it('walks all purchases of the shop, forwards and backwards alike', async () => {
    const ask = async (args: string): Promise<Connection> => {
      const { data } = await shop.ask(
        `{ purchases(${args}, orderBy: [{ field: PURCHASED_AT }]) { ${connection} } }`,
      );
      return data.purchases;
    };
    const forwards: number[] = [];
    const backwards: number[] = [];

    let page = await ask('first: 3');
    for (; ; page = await ask(`first: 3, after: "${page.pageInfo.endCursor}"`)) {
      forwards.push(...amounts(page));
      if (!page.pageInfo.hasNextPage) break;
    }
    page = await ask('last: 3');
    for (; ; page = await ask(`last: 3, before: "${page.pageInfo.startCursor}"`)) {
      backwards.unshift(...amounts(page));
      if (!page.pageInfo.hasPreviousPage) break;
    }

    expect(forwards).toHaveLength(8);
    expect(new Set(forwards).size).toBe(8);
    expect(backwards).toEqual(forwards);
  });

  it('needs purchases:read on nested lists too', async () => {
    const { errors } = await shop.ask(
      '{ customers { edges { node { purchases { totalCount } } } } }',
      {},
      { scopes: ['customers:read'] },
    );

    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'purchases:read' });
  });
});

const connection = `
  edges { node { baseTotal { amount } } cursor }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  totalCount`;

function amounts({ edges }: Connection): number[] {
  return edges.map(({ node }) => Number(node.baseTotal.amount));
}
