import { pageSteps } from '../load/sample.ts';
import { type Ask, graphql, nth, type Operation, statement } from './operation.ts';

const ours = `query Nested($after: String) {
  customers(first: 50, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes {
      id name country
      purchases(first: 5) { nodes {
        id purchasedAt total { amount currency }
        lines { id quantity total { amount } product { id sku name } }
      } }
    }
  }
}`;

const postgraphiles = `query Nested($after: Cursor) {
  allCustomers(first: 50, after: $after, condition: { identified: true }) {
    nodes {
      id: rowId name country
      purchases: purchasesByCustomerId(first: 5, orderBy: [PURCHASED_AT_DESC, PRIMARY_KEY_DESC]) { nodes {
        id: rowId purchasedAt totalMinor currency
        lines: purchaseLinesByPurchaseIdAndCustomerIdList(orderBy: [POSITION_ASC]) {
          id: rowId quantity totalMinor product: productByProductId { id: rowId sku name }
        }
      } }
    }
  }
}`;

const ourStep = `query Step($after: String) {
  customers(first: 100, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) { pageInfo { endCursor } }
}`;
const postgraphilesStep = `query Step($after: Cursor) {
  customers: allCustomers(first: 100, after: $after, condition: { identified: true }) { pageInfo { endCursor } }
}`;

export const nested: Operation = {
  name: 'nested',
  title: '50 customers with their 5 latest purchases, each with its lines and their products',
  clientele: async (_, ask) => {
    const cursors = await walk(ask, ourStep);
    return (n) => graphql(ours, { after: nth(cursors, n) });
  },
  postgraphile: async (_, ask) => {
    const cursors = await walk(ask, postgraphilesStep);
    return (n) => graphql(postgraphiles, { after: nth(cursors, n) });
  },
  handwritten:
    ({ pagesAfter }) =>
    (n) =>
      statement('nested', [nth(pagesAfter, n)]),
};

/** The server's own cursors for where the measured pages begin. */
async function walk(ask: Ask, step: string): Promise<(string | null)[]> {
  const cursors: (string | null)[] = [null];
  while (cursors.length < pageSteps) {
    const body = await ask(graphql(step, { after: cursors.at(-1) }));
    const cursor = /"endCursor":"([^"]+)"/.exec(body)?.[1];
    if (cursor === undefined) throw new Error(`An answer without a cursor: ${body.slice(0, 500)}`);
    cursors.push(cursor);
  }
  return cursors;
}
