import { describe, expect, it } from '@jest/globals';
import { askedOf } from '../../src/customers/customer.matching.ts';
import { comparisonsIn } from '../../src/customers/filter.question.ts';
import { readFilter } from '../../src/customers/stored.filter.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { shopSettings, testNow } from '../support/shop.ts';

describe('what a filter asks', () => {
  it.each([
    [{ purchases: { count: { gte: 2 } } }, ['purchases: count is at least 2']],
    [
      {
        purchases: {
          product: { category: { eq: 'Tents' } },
          channel: { in: ['web', 'store'] },
          within: { days: 90 },
          count: { gte: 2 },
          total: { gt: '100.00', lte: '500' },
        },
      },
      [
        'purchases (product category is Tents, channel is one of web, store) in the last 90 days: count is at least 2',
        'purchases (product category is Tents, channel is one of web, store) in the last 90 days: total in EUR is more than 100.00',
        'purchases (product category is Tents, channel is one of web, store) in the last 90 days: total in EUR is at most 500',
      ],
    ],
    [
      {
        purchases: {
          product: {
            or: [{ sku: { startsWith: 'T' } }, { price: { lt: '10' }, not: { active: { eq: true } } }],
          },
          lastAt: { lt: '2026-11-01T00:00:00Z' },
        },
      },
      [
        'purchases (product (sku begins with "T" or not (active is true) and price is less than 10)): last is before 2026-11-01T00:00:00.000Z',
      ],
    ],
    [
      {
        visits: {
          path: { contains: 'tents' },
          within: { from: '2026-01-01T00:00:00Z' },
          pageViews: { gte: 5 },
        },
      },
      ['visits (path contains "tents") from 2026-01-01T00:00:00.000Z: page views is at least 5'],
    ],
    [
      { not: { events: { name: { eq: 'Product Viewed' }, product: {}, count: { eq: 0 } } } },
      ['events (name is Product Viewed, product is known): count is 0'],
    ],
    [
      { interactions: { kind: { eq: 'COMPLAINT' }, author: { notIn: ['BOT'] }, lastAt: { isNull: false } } },
      ['interactions (kind is COMPLAINT, author is none of BOT): last is known'],
    ],
    [
      { serviceCases: { status: { in: ['OPEN', 'WAITING'] }, count: { gt: 0 } } },
      ['service cases (status is one of OPEN, WAITING): count is more than 0'],
    ],
    [
      {
        satisfaction: {
          npsCategory: { eq: 'DETRACTOR' },
          csatInTopBox: { eq: false },
          responses: { within: { days: 30 }, count: { eq: 0 } },
          reviews: { source: { eq: 'trustpilot' }, stars: { lte: '2.5' } },
        },
      },
      [
        'what their last NPS says is DETRACTOR',
        'last CSAT in the top box is false',
        'survey responses in the last 30 days: count is 0',
        'reviews (source is trustpilot): mean stars is at most 2.5',
      ],
    ],
    [{ consent: { surveys: { eq: true } } }, ['may be asked by surveys is true']],
  ])('is told in words: %j', (filter, words) => {
    buildSchema();
    const asking = { now: testNow, shop: shopSettings, contributions };

    const { question } = askedOf(readFilter(filter, contributions.filterType()), asking, null);

    expect(comparisonsIn(question).map((comparison) => comparison.words)).toEqual(words);
  });

  it('is told by where it stands', () => {
    const filter = {
      or: [
        { not: { satisfaction: { reviews: { count: { gte: 1 } } } } },
        { purchases: { count: { eq: 0, isNull: false } } },
      ],
    };
    const asking = { now: testNow, shop: shopSettings, contributions };

    const { question } = askedOf(readFilter(filter, contributions.filterType()), asking, null);

    expect(comparisonsIn(question).map(({ path }) => path.join('.'))).toEqual([
      'or.0.not.satisfaction.reviews.count.gte',
      'or.1.purchases.count.eq',
      'or.1.purchases.count.isNull',
    ]);
  });
});
