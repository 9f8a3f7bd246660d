import { globalId } from '../../src/kernel/ids.ts';
import { graphql, nth, type Operation, statement } from './operation.ts';

const ours = `query Point($id: ID!) {
  customer(by: { id: $id }) {
    id name country
    purchases(first: 5) { nodes { id purchasedAt status unitCount total { amount currency } } }
  }
}`;

const postgraphiles = `query Point($id: UUID!) {
  customer: customerByRowId(rowId: $id) {
    id: rowId name country
    purchases: purchasesByCustomerId(first: 5, orderBy: [PURCHASED_AT_DESC, PRIMARY_KEY_DESC]) {
      nodes { id: rowId purchasedAt status unitCount totalMinor currency }
    }
  }
}`;

export const point: Operation = {
  name: 'point',
  title: 'One customer by id with the 5 latest purchases',
  clientele: ({ customerIds }) => {
    const ids = customerIds.map((id) => globalId('customer', id));
    return (n) => graphql(ours, { id: nth(ids, n) });
  },
  postgraphile:
    ({ customerIds }) =>
    (n) =>
      graphql(postgraphiles, { id: nth(customerIds, n) }),
  handwritten:
    ({ customerIds }) =>
    (n) =>
      statement('point', [nth(customerIds, n)]),
};
