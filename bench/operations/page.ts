import { graphql, type Operation, type OurOperation, statement } from './operation.ts';

const country = 'FI';

const oursWith = (count: string) => `query Page($country: String!) {
  customers(
    first: 100
    filter: { country: { eq: $country } }
    orderBy: [{ field: TOTAL_SPENT, direction: DESC }]
  ) {
    ${count}
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
  clientele: () => () => graphql(oursWith('totalCount'), { country }),
  postgraphile: () => () => graphql(postgraphiles, { country }),
  handwritten: () => () => statement('page', [country]),
};

/** To tell what the list costs from what counting does, which grows with what is counted. */
export const uncounted: OurOperation = {
  name: 'page, not counted',
  title: 'The 100 customers of a country who spent most',
  clientele: () => () => graphql(oursWith(''), { country }),
};
