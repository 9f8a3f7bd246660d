import type { ExampleOperation } from './explorer-page.ts';

/** What somebody who has just arrived may want to ask; in the explorer's tabs and in the README. */
export const examples: readonly ExampleOperation[] = [
  {
    name: 'Who are the best customers, and what did they buy last?',
    query: `query BestCustomers {
  customers(first: 5, orderBy: [{ field: TOTAL_SPENT, direction: DESC }]) {
    nodes {
      name
      kind
      country
      summary { purchaseCount totalSpent { amount currency } lastPurchaseAt }
      purchases(first: 2) {
        nodes {
          purchasedAt
          channel
          total { amount currency }
          lines { quantity product { name } }
        }
      }
    }
  }
}`,
  },
  {
    name: 'Potential customers who care about the outdoors',
    query: `query PotentialCustomers {
  customers(
    first: 10
    filter: { lifecycle: { eq: POTENTIAL }, country: { eq: "FI" }, interests: { hasAny: ["hiking", "camping"] } }
  ) {
    totalCount
    nodes { name region interests yearlyIncome { amount currency } }
  }
}`,
  },
  {
    name: 'Who would not recommend us, and buys all the same',
    query: `query DetractorsWhoBuy {
  customers(
    first: 10
    filter: {
      satisfaction: { npsCategory: { eq: DETRACTOR } }
      purchases: { within: { days: 180 }, count: { gte: 1 } }
      not: { serviceCases: { status: { in: [OPEN, WAITING] }, count: { gte: 1 } } }
      consent: { surveys: { eq: true } }
    }
  ) {
    totalCount
    nodes { name summary { lastNps purchaseCount totalSpent { amount currency } } }
  }
}`,
  },
  {
    name: 'Find somebody by a part of the name, with or without accents',
    query: `query FindCustomer($search: String!) {
  customers(first: 10, search: $search) {
    nodes { id name email externalIds { source id } }
  }
}`,
    variables: '{ "search": "jarvi" }',
  },
  {
    name: 'What happened with the customer who calls',
    query: `query WhatHappened($search: String!) {
  customers(first: 1, search: $search) {
    nodes {
      name
      timeline(first: 10) {
        nodes {
          __typename
          ... on Purchase { purchasedAt total { amount currency } }
          ... on Refund { refundedAt reason }
          ... on Interaction { occurredAt author body }
          ... on ServiceCase { openedAt about: subject status }
          ... on Visit { startedAt pageViews landingPath }
        }
      }
    }
  }
}`,
    variables: '{ "search": "jarvi" }',
  },
  {
    name: 'How well customers are served',
    query: `query HowServed {
  service {
    openedCount
    openCount
    withinTarget { value low high }
    firstResponse { n medianSeconds p90Seconds }
    firstResponseInBusinessTime { medianSeconds }
    byChannel { channel openedCount firstResponse { medianSeconds } }
  }
}`,
  },
  {
    name: 'Who comes back, and whom we must not lose',
    query: `query WhoComesBack {
  loyalty {
    repeatPurchaseRate { value low high n }
    churned { value low high definition }
    cohorts(by: QUARTER) { from size cells { period share { value } isComplete } }
    rfm { groups { group customers share { value } spent { amount } } }
  }
  customers(
    first: 5
    filter: { rfm: { group: { eq: CANNOT_LOSE } } }
    orderBy: [{ field: TOTAL_SPENT, direction: DESC }]
  ) {
    nodes { name summary { lastPurchaseAt totalSpent { amount } rfm { recency frequency monetary } } }
  }
}`,
  },
  {
    name: 'Which groups of customers there are, and what they come to',
    query: `query Segments {
  segments {
    nodes {
      name
      description
      kind
      size
      computedAt
      statistics { totalSpent { amount } averageBasket { amount } medianDaysSinceLastPurchase nps { value n } }
      members(first: 3) { nodes { name } }
    }
  }
}`,
  },
  {
    name: 'What the best customers can be expected to buy',
    query: `query WhatToExpect {
  lifetimeModel { fittedAt customerCount warnings reason }
  customers(first: 5, orderBy: [{ field: TOTAL_SPENT, direction: DESC }]) {
    nodes { name lifetime(days: 90) { probabilityAlive lifetimeValue { amount currency } sentence } }
  }
}`,
  },
  {
    name: 'Record a purchase of somebody new',
    query: `mutation RecordPurchase($input: RecordPurchaseInput!) {
  recordPurchase(input: $input) {
    purchase { id total { amount currency } customer { id name summary { purchaseCount } } }
    userErrors { path message code }
  }
}`,
    variables: `{
  "input": {
    "idempotencyKey": "receipt-1001",
    "customer": { "create": { "givenName": "Aino", "familyName": "Korhonen", "country": "FI" } },
    "channel": "webshop",
    "lines": [{ "product": { "sku": "TENT-2P" }, "quantity": 1, "unitPrice": "249.00" }]
  }
}`,
  },
];
