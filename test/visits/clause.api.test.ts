import { beforeAll, expect, it } from '@jest/globals';
import { namesOf } from '../customers/asking.ts';
import { onBothEngines } from '../support/engines.ts';
import { counter } from './counter.ts';

onBothEngines('customers by what they did on sites', (shop) => {
  const { track } = counter(shop);
  const identify = (userId: string) => ({ type: 'identify', userId, traits: { name: userId } });
  const page = (userId: string, timestamp: string, path: string, campaign?: string) => ({
    type: 'page',
    userId,
    timestamp,
    properties: { path },
    context: campaign ? { campaign: { name: campaign } } : {},
  });
  const viewed = (userId: string, timestamp: string, sku: string) => ({
    type: 'track',
    userId,
    timestamp,
    event: 'Product Viewed',
    properties: { sku },
  });

  // Sunday noon, the 22nd of November, is now.
  beforeAll(async () => {
    await shop.ask(`mutation {
      tent: upsertProduct(input: { sku: "tent", name: "Tent", category: "Tents" }) { userErrors { code } }
      mug: upsertProduct(input: { sku: "mug", name: "Mug" }) { userErrors { code } }
    }`);
    await track(
      ...['Aino', 'Jaan', 'Mati'].map(identify),
      page('Aino', '2026-11-20T10:00:00Z', '/', 'autumn'),
      page('Aino', '2026-11-20T10:10:00Z', '/tents'),
      viewed('Aino', '2026-11-20T10:11:00Z', 'tent'),
      page('Aino', '2026-11-20T10:20:00Z', '/'),
      page('Aino', '2026-09-01T10:00:00Z', '/tents'),
      viewed('Aino', '2026-09-01T10:01:00Z', 'tent'),
      page('Jaan', '2026-11-21T10:00:00Z', '/', 'autumn'),
      viewed('Jaan', '2026-11-21T10:01:00Z', 'mug'),
      viewed('Jaan', '2026-11-21T10:02:00Z', 'unheard of'),
    );
  });

  const everybody = ['Aino', 'Jaan', 'Mati'];
  async function expectFound(filter: object, names: string[]): Promise<void> {
    expect((await namesOf(shop, { filter })).toSorted()).toEqual(names);
    const others = await namesOf(shop, { filter: { not: filter } });
    expect([...names, ...others].toSorted()).toEqual(everybody);
  }

  it.each([
    [{ count: { gte: 1 } }, ['Aino', 'Jaan']],
    [{ count: { eq: 0 } }, ['Mati']],
    [{ lastAt: { lt: '2026-11-21T00:00:00Z' } }, ['Aino']],
    [{ lastAt: { isNull: true } }, ['Mati']],
    [{ pageViews: { eq: 4 } }, ['Aino']],
    [{ pageViews: { lte: 1 }, count: { gt: 0 } }, ['Jaan']],
    [{ within: { days: 30 }, count: { eq: 1 } }, ['Aino', 'Jaan']],
    [{ within: { to: '2026-11-20T10:00:00Z' }, pageViews: { eq: 1 } }, ['Aino']],
    [{ path: { eq: '/tents' }, count: { eq: 2 } }, ['Aino']],
    [{ path: { eq: '/tents' }, within: { days: 30 }, pageViews: { eq: 3 } }, ['Aino']],
    [{ path: { startsWith: '/T' }, lastAt: { eq: '2026-11-20T10:20:00Z' } }, ['Aino']],
    [{ path: { ne: '/' }, count: { eq: 0 } }, ['Jaan', 'Mati']],
    [{ campaign: { eq: 'autumn' }, count: { gte: 1 } }, ['Aino', 'Jaan']],
    [{ campaign: { isNull: true }, count: { gte: 1 } }, ['Aino']],
  ])('finds for visits %j %j', (visits, names) => expectFound({ visits }, names));

  it.each([
    [{ count: { gt: 5 } }, ['Aino']],
    [{ kind: { eq: 'TRACK' }, count: { eq: 2 } }, ['Aino', 'Jaan']],
    [{ name: { eq: 'Product Viewed' }, within: { days: 30 }, count: { eq: 1 } }, ['Aino']],
    [{ name: { contains: 'viewed' }, lastAt: { isNull: false } }, ['Aino', 'Jaan']],
    [{ product: { category: { eq: 'Tents' } }, count: { eq: 2 } }, ['Aino']],
    [{ product: { category: { isNull: true } }, count: { eq: 1 } }, ['Jaan']],
    [{ product: {}, lastAt: { eq: '2026-11-21T10:01:00Z' } }, ['Jaan']],
    [{ kind: { notIn: ['PAGE', 'TRACK'] }, count: { eq: 0 } }, everybody],
  ])('finds for events %j %j', (events, names) => expectFound({ events }, names));

  it.each([
    [{ visits: { path: { eq: '/' } } }, 'visits', 'Say what is compared: count, pageViews or lastAt.'],
    [{ events: {} }, 'events', 'Say what is compared: count or lastAt.'],
  ])('refuses %j, which compares nothing', async (filter, at, message) => {
    const { errors } = await shop.ask(
      'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }',
      { filter },
    );

    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', at: [at] } }]);
  });
});
