import { pagesOf } from './cursors.ts';
import { graphql, nth, type Operation, statement } from './operation.ts';

const ours = `query Overview($after: String) {
  customers(first: 100, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes {
      id name country
      summary { purchaseCount totalSpent { amount } lastPurchaseAt }
      externalIds { source id }
      organisation { id name country }
      purchases(first: 1) { nodes { id purchasedAt channel status total { amount currency } } }
    }
  }
}`;

// Keys of other kinds, e-mail addresses, are in the same table and not asked for.
const postgraphiles = `query Overview($after: Cursor) {
  allCustomers(first: 100, after: $after, condition: { identified: true }) {
    nodes {
      id: rowId name country
      summary: customerSummaryByCustomerId { purchaseCount totalSpentMinor lastPurchaseAt }
      externalIds: customerKeysByCustomerIdList(condition: { kind: "EXTERNAL" }, orderBy: [SOURCE_ASC, VALUE_ASC]) {
        source id: value
      }
      organisation: customerByOrganisationId { id: rowId name country }
      purchases: purchasesByCustomerIdList(first: 1, orderBy: [PURCHASED_AT_DESC, PRIMARY_KEY_DESC]) {
        id: rowId purchasedAt channel status totalMinor currency
      }
    }
  }
}`;

export const overview: Operation = {
  name: 'overview',
  title: '100 customers with their summary, external ids, organisation and latest purchase',
  clientele: async (_, ask) => {
    const cursors = await pagesOf(ask, 'clientele');
    return (n) => graphql(ours, { after: nth(cursors, n) });
  },
  postgraphile: async (_, ask) => {
    const cursors = await pagesOf(ask, 'postgraphile');
    return (n) => graphql(postgraphiles, { after: nth(cursors, n) });
  },
  handwritten:
    ({ pagesAfter }) =>
    (n) =>
      statement('overview', [nth(pagesAfter, n)]),
};
