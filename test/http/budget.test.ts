import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { standardLimits } from '../../src/api/limits/limits.ts';
import { emptyDatabase, freshPostgresUrl } from '../support/engines.ts';
import { ran, type Served, serve } from '../support/program.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';

/** Costs 11 for each: a page of one, and a count. */
const counts = (number: number) =>
  `{ ${Array.from({ length: number }, (_, n) => `a${n}: customers(first: 1) { totalCount }`).join(' ')} }`;

describe('the cost of a request', () => {
  let shop: TestShop;
  beforeAll(async () => {
    const limits = {
      ...standardLimits,
      reading: { nodes: 60, cost: 150 },
      budget: { capacity: 1_000, perSecond: 50 },
    };
    shop = await openTestShop(await emptyDatabase('pglite'), {}, { limits });
    await shop.ask('mutation { a: createCustomer(input: { name: "A" }) { userErrors { code } } }');
    await shop.ask('mutation { b: createCustomer(input: { name: "B" }) { userErrors { code } } }');
  });
  afterAll(() => shop.close());

  const later = (seconds: number) => shop.clock.set(new Date(shop.clock.now().getTime() + seconds * 1_000));
  /** Other scopes are another key, with a budget of its own. The test's client looks a key up first, which costs 1. */
  const askingWith = (...scopes: string[]) => {
    return (query: string) => shop.ask(query, {}, { scopes });
  };

  it('is what was read, at most what was asked for, and is taken from the budget', async () => {
    const ask = askingWith('customers:read', 'customers:write');
    const costOf = async (query: string) => (await ask(query)).extensions.cost;

    expect(await costOf('{ customers(first: 50) { nodes { name } } }')).toEqual({
      requested: 50,
      actual: 2,
      budget: { capacity: 1_000, remaining: 997, restoresPerSecond: 50 },
    });
    expect(await costOf('{ customers(first: 1) { nodes { name } } }')).toMatchObject({
      requested: 1,
      actual: 1,
    });
    expect(await costOf('mutation { createCustomer(input: { name: "" }) { userErrors { code } } }')).toEqual({
      requested: 10,
      actual: 10,
      budget: { capacity: 1_000, remaining: 984, restoresPerSecond: 50 },
    });
  });

  it('is told, and nothing of it taken, when a request is refused', async () => {
    const ask = askingWith('customers:read');

    const invalid = await ask('{ nothing }');
    const nodes = await ask('{ customers(first: 61) { nodes { name } } }');
    const cost = await ask(counts(14));

    const left = (remaining: number) => ({ capacity: 1_000, remaining, restoresPerSecond: 50 });
    expect(invalid.extensions.cost).toEqual({ requested: 0, actual: 0, budget: left(999) });
    expect(nodes.extensions.cost).toEqual({ requested: 61, actual: 0, budget: left(998) });
    expect(cost.extensions.cost).toEqual({ requested: 154, actual: 0, budget: left(997) });
    expect([nodes, cost].map(({ status, statements, errors }) => [status, statements, errors[0]])).toEqual([
      [
        400,
        0,
        {
          message:
            'The query may read 61 objects; at most 60 are allowed. Ask for smaller pages, or in several requests.',
          extensions: { code: 'COST_EXCEEDED', limit: { name: 'nodes', allowed: 60, requested: 61 } },
        },
      ],
      [
        400,
        0,
        {
          message:
            'The query may cost 154; at most 150 is allowed. Ask for smaller pages, or in several requests.',
          extensions: { code: 'COST_EXCEEDED', limit: { name: 'cost', allowed: 150, requested: 154 } },
        },
      ],
    ]);
  });

  it('is also what lists are longer than they were taken for, and there is an end to it', async () => {
    const lines = `[${'{ product: { sku: "tea" }, quantity: 1, unitPrice: "1" }'.repeat(100)}]`;
    const bought = `mutation { recordPurchase(input: { channel: "web", lines: ${lines} }) { userErrors { code } } }`;
    await shop.ask('mutation { upsertProduct(input: { sku: "tea", name: "Tea" }) { userErrors { code } } }');
    await shop.ask(bought);
    await shop.ask(bought);
    const ask = askingWith('purchases:read');

    const one = await ask('{ purchases(first: 1) { nodes { lines { id } } } }');
    const two = await ask('{ purchases(first: 2) { nodes { lines { id } } } }');

    expect(one.errors).toEqual([]);
    expect(one.extensions.cost).toMatchObject({ requested: 6, actual: 102, budget: { remaining: 897 } });
    expect(two).toMatchObject({
      data: null,
      extensions: { cost: { requested: 12, actual: 202, budget: { remaining: 694 } } },
    });
    expect(two.errors[0]).toMatchObject({
      message: 'The query reads more than 120 objects. Ask for smaller pages, or in several requests.',
      extensions: { code: 'COST_EXCEEDED' },
    });
  });

  it('is told to callers without a key, who have a budget of their own', async () => {
    const { extensions, errors } = await shop.ask('{ viewer { budget { capacity } } }', {}, { scopes: null });

    expect(errors).toEqual([]);
    expect(extensions.cost).toEqual({
      requested: 1,
      actual: 1,
      budget: { capacity: 1_000, remaining: 999, restoresPerSecond: 50 },
    });
  });

  it('is refused with 429 until the budget has come back', async () => {
    const ask = askingWith('customers:read', 'products:read');
    for (let time = 0; time < 8; time += 1) await ask(counts(10));

    const drained = await ask(counts(13));
    later(drained.errors[0]?.extensions.retryAfterSeconds as number);
    const restored = await ask(counts(13));

    // Left are 1,000 less 8 × 110, less 9 for looking the key up: 111. At 50 a second 143 are there after one.
    expect(drained).toMatchObject({
      status: 429,
      data: null,
      statements: 0,
      errors: [
        {
          message: 'The budget of this caller is spent. Ask again after 1 s.',
          extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 },
        },
      ],
      extensions: { cost: { requested: 143, actual: 0, budget: { remaining: 111 } } },
    });
    expect(restored).toMatchObject({ status: 200, errors: [] });
  });

  it('is left to see in viewer', async () => {
    const { data } = await askingWith('products:read')(
      '{ viewer { budget { capacity remaining restoresPerSecond } } }',
    );

    expect(data.viewer.budget).toEqual({ capacity: 1_000, remaining: 998, restoresPerSecond: 50 });
  });
});

describe('a budget that several servers share', () => {
  let environment: Record<string, string>;
  let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
  beforeAll(async () => {
    database = await freshPostgresUrl();
    const budget = { BUDGET_CAPACITY: '1000', BUDGET_PER_SECOND: '1' };
    environment = { DATABASE_URL: database.address, HOST: '127.0.0.1', ...budget };
  });
  afterAll(() => database.drop());

  it('is spent once, refuses in time and without SQL, and is still spent after a restart', async () => {
    const made = await ran(['keys', 'create', '--name', 'A', '--scopes', 'customers:read'], environment);
    const key = made.out.trim();
    const servers = await Promise.all([serve(environment), serve(environment)]);
    const begin = Date.now();
    const answered = await Promise.all(servers.map((server) => drain(server, key)));

    const refused = await Promise.all(servers.map((server) => refusedOf(server, key)));
    for (const server of servers) server.child.kill('SIGTERM');
    await Promise.all(servers.map(({ ended }) => ended));
    await using restarted = await serve(environment);
    const afterwards = await ask(restarted, key, '{ viewer { budget { remaining } } }');

    const spent = answered.reduce((sum, count) => sum + count * 99, 0);
    const refilled = Math.ceil((Date.now() - begin) / 1_000);
    // Each server may hold something that is too little for one request more.
    expect(spent).toBeGreaterThanOrEqual(1_000 - 2 * 99);
    expect(spent).toBeLessThanOrEqual(1_000 + refilled);
    for (const { status, retryAfter, body, logged } of refused) {
      expect([status, body.errors[0].extensions.code]).toEqual([429, 'RATE_LIMITED']);
      expect(Number(retryAfter)).toBe(body.errors[0].extensions.retryAfterSeconds);
      expect(logged).toMatchObject({ statements: 0, code: 'RATE_LIMITED' });
      expect(logged.milliseconds).toBeLessThan(100);
    }
    const { remaining } = afterwards.body.data.viewer.budget;
    expect(remaining).toBeGreaterThanOrEqual(1_000 - spent - 1);
    expect(remaining).toBeLessThanOrEqual(1_000 - spent + refilled);
  }, 60_000);

  /** Asks again where the key itself was looked up, which takes one statement once a second. */
  async function refusedOf(server: Served, key: string) {
    for (let time = 0; ; time += 1) {
      const answer = await ask(server, key, counts(9));
      if (answer.logged.statements === 0 || time === 5) return answer;
    }
  }

  /** Asks until there is nothing left; returns how often it was answered. */
  async function drain(server: Served, key: string): Promise<number> {
    for (let count = 0; ; count += 1) {
      if ((await server.ask(counts(9), {}, key)).status === 429) return count;
    }
  }
});

async function ask(server: Served, key: string, query: string) {
  const response = await server.ask(query, {}, key);
  const id = response.headers.get('x-request-id');
  const [line] = await server.says(new RegExp(`^{.*"requestId":"${id}".*"answered".*}$`, 'm'));
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    // biome-ignore lint/suspicious/noExplicitAny: what a query answers has the shape the test asked for.
    body: (await response.json()) as any,
    logged: JSON.parse(line),
  };
}
