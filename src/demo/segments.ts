import type { FiledSegment } from '../segments/segment.file.ts';

/** What the shop asks of its customers again and again, as a file of segments has it. */
export const demoSegments: readonly FiledSegment[] = [
  {
    name: 'Potential outdoor customers of Pirkanmaa',
    description:
      'Live near the store of Tampere, earn enough for good gear, care about the outdoors, have not bought yet.',
    rule: {
      lifecycle: { eq: 'POTENTIAL' },
      country: { eq: 'FI' },
      region: { eq: 'Pirkanmaa' },
      yearlyIncome: { gte: '30000' },
      interests: { hasAny: ['hiking', 'camping', 'birdwatching', 'berry picking', 'cooking'] },
    },
  },
  {
    name: 'Loyal',
    description: 'Came at least six times in the last year, and not long ago.',
    rule: {
      and: [
        { purchases: { within: { days: 365 }, count: { gte: 6 } } },
        { purchases: { within: { days: 60 }, count: { gte: 1 } } },
      ],
    },
  },
  {
    name: 'Lapsing',
    description: 'Used to come, and have not for half a year.',
    rule: {
      purchases: { count: { gte: 4 } },
      not: { purchases: { within: { days: 182 }, count: { gte: 1 } } },
    },
  },
  {
    name: 'Detractors who still buy',
    description: 'Would not recommend us, and come all the same: somebody should talk to them.',
    rule: {
      satisfaction: { npsCategory: { eq: 'DETRACTOR' } },
      purchases: { within: { days: 182 }, count: { gte: 1 } },
    },
  },
  {
    name: 'Big baskets',
    description: 'Pay more than 300 euros at a time.',
    rule: { purchases: { count: { gte: 2 }, averageBasket: { gt: '300' } } },
  },
  {
    name: 'Frequent visitors who never bought',
    description: 'Look at the web shop again and again.',
    rule: {
      visits: { within: { days: 182 }, count: { gte: 3 } },
      purchases: { count: { eq: 0 } },
    },
  },
  {
    name: 'Loyal with big baskets',
    description: 'Whom to thank first.',
    rule: { and: [{ segment: { in: ['Loyal'] } }, { segment: { in: ['Big baskets'] } }] },
  },
];
