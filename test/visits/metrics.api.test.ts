import { beforeAll, describe, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { counter } from './counter.ts';

/** Page views, purchases between them, worked by hand below. Times are UTC; the shop is in Helsinki, two hours ahead. */
const calls = [
  // Aino: two visits, the first of three pages and followed by a purchase.
  aPage('aino', '2026-11-01T10:00:00Z', '/mugs', { campaign: { name: 'autumn' } }),
  aPage('aino', '2026-11-01T10:20:00Z', '/mugs/enamel'),
  aPage('aino', '2026-11-01T10:40:00Z', '/basket'),
  anOrder('aino', '2026-11-02T09:59:59Z', 'A1'),
  aPage('aino', '2026-11-10T10:00:00Z', '/mugs', {}, 'https://search.example/find?q=mugs'),
  // Jaan: one visit, and a purchase a day later to the second, which is too late.
  aPage('jaan', '2026-11-10T12:00:00Z', '/tents', { campaign: { name: 'autumn' } }),
  aPage('jaan', '2026-11-10T12:29:59Z', '/mugs'),
  anOrder('jaan', '2026-11-11T12:00:00Z', 'J1'),
  // Somebody unknown, whose visit begins on 1 December in Helsinki and on 30 November elsewhere.
  aPage(null, '2026-11-30T22:30:00Z', '/mugs', {}, 'https://search.example/find?q=cups'),
];

function aPage(userId: string | null, timestamp: string, path: string, context = {}, referrer = '') {
  const who = userId === null ? { anonymousId: 'unknown' } : { userId };
  return { type: 'page', ...who, timestamp, context, properties: { path, referrer } };
}

function anOrder(userId: string, timestamp: string, id: string) {
  const properties = { order_id: id, products: [{ sku: 'MUG', price: 10 }] };
  return { type: 'track', userId, timestamp, event: 'Order Completed', properties };
}

onBothEngines('figures of visits', (shop) => {
  const { track, customer } = counter(shop);

  beforeAll(async () => {
    shop.clock.set(new Date('2026-12-02T12:00:00Z'));
    await track(...calls);
  });

  async function visits(selection: string, args: Record<string, unknown> = {}) {
    const answer = await shop.ask(
      `query ($period: Period, $filter: CustomerFilter) {
        visits(period: $period, filter: $filter) { ${selection} }
      }`,
      args,
    );
    expect(answer.errors).toEqual([]);
    return answer.data.visits;
  }
  const figures = 'visitCount visitorCount visitsPerVisitor pageViewsPerVisit';

  it('are of all time and everybody unless told otherwise', async () => {
    // Four visits by three visitors, seven pages in all.
    expect(await visits(figures)).toEqual({
      visitCount: 4,
      visitorCount: 3,
      visitsPerVisitor: 4 / 3,
      pageViewsPerVisit: 7 / 4,
    });
  });

  it('are of the days of a period in the time zone of the shop', async () => {
    expect(await visits(figures, { period: { from: '2026-11-10', to: '2026-12-01' } })).toEqual({
      visitCount: 2,
      visitorCount: 2,
      visitsPerVisitor: 1,
      pageViewsPerVisit: 1.5,
    });
    expect(await visits('visitCount', { period: { from: '2026-12-01' } })).toEqual({ visitCount: 1 });
  });

  it('are of the customers of a filter', async () => {
    const named = { filter: { identified: { eq: true } } };

    expect(await visits(`${figures} popularPages { path }`, named)).toEqual({
      visitCount: 3,
      visitorCount: 2,
      visitsPerVisitor: 1.5,
      pageViewsPerVisit: 2,
      popularPages: [{ path: '/mugs' }, { path: '/basket' }, { path: '/mugs/enamel' }, { path: '/tents' }],
    });
  });

  it('are null where nobody visited', async () => {
    const none = await visits(`${figures} conversion { value n low high }`, { period: { to: '2026-01-01' } });

    expect(none).toEqual({
      visitCount: 0,
      visitorCount: 0,
      visitsPerVisitor: null,
      pageViewsPerVisit: null,
      conversion: { value: null, n: 0, low: null, high: null },
    });
  });

  it('count as conversion a purchase within 24 hours of the beginning of a visit', async () => {
    const { conversion } = await visits('conversion { value n low high }');

    expect(conversion).toMatchObject({ value: 0.25, n: 4 });
    // Wilson by hand, z² = 3.841459: middle (0.25 + 3.841459/8) / (1 + 3.841459/4) = 0.372473,
    // half 1.959964 / 1.960365 × √(0.1875/4 + 3.841459/64) = 0.326885.
    expect(conversion.low).toBeCloseTo(0.045587, 5);
    expect(conversion.high).toBeCloseTo(0.699358, 5);
  });

  it('do not count a purchase that was called off', async () => {
    const { data } = await shop.ask(
      '{ purchase(by: { externalId: { source: "segment", id: "A1" } }) { id } }',
    );
    const { id } = data.purchase;
    await shop.ask('mutation ($id: ID!) { cancelPurchase(input: { id: $id }) { userErrors { code } } }', {
      id,
    });

    expect(await visits('conversion { value }')).toEqual({ conversion: { value: 0 } });
    await track(anOrder('aino', '2026-11-02T09:00:00Z', 'A2'));
    expect(await visits('conversion { value }')).toEqual({ conversion: { value: 0.25 } });
  });

  it('are told part by part', async () => {
    const { days, months, weeks } = await visits(
      `days: overTime(by: DAY) { from visitCount visitorCount pageViews }
      weeks: overTime(by: WEEK) { from visitCount }
      months: overTime(by: MONTH) { from visitCount visitorCount }`,
    );

    expect(days).toEqual([
      { from: '2026-11-01', visitCount: 1, visitorCount: 1, pageViews: 3 },
      { from: '2026-11-10', visitCount: 2, visitorCount: 2, pageViews: 3 },
      { from: '2026-12-01', visitCount: 1, visitorCount: 1, pageViews: 1 },
    ]);
    expect(weeks.map(({ from }: { from: string }) => from)).toEqual([
      '2026-10-26',
      '2026-11-09',
      '2026-11-30',
    ]);
    expect(months).toEqual([
      { from: '2026-11-01', visitCount: 3, visitorCount: 2 },
      { from: '2026-12-01', visitCount: 1, visitorCount: 1 },
    ]);
  });

  it('tell which pages are looked at most', async () => {
    const { popularPages } = await visits('popularPages(first: 2) { path viewCount visitorCount }');

    expect(popularPages).toEqual([
      { path: '/mugs', viewCount: 4, visitorCount: 3 },
      { path: '/basket', viewCount: 1, visitorCount: 1 },
    ]);
  });

  it('tell which campaigns and sites led here, and to purchases', async () => {
    const { byCampaign, byReferrer } = await visits(
      `byCampaign { key visitCount visitorCount conversion { value n } }
      byReferrer(first: 1) { key visitCount }`,
    );

    expect(byCampaign).toEqual([
      { key: 'autumn', visitCount: 2, visitorCount: 2, conversion: { value: 0.5, n: 2 } },
      { key: null, visitCount: 2, visitorCount: 2, conversion: { value: 0, n: 2 } },
    ]);
    expect(byReferrer).toEqual([{ key: 'search.example', visitCount: 2 }]);
  });

  it('of a customer are kept, and those of 30 days counted as of now', async () => {
    const summary = 'summary { visitCount visitsLast30Days lastVisitAt }';

    expect(await customer('aino', summary)).toEqual({
      // A visit 31 days ago is none of the last 30.
      summary: { visitCount: 2, visitsLast30Days: 1, lastVisitAt: '2026-11-10T10:00:00.000Z' },
    });
  });

  it('page through the visits of a customer, newest first', async () => {
    const page = async (args: string) => {
      const { visits: found } = await customer(
        'aino',
        `visits(${args}) { totalCount nodes { startedAt endedAt device customer { name } } pageInfo { hasNextPage endCursor } }`,
      );
      return found;
    };

    const one = await page('first: 1');
    const two = await page(`first: 1, after: "${one.pageInfo.endCursor}"`);

    expect(one).toMatchObject({
      totalCount: 2,
      nodes: [{ startedAt: '2026-11-10T10:00:00.000Z', customer: { name: 'aino' } }],
      pageInfo: { hasNextPage: true },
    });
    expect(two).toMatchObject({
      nodes: [{ startedAt: '2026-11-01T10:00:00.000Z', endedAt: '2026-11-01T10:40:00.000Z' }],
      pageInfo: { hasNextPage: false },
    });
  });

  it.each([
    [
      'a period that ends before it begins',
      'visits(period: { from: "2026-11-02", to: "2026-11-01" }) { visitCount }',
    ],
    ['no page at all', 'visits { popularPages(first: 0) { path } }'],
    ['too many campaigns', 'visits { byCampaign(first: 101) { key } }'],
  ])('are refused for %s', async (_what, query) => {
    const { errors } = await shop.ask(`{ ${query} }`);

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('need the scope for personal data where the filter compares it', async () => {
    const { errors } = await shop.ask(
      '{ visits(filter: { email: { eq: "aino@example.fi" } }) { visitCount } }',
      {},
      { scopes: ['visits:read'] },
    );

    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'customers:pii' } }]);
  });

  describe('ask', () => {
    it('one statement for the sums, and one for each of the others', async () => {
      const { statements } = await shop.ask(`{ visits {
        ${figures} conversion { value } overTime(by: DAY) { from } popularPages { path } byCampaign { key } byReferrer { key }
      } }`);

      expect(statements).toBe(6);
    });

    it('as many statements for ten customers as for fifty', async () => {
      await track(
        ...Array.from({ length: 50 }, (_, index) => aPage(`many-${index}`, '2026-11-20T10:00:00Z', '/')),
      );
      const nested = (first: number) =>
        shop.ask(
          `query ($first: Int) { customers(first: $first) { nodes {
            summary { visitCount visitsLast30Days }
            visits(first: 2) { nodes { pageViews customer { name } } totalCount }
            events(first: 2) { nodes { name properties product { viewCount } } }
          } } }`,
          { first },
        );

      const [ten, fifty] = [await nested(10), await nested(50)];

      expect([ten.errors, fifty.errors]).toEqual([[], []]);
      expect(fifty.data.customers.nodes).toHaveLength(50);
      expect([ten.statements, fifty.statements]).toEqual([fifty.statements, ten.statements]);
      expect(fifty.statements).toBeLessThanOrEqual(8);
    });
  });

  it('hide what was told of an event from who may not read personal data', async () => {
    const { data, extensions } = await shop.ask(
      '{ customers { nodes { events(first: 1) { nodes { name properties } } } } }',
      {},
      { scopes: ['customers:read', 'visits:read'] },
    );

    expect(data.customers.nodes[0].events.nodes[0]).toEqual({ name: null, properties: null });
    expect(extensions.redacted).toEqual(['Event.properties']);
  });
});
