import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOf } from '../../src/documents/document.rules.ts';
import { freshPostgresUrl } from '../support/engines.ts';
import { aFolder, type Environment, ran, type Served, serve } from '../support/program.ts';
import { untilTrue } from '../support/until.ts';

const names = 'query Names { customers(first: 2) { nodes { name } } }';
const products = 'query Products { products(first: 1) { totalCount } }';

describe('clientele documents, beside a server that runs nothing else', () => {
  let database: Awaited<ReturnType<typeof freshPostgresUrl>>;
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let environment: Environment;
  let server: Served;
  let key: string;

  beforeAll(async () => {
    database = await freshPostgresUrl();
    environment = { DATABASE_URL: database.address };
    folder = await aFolder();
    const files = {
      'names.graphql': names,
      'relay.json': JSON.stringify({ c0ffee: names, '3be4abb81fa595e25eb725b2c6a87508': products }),
      'wrong.json': JSON.stringify({
        one: '{ viewer { name } }',
        two: 'query Two {\n  customers { nme }\n}',
      }),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
    const made = await ran(
      ['keys', 'create', '--name', 'Web', '--scopes', 'customers:read,products:read'],
      environment,
    );
    key = made.out.trim();
    server = await serve({ ...environment, DOCUMENTS_ONLY: 'true' });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database.drop();
    await folder[Symbol.asyncDispose]();
  });

  const documents = (...args: string[]) => ran(['documents', ...args], environment, folder.path);
  const get = (search: string) =>
    fetch(`${server.address}/graphql?${search}`, { headers: { authorization: `Bearer ${key}` } });

  it('add them while it runs, list them and take them back', async () => {
    const before = await get(`documentId=sha256:${hashOf(names)}`);
    const added = await documents('add', 'names.graphql');
    // Found within a second of the miss before.
    await untilTrue(async () => (await get(`documentId=${hashOf(names)}`)).status === 200);
    const after = await get(`documentId=sha256:${hashOf(names)}`);
    const more = await documents('add', 'names.graphql', 'relay.json');
    const listed = await documents('list');
    const removed = await documents('remove', 'c0ffee');
    const gone = await documents('remove', 'c0ffee');

    expect(before.status).toBe(403);
    expect(added).toEqual({ code: 0, out: '1 document added, 0 known already.\n', err: '' });
    expect(await after.json()).toMatchObject({ data: { customers: { nodes: [] } } });
    expect(more).toEqual({ code: 0, out: '1 document added, 1 known already.\n', err: '' });
    expect(listed.out).toBe(
      `${hashOf(names)}  Names  c0ffee\n${hashOf(products)}  Products  3be4abb81fa595e25eb725b2c6a87508\n2 documents.\n`,
    );
    expect(removed).toEqual({ code: 0, out: '1 document removed.\n', err: '' });
    expect(gone).toEqual({
      code: 1,
      out: '',
      err: 'There is no document c0ffee. clientele documents list prints those there are.\n',
    });
  });

  it('refuse what does not fit the schema with line and reason, and all that came with it', async () => {
    const { code, out, err } = await documents('add', 'wrong.json');

    expect([code, out, err]).toEqual([
      1,
      '',
      'wrong.json, document two:2:15 Cannot query field "nme" on type "CustomerConnection".\n',
    ]);
    const refused = await get(`documentId=${hashOf('{ viewer { name } }')}`);
    expect(refused.status).toBe(403);
  });

  it('leave no way for anything else: a query, a hash with its query, introspection', async () => {
    const query = '{ __schema { queryType { name } } }';
    const persistedQuery = { version: 1, sha256Hash: hashOf(query) };
    const bodies = [{ query: '{ viewer { name } }' }, { query, extensions: { persistedQuery } }, { query }];

    const answers = await Promise.all(
      bodies.map((body) =>
        fetch(`${server.address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify(body),
        }),
      ),
    );

    const told = await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]));
    const refusal = {
      errors: [
        {
          message: 'Only registered documents are run here. Send the id of one, and no query.',
          extensions: { code: 'DOCUMENT_NOT_ALLOWED' },
        },
      ],
    };
    expect(told).toEqual([
      [403, refusal],
      [403, refusal],
      [403, refusal],
    ]);
    await server.says(/("method":"POST".*\n[\s\S]*){3}/);
    const lines = server.out
      .split('\n')
      .filter((line) => line.includes('"POST"'))
      .map((line) => JSON.parse(line));
    expect(lines.map(({ statements }) => statements)).toEqual([0, 0, 0]);
  });
});
