import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { emptyDatabase } from '../support/engines.ts';
import { allScopes, openTestShop, type TestShop } from '../support/shop.ts';

describe('GraphQL over HTTP', () => {
  let shop: TestShop;
  let address: string;

  beforeAll(async () => {
    shop = await openTestShop(await emptyDatabase('pglite'));
    address = await shop.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => shop.close());

  it('passes the whole audit of graphql-http', async () => {
    const key = await shop.keyWith(allScopes);
    const results = await auditServer({
      url: `${address}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${key}`, 'apollo-require-preflight': 'yes' },
        }),
    });

    const failed = results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`);
    expect(failed).toEqual([]);
    expect(results).toHaveLength(61);
  });
});
