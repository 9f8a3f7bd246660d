import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { settingsHelp } from '../src/config.ts';
import { connect } from '../src/database/connect.ts';
import { freshPostgresUrl } from './support/engines.ts';
import { aFolder, ran, type Served, serve, start } from './support/program.ts';
import { untilTrue } from './support/until.ts';

const count = '{ customers(first: 1) { totalCount } }';
const introspection = '{ __schema { queryType { name } } }';

async function answerOf(response: Promise<Response>) {
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers has the shape the test asked for.
  return (await response).json() as Promise<any>;
}

describe('npm start on an empty folder', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let first: Served;

  beforeAll(async () => {
    folder = await aFolder();
    first = await serve({ DATA_DIR: folder.path });
  }, 120_000);
  afterAll(async () => {
    await first[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it('loads the demo shop and says where it is, the key, and a line to try that works', async () => {
    await first.says(/^Try: .*\n/m);
    const [loading, answers, key, tried, ...others] = first.out.split('\n');

    expect(loading).toBe('Loading the demo shop …');
    expect(answers).toBe(
      `Clientele answers at ${first.address}/graphql, with the explorer at ${first.address}/`,
    );
    expect(key).toMatch(/^Trial key: ck_[\da-f]{12}_[\w-]{43}$/);
    expect([others, first.err]).toEqual([[''], '']);
    const { stdout } = await promisify(execFile)('sh', ['-c', (tried ?? '').replace(/^Try: /, '')]);
    expect(JSON.parse(stdout)).toMatchObject({ data: { customers: { totalCount: 2000 } } });
  });

  it('keeps the key in a file that only its owner can read', async () => {
    const file = join(folder.path, 'trial-key');

    expect(await readFile(file, 'utf8')).toBe(`${first.key}\n`);
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('serves the explorer and the schema, and nothing without the key', async () => {
    const page = await fetch(first.address, { headers: { accept: 'text/html' } });
    const schema = await answerOf(first.ask(introspection));
    const refused = await answerOf(first.ask(count, {}, null));

    expect([page.status, (await page.text()).includes(first.key ?? '')]).toEqual([200, true]);
    expect(schema.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect(refused.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('listens on the loopback address alone', async () => {
    const { port } = new URL(first.address);
    const outer = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).flatMap(({ internal, family, address }) =>
        internal || family !== 'IPv4' ? [] : [address],
      ),
    );

    const reached = await Promise.allSettled(
      outer.map((address) => fetch(`http://${address}:${port}/livez`)),
    );

    expect(reached.filter(({ status }) => status === 'fulfilled')).toEqual([]);
  });

  it('refuses to open the folder a second time while it runs, for a server and for a command', async () => {
    const second = await (await start('main', [], { DATA_DIR: folder.path, PORT: '0' })).ended;
    const command = await ran(['check'], { DATA_DIR: folder.path });

    const refused = {
      code: 1,
      out: '',
      err: `Another process has the embedded database in ${folder.path} open, probably the server. Stop it first, or use DATABASE_URL, which many may share.\n`,
    };
    expect([second, command]).toEqual([refused, refused]);
  });

  it('starts again after kill -9 with the same key and customers, and loads nothing', async () => {
    first.child.kill('SIGKILL');
    await first.ended;

    await using again = await serve({ DATA_DIR: folder.path });

    expect(again.key).toBe(first.key);
    expect(again.out).not.toContain('Loading');
    expect(await answerOf(again.ask(count))).toMatchObject({ data: { customers: { totalCount: 2000 } } });
  });

  it('has summaries that agree with the facts', async () => {
    expect(await ran(['check'], { DATA_DIR: folder.path })).toEqual({
      code: 0,
      out: '0 differences between the kept figures and the facts.\n',
      err: '',
    });
  });

  it('refuses another currency than the one it was begun in', async () => {
    const { ended } = await start('main', [], { DATA_DIR: folder.path, SHOP_CURRENCY: 'SEK' });

    expect(await ended).toEqual({
      code: 2,
      out: '',
      err: 'SHOP_CURRENCY is "SEK". This database was begun in EUR; it takes EUR.\n',
    });
  });
});

describe('npm start', () => {
  it('leaves the shop empty with --no-demo, and ends with 0 on SIGTERM', async () => {
    await using folder = await aFolder();
    await using served = await serve({ DATA_DIR: folder.path }, ['--no-demo']);

    const answer = await answerOf(served.ask(count));
    served.child.kill('SIGTERM');

    expect(answer.data).toEqual({ customers: { totalCount: 0 } });
    expect(await served.ended).toMatchObject({ code: 0, err: '' });
  });

  it('tells every setting with its sentence under --help', async () => {
    const { code, out } = await (await start('main', ['--help'], {})).ended;

    expect(code).toBe(0);
    for (const { name, sentence } of settingsHelp()) {
      expect(out.replace(/ +/g, ' ')).toContain(`\n ${name} ${sentence}`);
    }
    expect(out).toContain('npm start\n');
    expect(out).toContain('--no-demo');
  });

  it.each([
    [{ PORT: 'http' }, [], 'PORT is "http". It takes a whole number from 0 to 65535.\n'],
    [
      { DATABASE_URL: 'mysql://me:secret@db/shop' },
      [],
      'DATABASE_URL is not one that can be used. It takes an address such as postgres://user:password@host:5432/name.\n',
    ],
    [
      { DATA_DIR: '/dev/null/data' },
      [],
      'DATA_DIR is "/dev/null/data". It takes a folder that can be written to.\n',
    ],
    [
      { JWT_JWKS: 'package.json', JWT_ISSUER: 'https://id.example', JWT_AUDIENCE: 'clientele' },
      [],
      'JWT_JWKS is "package.json". It takes an http or https address, or the path of a file that is a JWKS.\n',
    ],
    [{}, ['--demo-please'], "error: unknown option '--demo-please'\n"],
  ])('says in one line what is wrong with %j %j, and ends with 2', async (environment, args, err) => {
    const { ended } = await start('main', args, environment);

    expect(await ended).toEqual({ code: 2, out: '', err });
  });

  it('says in one line that its port is taken, and ends with 1', async () => {
    await using folder = await aFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';

    const { ended } = await start('main', ['--no-demo'], { DATA_DIR: folder.path, PORT: port });

    expect(await ended).toEqual({
      code: 1,
      out: '',
      err: `Cannot listen at 127.0.0.1, port ${port}: another program does. PORT takes another port; 0 takes a free one.\n`,
    });
    other.close();
  });
});

describe('npm start with a DATABASE_URL', () => {
  let database: Awaited<ReturnType<typeof freshPostgresUrl>>;

  beforeAll(async () => {
    database = await freshPostgresUrl();
  });
  afterAll(() => database.drop());

  it('means production: no key, no demo, no explorer, no schema; keys are made by a command', async () => {
    const environment = { DATABASE_URL: database.address, HOST: '127.0.0.1' };
    await using served = await serve(environment);
    const made = await ran(['keys', 'create', '--name', 'Shop', '--scopes', 'customers:read'], environment);
    const key = made.out.trim();

    const page = await fetch(served.address, { headers: { accept: 'text/html' } });
    const schema = await answerOf(served.ask(introspection, {}, key));
    const answer = await answerOf(served.ask(count, {}, key));

    expect(served.out).toContain(`Clientele answers at ${served.address}/graphql\n`);
    await served.says(/No key is known, so nothing can be read\. This makes one: clientele keys create/);
    expect(served.out).not.toMatch(/key:|Loading|Try:/);
    expect(page.status).toBe(404);
    expect(schema.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(answer).toMatchObject({ data: { customers: { totalCount: 0 } } });
  });

  it('is a trial all the same with MODE=trial', async () => {
    await using folder = await aFolder();
    await using served = await serve(
      { DATABASE_URL: database.address, MODE: 'trial', DATA_DIR: folder.path },
      ['--no-demo'],
    );

    const page = await fetch(served.address, { headers: { accept: 'text/html' } });

    expect(page.status).toBe(200);
    expect(await answerOf(served.ask(introspection))).toMatchObject({ data: { __schema: {} } });
  });

  it('writes a line for each request: operation, duration, statements, request id', async () => {
    await using served = await serve({ DATABASE_URL: database.address, HOST: '127.0.0.1' });

    const response = await served.ask('query Whoami { viewer { name } }');
    const [line = ''] = await served.says(/^{.*"answered".*}$/m);

    expect(JSON.parse(line)).toMatchObject({
      requestId: response.headers.get('x-request-id'),
      operation: 'Whoami',
      milliseconds: expect.any(Number),
      statements: 0,
      status: 200,
      method: 'POST',
      path: '/graphql',
    });
  });

  it('answers what is under way when SIGTERM comes, takes nothing new, and ends with 0', async () => {
    const environment = { DATABASE_URL: database.address, HOST: '127.0.0.1' };
    await using served = await serve(environment);
    const made = await ran(['keys', 'create', '--name', 'Slow', '--scopes', 'customers:read'], environment);
    const { kysely } = await connect({ url: database.address });
    const locking = await kysely.startTransaction().execute();
    await sql`lock table customer in access exclusive mode`.execute(locking);

    const answer = answerOf(served.ask(count, {}, made.out.trim()));
    await untilTrue(async () => {
      const waiting = sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      return (await waiting.execute(kysely)).rows.length === 1;
    });
    served.child.kill('SIGTERM');
    await untilTrue(() =>
      fetch(`${served.address}/livez`).then(
        ({ status }) => status === 503,
        () => true,
      ),
    );
    await locking.rollback().execute();

    expect(await answer).toMatchObject({ data: { customers: { totalCount: 0 } } });
    expect(await served.ended).toMatchObject({ code: 0, err: '' });
    await kysely.destroy();
  });

  it.each([
    ['nothing listens', () => ({ port: '1' }), /^The database cannot be used: .*ECONNREFUSED.*\.\n$/],
    ['the password is wrong', () => ({ password: 'wrong-secret' }), /password authentication failed/],
    ['there is no such database', () => ({ pathname: '/nowhere' }), /database "nowhere" does not exist\.\n$/],
  ])('says in one line that %s, and ends with 1', async (_, change, message) => {
    const url = new URL(database.address);
    Object.assign(url, change());

    const { code, out, err } = await (await start('main', [], { DATABASE_URL: url.href })).ended;

    expect([code, out, err.trimEnd().split('\n').length]).toEqual([1, '', 1]);
    expect(err).toMatch(message);
    expect(err).not.toContain(url.password);
  });
});
