import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningPostgres, startPostgres } from '../support/postgres.ts';
import { aFolder, type Served, serve } from '../support/program.ts';
import { untilTrue } from '../support/until.ts';

const read = '{ customers(first: 1) { totalCount } }';
const write = 'mutation { createCustomer(input: { givenName: "Aino", country: "FI" }) { customer { id } } }';
const clients = 6;

describe('PostgreSQL stopped and started in mid-traffic', () => {
  let postgres: RunningPostgres;
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let served: Served;

  beforeAll(async () => {
    postgres = await startPostgres();
    folder = await aFolder();
    const settings = {
      MODE: 'trial',
      DATA_DIR: folder.path,
      DATABASE_URL: postgres.url,
      DATABASE_POOL: '4',
      SHED_MILLISECONDS: '0',
    };
    served = await serve(settings, ['--no-demo']);
  }, 120_000);
  afterAll(async () => {
    await served[Symbol.asyncDispose]();
    await postgres.stop();
    await folder[Symbol.asyncDispose]();
  });

  const health = async (path: string) => (await fetch(`${served.address}${path}`)).status;

  it('is told cleanly, and passes without a restart of ours', async () => {
    const seen = new Map<string, number>();
    const acknowledged: string[] = [];
    let isOver = false;
    const traffic = Array.from({ length: clients }, async (_, client) => {
      while (!isOver) {
        const response = await served.ask(client % 2 === 0 ? read : write);
        const { data, errors = [] } = (await response.json()) as Answer;
        const outcome = `${response.status} ${errors[0]?.extensions.code ?? 'OK'}`;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        if (data?.createCustomer?.customer) acknowledged.push(data.createCustomer.customer.id);
      }
    });
    const times = (outcome: string) => seen.get(outcome) ?? 0;
    await untilTrue(async () => times('200 OK') >= 50);

    await postgres.halt();
    await untilTrue(async () => times('503 UNAVAILABLE') >= 20);
    const during = [await health('/livez'), await health('/readyz')];
    await postgres.resume();
    await untilTrue(async () => (await health('/readyz')) === 200);
    const before = times('200 OK');
    await untilTrue(async () => times('200 OK') >= before + 50);
    isOver = true;
    await Promise.all(traffic);

    expect(during).toEqual([200, 503]);
    // A write that was done, whose customer could not be read for the answer any more.
    const done = '200 UNAVAILABLE';
    expect([...seen.keys()].filter((outcome) => outcome !== done).toSorted()).toEqual([
      '200 OK',
      '503 UNAVAILABLE',
    ]);
    const kept = await served.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, {
      ids: acknowledged.slice(-100),
    });
    const { data } = (await kept.json()) as { data: { nodes: unknown[] } };
    expect(data.nodes).toHaveLength(Math.min(100, acknowledged.length));
    expect(data.nodes).not.toContain(null);
  });

  it('has left every connection free to be used', async () => {
    const { child } = served;

    const answers = await Promise.all(Array.from({ length: 20 }, () => served.ask(read)));

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(child.exitCode).toBe(null);
  });
});

interface Answer {
  data: { createCustomer?: { customer: { id: string } | null } | null } | null;
  errors?: { extensions: { code: string } }[];
}
