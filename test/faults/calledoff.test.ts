import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ControlledTransaction, type Kysely, sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { aTrialServer, type TrialServer } from '../support/trial.ts';
import { untilTrue } from '../support/until.ts';

const count = '{ customers(first: 1) { totalCount } }';
const create = (key: string) =>
  `mutation { createCustomer(input: { idempotencyKey: "${key}", givenName: "Aino", country: "FI" }) { customer { id } userErrors { code } } }`;

describe('work that is called off', () => {
  let server: TrialServer;
  let patient: TrialServer;
  const databases: Kysely<unknown>[] = [];

  beforeAll(async () => {
    [server, patient] = await Promise.all([
      aTrialServer('postgres', { DATABASE_POOL: '2', REQUEST_SECONDS: '1' }),
      aTrialServer('postgres', { DATABASE_POOL: '2', REQUEST_SECONDS: '20', LOG_LEVEL: 'info' }),
    ]);
  }, 120_000);
  afterAll(async () => {
    for (const kysely of databases) await kysely.destroy();
    await server[Symbol.asyncDispose]();
    await patient[Symbol.asyncDispose]();
  });

  /** Holds what every read and write of customers needs. */
  async function locking({ address }: TrialServer) {
    const { kysely } = await connect({ url: address });
    databases.push(kysely);
    const lock: ControlledTransaction<unknown> = await kysely.startTransaction().execute();
    await sql`lock table customer in access exclusive mode`.execute(lock);
    const underWay = async () => {
      const { rows } = await sql`
        select from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and (state = 'active' or xact_start is not null) and wait_event_type = 'Lock'`.execute(kysely);
      return rows.length;
    };
    return { kysely, underWay, letGo: () => lock.rollback().execute() };
  }

  it.each([
    ['read', count],
    ['write', create('late')],
  ])('answers TIMEOUT for a %s whose time is up, with nothing of it left', async (_, query) => {
    const { kysely, underWay, letGo } = await locking(server);

    const response = await server.served.ask(query);
    const answeredAt = performance.now();
    await untilTrue(async () => (await underWay()) === 0);
    const leftFor = performance.now() - answeredAt;
    await letGo();

    expect([response.status, response.headers.get('retry-after')]).toEqual([504, '1']);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'TIMEOUT', requestId: response.headers.get('x-request-id') } }],
    });
    expect(leftFor).toBeLessThan(1_000);
    expect(await written(kysely)).toEqual({ customers: 0, changes: 0, keys: 0 });
  });

  it('does the work anew when it is repeated with its idempotency key', async () => {
    const response = await server.served.ask(create('late'));

    expect(await response.json()).toMatchObject({ data: { createCustomer: { userErrors: [] } } });
  });

  it.each([
    ['reads', count],
    ['writes', create('gone')],
  ])('leaves nothing of a client that %s and goes', async (_, query) => {
    const { kysely, underWay, letGo } = await locking(patient);
    const leaving = new AbortController();
    const asked = fetch(`${patient.served.address}/graphql`, {
      method: 'POST',
      signal: leaving.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${patient.served.key}` },
      body: JSON.stringify({ query }),
    }).catch((error: Error) => error.name);
    await untilTrue(async () => (await underWay()) === 1);

    leaving.abort();
    const leftAt = performance.now();
    await untilTrue(async () => (await underWay()) === 0);
    const leftFor = performance.now() - leftAt;
    await letGo();

    expect(await asked).toBe('AbortError');
    await patient.served.says(/"statements":\d,"msg":"left"/);
    expect(leftFor).toBeLessThan(1_000);
    expect(await written(kysely)).toEqual({ customers: 0, changes: 0, keys: 0 });
  });

  it('refuses what waits for a connection in vain, answers what needs none, and goes on afterwards', async () => {
    const { underWay, letGo } = await locking(patient);
    const slow = [patient.served.ask(count), patient.served.ask(count)];
    await untilTrue(async () => (await underWay()) === 2);

    const waiting = await Promise.all(
      Array.from({ length: 5 }, () => patient.served.ask('{ products(first: 1) { totalCount } }')),
    );
    const live = await fetch(`${patient.served.address}/livez`);
    const needsNone = await patient.served.ask('{ __typename }', {}, null);
    await letGo();

    expect(waiting.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    expect(await waiting[0]?.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect([live.status, needsNone.status]).toEqual([200, 200]);
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await patient.served.ask(count)).status).toBe(200);
  });
});

async function written(kysely: Kysely<unknown>) {
  const { rows } = await sql`
    select (select count(*) from customer)::int as customers, (select count(*) from change)::int as changes,
      (select count(*) from idempotency)::int as keys`.execute(kysely);
  return rows[0];
}
