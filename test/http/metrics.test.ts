import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authenticator } from '../../src/access/authenticate.ts';
import { mostOperations } from '../../src/http/metrics.ts';
import { buildServer } from '../../src/http/server.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { allScopes, openTestShop, shopSettings, type TestShop, testServer } from '../support/shop.ts';

const token = 'a-token-of-the-test';

describe('/metrics', () => {
  let shop: TestShop;
  let app: Awaited<ReturnType<typeof buildServer>>;

  beforeAll(async () => {
    shop = await openTestShop(await emptyDatabase('postgres'));
    app = await buildServer({
      schema: buildSchema(),
      config: { ...testServer, logLevel: 'silent', metrics: { token } },
      trialKey: null,
      database: shop.database,
      shop: shopSettings,
      contributions,
      clock: shop.clock,
      authenticate: authenticator({ kysely: shop.database.kysely }, shop.clock),
      findDocument: async (name) =>
        name === 'who' ? { text: 'query WhoAmI { viewer { name } }', operation: 'WhoAmI' } : null,
    });
  });
  afterAll(async () => {
    await app.close();
    await shop.close();
  });

  async function ask(query: string, variables = {}, headers: Record<string, string> = {}) {
    const key = await shop.keyWith(allScopes);
    return app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${key}`, ...headers },
      payload: { query, variables },
    });
  }

  /** Every series with its value, by its name and labels as Prometheus writes them. */
  async function series(): Promise<Map<string, number>> {
    const { body } = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
  }

  it('is for who has the token', async () => {
    const without = await app.inject('/metrics');
    const wrong = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer another-token' } });
    const right = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });

    expect([without, wrong, right].map(({ statusCode }) => statusCode)).toEqual([401, 401, 200]);
    expect(right.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('counts requests by operation and outcome, their SQL, and those refused by reason', async () => {
    await ask('query Names { customers(first: 1) { nodes { name } } }');
    await ask('{ viewer { name } }');
    await ask('query Wrong { nothing }');
    await ask('{ customers(first: 0) { totalCount } }');
    await ask('query Names { customers(first: 1) { totalCount } }', {}, { authorization: 'Bearer nobody' });

    const seen = await series();

    expect(seen.get('clientele_request_seconds_count{operation="Names"}')).toBe(2);
    expect(seen.get('clientele_request_seconds_count{operation="anonymous"}')).toBe(2);
    expect(seen.get('clientele_request_seconds_count{operation="other"}')).toBe(1);
    expect(seen.get('clientele_requests_total{outcome="OK"}')).toBe(2);
    expect(seen.get('clientele_rejected_requests_total{reason="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(seen.get('clientele_rejected_requests_total{reason="BAD_USER_INPUT"}')).toBe(1);
    expect(seen.get('clientele_rejected_requests_total{reason="UNAUTHENTICATED"}')).toBe(1);
    // The key, which is looked up once, and the page of names.
    expect(seen.get('clientele_sql_statement_seconds_count')).toBe(2);
    expect(seen.get('clientele_sql_failures_total')).toBe(0);
  });

  it('gives the operations of strangers no figures of their own, but those of registered documents', async () => {
    const before = await series();
    const asNobody = (payload: object) => app.inject({ method: 'POST', url: '/graphql', payload });
    for (let name = 0; name < 3; name += 1) await asNobody({ query: `query Junk${name} { __typename }` });
    await asNobody({ documentId: 'who' });

    const after = await series();

    const others = 'clientele_request_seconds_count{operation="other"}';
    expect([...after.keys()].join()).not.toContain('Junk');
    expect(after.get(others)).toBe((before.get(others) ?? 0) + 3);
    expect(after.get('clientele_request_seconds_count{operation="WhoAmI"}')).toBe(1);
  });

  it('tells of the connections, the event loop and the process', async () => {
    const seen = await series();

    const open = seen.get('clientele_database_connections{state="open"}') ?? 0;
    expect(open).toBeGreaterThanOrEqual(1);
    expect(seen.get('clientele_database_connections{state="idle"}')).toBe(open);
    expect(seen.get('clientele_database_connections{state="waiting"}')).toBe(0);
    expect(seen.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect(seen.has('process_resident_memory_bytes')).toBe(true);
  });

  it('stays small however operations are named, and has nothing in it that was sent', async () => {
    const before = await series();
    for (let name = 0; name < 1_000; name += 1) await ask(`query Named${name} { __typename }`);
    await ask('query ($email: Email!) { customer(by: { email: $email }) { id } }', {
      email: 'aino.secret@example.fi',
    });

    const after = await series();

    const ofOurs = (names: Iterable<string>) => [...names].filter((name) => name.startsWith('clientele_'));
    const operations = ofOurs(after.keys()).filter((name) => name.includes('request_seconds_count'));
    expect(operations).toHaveLength(mostOperations + 2);
    expect(ofOurs(after.keys()).length - ofOurs(before.keys()).length).toBeLessThanOrEqual(
      9 * mostOperations,
    );
    expect(after.get('clientele_request_seconds_count{operation="other"}')).toBe(
      // The one of nobody's nonsense, those of strangers, and what comes after Names and WhoAmI and those that fit.
      1 + 3 + 1_000 - (mostOperations - 2),
    );
    expect([...after.keys()].join('\n')).not.toMatch(/secret|example\.fi/);
  }, 120_000);
});
