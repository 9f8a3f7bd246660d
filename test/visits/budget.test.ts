import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { standardLimits } from '../../src/api/limits/limits.ts';
import { rowsOf } from '../../src/database/read.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { basic } from './counter.ts';

let shop: TestShop;
beforeAll(async () => {
  const limits = { ...standardLimits, budget: { capacity: 100, perSecond: 50 } };
  shop = await openTestShop(await emptyDatabase('pglite'), {}, { limits });
});
afterAll(() => shop.close());

it('a tracked call costs one of the budget, and waits for it with status 429', async () => {
  const key = await shop.keyWith(['events:write']);
  const track = async (count: number) => {
    const batch = Array.from({ length: count }, () => ({ type: 'track', userId: 'u1', event: 'Played' }));
    const { statusCode, headers, body } = await shop.app.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { authorization: basic(key) },
      payload: { batch },
    });
    return { status: statusCode, retryAfter: headers['retry-after'], answer: JSON.parse(body) };
  };
  const taken = await track(80);

  const refused = await track(60);
  shop.clock.set(new Date(shop.clock.now().getTime() + 1_000));
  const again = await track(60);

  expect([taken.status, again.status]).toEqual([200, 200]);
  expect(refused).toEqual({
    status: 429,
    retryAfter: '1',
    answer: {
      success: false,
      code: 'RATE_LIMITED',
      message: 'The budget of this caller is spent. Ask again after 1 s.',
    },
  });
  expect(await rowsOf(shop.database, sql`select count(*) as count from event`)).toEqual([{ count: 140 }]);
});

it('a batch of more calls than a budget holds takes all of it, and is not told to wait for ever', async () => {
  const key = await shop.keyWith(['events:write']);
  shop.clock.set(new Date(shop.clock.now().getTime() + 10_000));
  const batch = Array.from({ length: 101 }, () => ({ type: 'track', userId: 'u2', event: 'Played' }));

  const { statusCode } = await shop.app.inject({
    method: 'POST',
    url: '/v1/batch',
    headers: { authorization: basic(key) },
    payload: { batch },
  });

  expect(statusCode).toBe(200);
});
