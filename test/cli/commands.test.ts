import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../src/database/connect.ts';
import { freshPostgresUrl } from '../support/engines.ts';
import { aFolder, type Environment, ran } from '../support/program.ts';
import { allScopes } from '../support/shop.ts';

describe('every command', () => {
  it.each([
    ['', 'clientele import purchases export.csv --map online-retail'],
    ['import', 'clientele import purchases online_retail.csv.gz --map online-retail'],
    ['import purchases', 'clientele import purchases online_retail.csv.gz --map online-retail'],
    ['import customers', 'clientele import customers customers.csv --map northwind-customers'],
    ['import products', 'clientele import products products.csv --map northwind-products'],
    ['import interactions', 'clientele import interactions tickets.csv --map my-tickets.json'],
    ['import responses', 'clientele import responses sfo_survey_2017.csv --map sfo-2017'],
    ['report', 'clientele report sales --period 2026-Q3 --format svg > sales.svg'],
    ['report sales', 'clientele report sales --period 2026-Q3 --format csv'],
    ['report loyalty', 'clientele report loyalty --period 2026-Q3 --format csv'],
    ['report service', 'clientele report service --period 2026-Q3 --format csv'],
    ['report satisfaction', 'clientele report satisfaction --period 2026-Q3 --format csv'],
    ['check', 'clientele check'],
    ['invite', 'clientele invite'],
    ['segments', 'clientele segments export segments.json'],
    ['segments list', 'clientele segments list'],
    ['segments refresh', 'clientele segments refresh'],
    ['segments export', 'clientele segments export segments.json'],
    ['segments import', 'clientele segments import segments.json'],
    ['fit-models', 'clientele fit-models'],
    ['keys', 'clientele keys create --name "Web shop"'],
    ['keys create', 'clientele keys create --name "Web shop"'],
    ['keys list', 'clientele keys list'],
    ['keys revoke', 'clientele keys revoke "Web shop"'],
    ['documents', 'clientele documents add persisted-documents.json'],
    ['documents add', 'clientele documents add orders.graphql persisted-documents.json'],
    ['documents list', 'clientele documents list'],
    ['documents remove', 'clientele documents remove 5d3c…'],
    ['migrate', 'clientele migrate --down'],
    ['schema', 'clientele schema --check'],
    ['verify-models', 'clientele verify-models path/to/CDNOW_sample.txt'],
  ])('has --help with an example: clientele %s', async (command, example) => {
    const { code, out, err } = await ran([...command.split(' ').filter(Boolean), '--help'], {});

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(` ${example}`);
  });

  it.each([
    [['no-such-command'], "error: unknown command 'no-such-command'"],
    [['check', '--no-such-option'], "error: unknown option '--no-such-option'"],
    [['keys', 'create', '--scopes', 'admin'], "error: required option '--name <name>' not specified"],
    [
      ['keys', 'create', '--name', 'A', '--scopes', 'admin', '--expires', '0d'],
      'A time is 1 to 9999 hours, days or weeks, such as 12h, 90d or 4w.',
    ],
    [['keys', 'revoke'], "error: missing required argument 'prefix-or-name'"],
    [['import', 'purchases', 'a.csv'], "error: required option '--map <mapping>' not specified"],
    [['import', 'purchases', 'a.csv', '--map', 'cdnow', '--rate', 'GBP'], 'such as GBP=1.17.'],
  ])('ends with 2 for a wrong usage: %j', async (args, message) => {
    const { code, out, err } = await ran(args, {});

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('ends with 1 for models to be verified with a file that is not there', async () => {
    const { code, out, err } = await ran(['verify-models', 'no-such-file.txt'], {});

    expect([code, out, err]).toEqual([1, '', 'no-such-file.txt cannot be read.\n']);
  });

  it('ends with 2 for a wrong setting, and with 1 when the database does not answer', async () => {
    const wrong = await ran(['check'], { SHOP_CURRENCY: 'euro' });
    const silent = await ran(['check'], { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/shop' });

    expect(wrong).toEqual({
      code: 2,
      out: '',
      err: 'SHOP_CURRENCY is "euro". It takes three letters of ISO 4217, such as EUR.\n',
    });
    expect(silent).toEqual({
      code: 1,
      out: '',
      err: 'The database cannot be used: connect ECONNREFUSED 127.0.0.1:1.\n',
    });
  });
});

describe('the commands on a database', () => {
  let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
  let environment: Environment;

  beforeAll(async () => {
    database = await freshPostgresUrl();
    environment = { DATABASE_URL: database.address };
  });
  afterAll(() => database.drop());

  async function query<Row>(statement: ReturnType<typeof sql<Row>>): Promise<Row[]> {
    const { kysely } = await connect({ url: database.address, poolSize: 1 });
    const { rows } = await statement.execute(kysely);
    await kysely.destroy();
    return rows;
  }

  it('makes a key that is printed alone and kept as a hash', async () => {
    const scopes = 'customers:read, purchases:write';

    const { code, out, err } = await ran(
      ['keys', 'create', '--name', 'Till', '--scopes', scopes],
      environment,
    );

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^ck_[\da-f]{12}_[\w-]{43}\n$/);
    const kept = await query(sql<{ name: string; scopes: string[]; text: string }>`
      select name, scopes, api_key::text as text from api_key`);
    expect(kept).toMatchObject([{ name: 'Till', scopes: ['customers:read', 'purchases:write'] }]);
    expect(kept[0]?.text).not.toContain(out.trim().slice(16));
  });

  it('refuses a scope that there is not, naming those there are, and makes no key', async () => {
    const before = await query(sql`select id from api_key`);

    const { code, out, err } = await ran(
      ['keys', 'create', '--name', 'Till', '--scopes', 'customers:read,customer:write'],
      environment,
    );

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('There is no scope customer:write.');
    for (const scope of allScopes) expect(err).toContain(scope);
    expect(await query(sql`select id from api_key`)).toEqual(before);
  });

  it('lists keys, and revokes the one that is meant and no other', async () => {
    await ran(['keys', 'create', '--name', 'Twin', '--scopes', 'admin'], environment);
    const second = 'ck_0123456789ab';
    const [{ first } = { first: '' }] = await query(sql<{ first: string }>`
      with twin as (
        insert into api_key (id, name, prefix, secret_hash, scopes, created_at, expires_at)
        select gen_random_uuid(), name, ${second}, secret_hash, '{products:read}', now(), now()
        from api_key where name = 'Twin'
      )
      select prefix as first from api_key where name = 'Twin'`);

    const unknown = await ran(['keys', 'revoke', 'Nobody'], environment);
    const ambiguous = await ran(['keys', 'revoke', 'Twin'], environment);
    const revoked = await ran(['keys', 'revoke', first], environment);
    const again = await ran(['keys', 'revoke', first], environment);
    const { out } = await ran(['keys', 'list'], environment);

    expect(unknown).toEqual({
      code: 1,
      out: '',
      err: 'There is no key with the prefix or name "Nobody". `clientele keys list` tells those there are.\n',
    });
    expect(ambiguous).toEqual({
      code: 1,
      out: '',
      err: `2 keys have the name "Twin". Say which: ${first} or ${second}.\n`,
    });
    expect(revoked).toEqual({ code: 0, out: `The key ${first} (Twin) is revoked.\n`, err: '' });
    expect(again).toEqual({ code: 0, out: `The key ${first} (Twin) was revoked already.\n`, err: '' });
    const [titles, ...rows] = out.trimEnd().split('\n');
    const minute = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
    const columns = ['prefix', 'name', 'scopes', 'created', 'last used', 'expires', 'state'];
    expect(titles?.split(/ {2,}/)).toEqual(columns);
    expect(rows.map((row) => row.split(/ {2,}/)).slice(-2)).toEqual([
      [first, 'Twin', 'admin', minute, 'never', 'never', 'revoked'],
      [second, 'Twin', 'products:read', minute, 'never', minute, 'expired'],
    ]);
    const changes = await query(sql`
      select action, actor, details->'after'->'scopes' as scopes from change
      where subject_id = (select id from api_key where prefix = ${first}) order by at`);
    expect(changes).toEqual([
      { action: 'key.created', actor: 'keys', scopes: ['admin'] },
      { action: 'key.revoked', actor: 'keys', scopes: null },
    ]);
  });

  it('finds a summary that the facts do not bear out, and ends with 1', async () => {
    const id = '019a0000-0000-7000-8000-000000000001';
    await query(sql`
      with added as (
        insert into customer
          (id, kind, identified, name, folded_name, interests, attributes, created_at, updated_at)
        values (${id}, 'PERSON', true, 'Aino', ' aino', '{}', '{}', now(), now())
        returning id
      )
      insert into customer_summary (customer_id) select id from added`);
    const sound = await ran(['check'], environment);
    await query(sql`update customer_summary set purchase_count = 3 where customer_id = ${id}`);

    const tampered = await ran(['check'], environment);

    expect(sound).toEqual({
      code: 0,
      out: '0 differences between the kept figures and the facts.\n',
      err: '',
    });
    expect([tampered.code, tampered.err]).toEqual([1, '']);
    expect(tampered.out).toMatch(
      /^customer_\w+: kept {.*"purchase_count":3.*}, facts say {.*"purchase_count":0/,
    );
    expect(tampered.out).toContain('\n1 difference between the kept figures and the facts.\n');
  });

  it('takes tables back one migration after the other and brings them up again', async () => {
    const columnsAndIndexes = sql`
      select table_name, column_name from information_schema.columns where table_schema = 'public'
      union all
      select tablename, indexdef from pg_indexes where schemaname = 'public'
      order by 1, 2`;
    const before = await query(columnsAndIndexes);

    await ran(['migrate', '--down'], environment);
    const down = await ran(['migrate', '--down'], environment);
    const without = await query(columnsAndIndexes);
    const up = await ran(['migrate'], environment);
    const again = await ran(['migrate'], environment);

    expect(down).toMatchObject({ code: 0, out: expect.stringMatching(/^Migration\w+ is taken back\.\n$/) });
    expect(without).not.toEqual(before);
    expect(up).toMatchObject({ code: 0, out: expect.stringMatching(/^Migration.+ (is|are) applied\.\n$/) });
    expect(await query(columnsAndIndexes)).toEqual(before);
    expect(again.out).toBe('There was nothing to be applied: the tables are as they were.\n');
  });
});

describe('clientele schema', () => {
  const committed = join(import.meta.dirname, '../../schema.graphql');

  it('finds the committed file to be what the code says, and a changed one to be stale', async () => {
    await using folder = await aFolder();
    const file = join(folder.path, 'schema.graphql');
    await copyFile(committed, file);
    const fresh = await ran(['schema', '--check', '--file', file], {});
    await writeFile(file, 'type Query { nothing: Int }\n');

    const stale = await ran(['schema', '--check', '--file', file], {});
    const written = await ran(['schema', '--file', file], {});

    expect(fresh).toEqual({ code: 0, out: `${file} is what the code says.\n`, err: '' });
    expect(stale).toEqual({ code: 1, out: `${file} is stale: run npm run schema.\n`, err: '' });
    expect(written).toEqual({ code: 0, out: `${file} is written.\n`, err: '' });
    expect(await ran(['schema', '--check', '--file', file], {})).toMatchObject({ code: 0 });
  });
});
