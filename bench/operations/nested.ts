import { pagesOf } from './cursors.ts';
import { graphql, nth, type Operation, statement } from './operation.ts';

const ours = `query Nested($parents: Int!, $after: String) {
  customers(first: $parents, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes {
      id name country
      purchases(first: 5) { nodes {
        id purchasedAt total { amount currency }
        lines { id quantity total { amount } product { id sku name } }
      } }
    }
  }
}`;

const postgraphiles = `query Nested($parents: Int!, $after: Cursor) {
  allCustomers(first: $parents, after: $after, condition: { identified: true }) {
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

export const nested = nestedOf(50);

/** The same under another number of customers, at most a page of them. */
export function nestedOf(parents: number): Operation {
  return {
    name: 'nested',
    title: `${parents} customers with their 5 latest purchases, each with its lines and their products`,
    clientele: async (_, ask) => {
      const cursors = await pagesOf(ask, 'clientele');
      return (n) => graphql(ours, { parents, after: nth(cursors, n) });
    },
    postgraphile: async (_, ask) => {
      const cursors = await pagesOf(ask, 'postgraphile');
      return (n) => graphql(postgraphiles, { parents, after: nth(cursors, n) });
    },
    handwritten:
      ({ pagesAfter }) =>
      (n) =>
        statement('nested', [nth(pagesAfter, n), parents]),
  };
}
