import { graphql, type Operation, statement } from './operation.ts';

const country = 'FI';

const ours = `query Page($country: String!) {
  customers(
    first: 100
    filter: { country: { eq: $country } }
    orderBy: [{ field: TOTAL_SPENT, direction: DESC }]
  ) {
    totalCount
    nodes { id name country summary { purchaseCount totalSpent { amount } } }
  }
}`;

const postgraphiles = `query Page($country: String!) {
  count: allCustomers(condition: { identified: true, country: $country }) { totalCount }
  allCustomerSummaries(
    first: 100
    condition: { country: $country }
    orderBy: [TOTAL_SPENT_MINOR_DESC, PRIMARY_KEY_DESC]
  ) {
    nodes { purchaseCount totalSpentMinor customer: customerByCustomerId { id: rowId name country } }
  }
}`;

export const page: Operation = {
  name: 'page',
  title: 'The 100 customers of a country who spent most, and how many there are',
  clientele: () => () => graphql(ours, { country }),
  postgraphile: () => () => graphql(postgraphiles, { country }),
  handwritten: () => () => statement('page', [country]),
};
