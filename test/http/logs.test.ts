import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { authenticator } from '../../src/access/authenticate.ts';
import { createKey } from '../../src/access/keys.ts';
import { engines } from '../../src/database/connect.ts';
import { knownDocuments } from '../../src/documents/known.documents.ts';
import { buildServer } from '../../src/http/server.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { allScopes, shopSettings, testNow, testServer } from '../support/shop.ts';

type Line = Record<string, unknown> & { msg?: string };

/** A shop whose log can be read. */
async function aLoggingShop(engine: (typeof engines)[number]) {
  const database = await emptyDatabase(engine);
  const clock = { now: () => testNow };
  const lines: Line[] = [];
  const em = database.fork();
  const { key } = createKey(em, { name: 'Test', scopes: allScopes, now: testNow });
  await em.flush();
  const app = await buildServer({
    schema: buildSchema(),
    config: testServer,
    trialKey: null,
    database,
    shop: shopSettings,
    contributions,
    clock,
    authenticate: authenticator({ kysely: database.kysely }, clock),
    findDocument: knownDocuments({ kysely: database.kysely }, clock),
    logTo: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  return {
    lines,
    database,
    ask: (query: string, variables = {}) =>
      app.inject({
        method: 'POST',
        url: '/graphql?secret=in-the-address',
        headers: { authorization: `Bearer ${key}` },
        payload: { query, variables },
      }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await database.close();
    },
  };
}

describe.each(engines)('the log on %s', (engine) => {
  it('has a line for each request, with the operation, how long it took and what it asked the database', async () => {
    await using shop = await aLoggingShop(engine);
    await shop.ask('{ viewer { name } }');

    const { headers } = await shop.ask(
      '# What the explorer puts first\nquery Names { customers(first: 1) { nodes { name } } }',
    );

    expect(shop.lines).toHaveLength(2);
    expect(shop.lines[1]).toEqual({
      level: 30,
      time: expect.any(Number),
      pid: process.pid,
      hostname: expect.any(String),
      requestId: headers['x-request-id'],
      method: 'POST',
      path: '/graphql',
      operation: 'Names',
      status: 200,
      milliseconds: expect.any(Number),
      statements: 1,
      cost: 1,
      msg: 'answered',
    });
  });

  it('tells an error of ours under its request id, and the client only that', async () => {
    await using shop = await aLoggingShop(engine);
    await sql`alter table customer rename column name to called`.execute(shop.database.kysely);

    const response = await shop.ask('query Broken { customers(first: 1) { nodes { name } } }');

    const id = response.headers['x-request-id'];
    expect(response.json().errors).toMatchObject([
      {
        message: 'Something went wrong on our side. The request id finds it in the log.',
        path: ['customers'],
        extensions: { code: 'INTERNAL', requestId: id },
      },
    ]);
    expect(response.body).not.toMatch(/does not exist|select|stack/);
    const told = shop.lines.filter(({ msg }) => msg === 'a request failed');
    expect(told).toMatchObject([{ level: 50, requestId: id, operation: 'Broken', path: ['customers'] }]);
    expect(JSON.stringify(told)).toContain('does not exist');
  });

  it('repeats nothing that was submitted, not even when the database refuses it', async () => {
    await using shop = await aLoggingShop(engine);
    await sql`alter table customer add constraint nobody check (name <> 'Aino Secret')`.execute(
      shop.database.kysely,
    );
    const input = { givenName: 'Aino', familyName: 'Secret', email: 'aino.secret@example.fi' };

    const response = await shop.ask(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }',
      { input },
    );

    expect(response.json().errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(response.body).not.toMatch(/secret/i);
    expect(shop.lines.some(({ msg }) => msg === 'a request failed')).toBe(true);
    expect(JSON.stringify(shop.lines)).not.toMatch(/secret/i);
  });
});
