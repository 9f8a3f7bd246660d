import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { type Served, start } from '../support/program.ts';
import { aTrialServer, type TrialServer } from '../support/trial.ts';
import { untilTrue } from '../support/until.ts';

const two = { WEB_CONCURRENCY: '2', DATABASE_POOL: '4', LOG_LEVEL: 'info' };
const count = '{ customers(first: 1) { totalCount } }';
const clients = 10;

describe('a server of two processes', () => {
  let server: TrialServer;
  let served: Served;
  beforeAll(async () => {
    server = await aTrialServer('postgres', two);
    served = server.served;
  }, 120_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('listens in both, and says once where it is and with which key', async () => {
    // Lines of several processes come in no order.
    await untilTrue(async () => listeners(served.out).length === 2);

    expect(served.out.match(/Clientele answers/g)).toHaveLength(1);
    expect(served.out.match(/Trial key:/g)).toHaveLength(1);
  });

  it('answers from both, and sums what they count', async () => {
    const asked = await metric(served, 'clientele_requests_total{outcome="OK"}');

    const answers = await Promise.all(Array.from({ length: 20 }, () => served.ask(count)));

    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    await untilTrue(async () => answering(served).length === asked + 20);
    expect(new Set(answering(served))).toEqual(new Set(listeners(served.out)));
    expect(await metric(served, 'clientele_requests_total{outcome="OK"}')).toBe(asked + 20);
    expect(await metric(served, 'clientele_processes')).toBe(2);
  });

  it('has no more connections to the database than are set, all together', async () => {
    const { kysely } = await connect({ url: server.address, poolSize: 1 });
    const connections = sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;

    await Promise.all(Array.from({ length: 60 }, () => served.ask(count)));
    const { rows } = await connections.execute(kysely);

    expect(rows[0]?.count).toBeGreaterThan(2);
    expect(rows[0]?.count).toBeLessThanOrEqual(4);
    await kysely.destroy();
  });

  it('ends a key that is revoked on both within a second', async () => {
    const { kysely } = await connect({ url: server.address, poolSize: 1 });
    await Promise.all(Array.from({ length: 20 }, () => served.ask(count)));

    await sql`update api_key set revoked_at = now()`.execute(kysely);
    const statuses = async () =>
      (await Promise.all(Array.from({ length: 10 }, () => served.ask(count)))).map(({ status }) => status);
    await untilTrue(async () => (await statuses()).every((status) => status === 401));
    await sql`update api_key set revoked_at = null`.execute(kysely);

    expect((await served.ask(count)).status).toBe(200);
    await kysely.destroy();
  });

  it('replaces one that is killed, and nobody hears of it but whom it was answering', async () => {
    const failed: number[] = [];
    let answered = 0;
    let isOver = false;
    const traffic = Array.from({ length: clients }, async () => {
      while (!isOver) {
        const begun = performance.now();
        if (await isAlive(served)) answered += 1;
        else failed.push(begun);
      }
    });
    await untilTrue(async () => answered >= 100);
    const [victim = 0] = listeners(served.out);

    process.kill(victim, 'SIGKILL');
    const killed = performance.now();
    await served.says(new RegExp(`"worker":${victim},.*"signal":"SIGKILL".*another takes its place`));
    await untilTrue(async () => listeners(served.out).length === 3);
    const before = answered;
    await untilTrue(async () => answered >= before + 100);
    isOver = true;
    await Promise.all(traffic);

    expect(failed.filter((begun) => begun > killed)).toEqual([]);
    expect(failed.length).toBeLessThanOrEqual(clients);
    expect(await metric(served, 'clientele_processes')).toBe(2);
  }, 120_000);

  it('ends with 0 on Ctrl-C, which all of its processes hear', async () => {
    const pids = [...listeners(served.out).slice(-2), served.child.pid ?? 0];

    for (const pid of pids) process.kill(pid, 'SIGINT');

    expect(await served.ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('several processes', () => {
  it('say once that their port is taken, and end with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const server = await aTrialServer('postgres', two);

    const { ended } = await start('main', ['--no-demo'], { ...server.environment, PORT: port });

    expect(await ended).toEqual({
      code: 1,
      out: '',
      err: `Cannot listen at 127.0.0.1, port ${port}: another program does. PORT takes another port; 0 takes a free one.\n`,
    });
    await server[Symbol.asyncDispose]();
    other.close();
  }, 60_000);

  it('end when the one above them is killed', async () => {
    await using server = await aTrialServer('postgres', two);
    const pids = listeners(server.served.out);

    server.served.child.kill('SIGKILL');

    await untilTrue(async () => !pids.some(isRunning));
  }, 60_000);

  it('are refused over the embedded database, which is for one', async () => {
    const { ended } = await start('main', [], { WEB_CONCURRENCY: '2' });

    expect(await ended).toEqual({
      code: 2,
      out: '',
      err: 'WEB_CONCURRENCY is "2". With the embedded database it takes 1: its files are for one process. DATABASE_URL names a PostgreSQL, which many may share.\n',
    });
  });
});

/** The processes that have listened, in their order. */
function listeners(out: string): number[] {
  return pidsIn(out, /^{.*"pid":(\d+),.*"msg":"Server listening/gm);
}

/** Who answered each request to GraphQL. */
function answering({ out }: Served): number[] {
  return pidsIn(out, /^{.*"pid":(\d+),.*"path":"\/graphql".*"msg":"answered"/gm);
}

function pidsIn(out: string, lines: RegExp): number[] {
  return [...out.matchAll(lines)].map(([, pid]) => Number(pid));
}

async function metric({ address }: Served, series: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** By a connection of its own. */
function isAlive({ address }: Served): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${address}/livez`, { agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
