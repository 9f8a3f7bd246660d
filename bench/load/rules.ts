// Fifty rules as a shop has them: of profiles, of what was bought in all, in moving windows, by product, and of others.

export interface BenchRule {
  name: string;
  /** Of the ids of the segments before it, by name. */
  rule(ids: ReadonlyMap<string, string>): object;
}

const countries = ['FI', 'EE', 'SE', 'LV', 'LT', 'DE', 'NO', 'DK'];
const windows = [30, 60, 90, 180, 365];
const categories = Array.from({ length: 12 }, (_, number) => `Category ${number}`);

export const rules: readonly BenchRule[] = [
  ...countries.map((country) => plain(`In ${country}`, { country: { eq: country } })),
  ...countries.map((country) =>
    plain(`Potential in ${country}`, { country: { eq: country }, lifecycle: { eq: 'POTENTIAL' } }),
  ),
  ...[1, 2, 5, 8, 10].map((gte) => plain(`Bought ${gte} times`, { purchases: { count: { gte } } })),
  ...['100', '500', '1000'].map((gte) => plain(`Spent ${gte}`, { purchases: { total: { gte } } })),
  ...windows.map((days) =>
    plain(`Bought in ${days} days`, { purchases: { within: { days }, count: { gte: 1 } } }),
  ),
  ...windows.map((days) =>
    plain(`Lapsing after ${days} days`, {
      purchases: { count: { gte: 2 } },
      not: { purchases: { within: { days }, count: { gte: 1 } } },
    }),
  ),
  ...categories.map((category) =>
    plain(`Bought of ${category}`, {
      purchases: { product: { category: { eq: category } }, count: { gte: 2 } },
    }),
  ),
  plain('Companies', { kind: { in: ['BUSINESS', 'PUBLIC_ORGANISATION'] } }),
  plain('Large baskets or web', {
    or: [
      { purchases: { averageBasket: { gte: '300' } } },
      { purchases: { channel: { eq: 'web' }, count: { gte: 3 } } },
    ],
  }),
  {
    name: 'Loyal and lately here',
    rule: (ids) => ({
      segment: { in: [ids.get('Bought 5 times')] },
      and: [{ segment: { in: [ids.get('Bought in 90 days')] } }],
    }),
  },
  {
    name: 'New buyers, not of the large',
    rule: (ids) => ({
      segment: { in: [ids.get('Bought in 30 days')] },
      not: { segment: { in: [ids.get('Spent 1000')] } },
    }),
  },
];

export const previews: Readonly<Record<string, object>> = {
  'one country': { country: { eq: 'FI' } },
  'bought in the last year': { purchases: { within: { days: 365 }, count: { gte: 1 } } },
  'two purchases of a category': {
    purchases: { product: { category: { eq: 'Category 3' } }, count: { gte: 2 } },
  },
  'bought, not in the last 90 days, or potential of one country': {
    or: [
      { purchases: { count: { gte: 2 } }, not: { purchases: { within: { days: 90 }, count: { gte: 1 } } } },
      { lifecycle: { eq: 'POTENTIAL' }, country: { eq: 'FI' } },
    ],
  },
};

function plain(name: string, rule: object): BenchRule {
  return { name, rule: () => rule };
}
