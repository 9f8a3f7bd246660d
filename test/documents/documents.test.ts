import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documentsIn } from '../../src/documents/document.file.ts';
import { type DocumentDraft, fitting, hashOf } from '../../src/documents/document.rules.ts';
import { addDocuments, removeDocument } from '../../src/documents/document.service.ts';
import { buildSchema } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { aFolder } from '../support/program.ts';
import { allScopes, openTestShop, testNow } from '../support/shop.ts';

const schema = buildSchema();
const names = 'query Names($first: Int) { customers(first: $first) { nodes { name } } }';
const draft = (text: string, name: string | null = null): DocumentDraft => ({ place: 'a', name, text });

describe('a file of documents', () => {
  it.each([
    ['one.graphql', names, [null]],
    ['persisted-documents.json', JSON.stringify({ c0ffee: names }), ['c0ffee']],
    [
      'manifest.json',
      JSON.stringify({
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'a1', name: 'Names', type: 'query', body: names }],
      }),
      ['a1'],
    ],
  ])('is read: %s', async (file, content, ids) => {
    await using folder = await aFolder();
    await writeFile(join(folder.path, file), content);

    const drafts = await documentsIn(join(folder.path, file));

    expect(drafts.map(({ text }) => text)).toEqual([names]);
    expect(drafts.map(({ name }) => name)).toEqual(ids);
  });

  it.each([
    [
      'list.json',
      '[1]',
      'list.json: A manifest is an object of texts by their ids, or one of the format apollo-persisted-query-manifest.',
    ],
    ['half.json', '{', 'half.json: This is not JSON.'],
    ['none.graphql', null, /none\.graphql: The file cannot be read \(ENOENT\)\.$/],
  ])('is refused: %s', async (file, content, message) => {
    await using folder = await aFolder();
    if (content !== null) await writeFile(join(folder.path, file), content);

    await expect(documentsIn(join(folder.path, file))).rejects.toThrow(message);
  });
});

describe('a document', () => {
  it.each([
    ['{ viewer { nme } }', 'a:1:12 Cannot query field "nme" on type "Viewer". Did you mean "name"?'],
    ['{\n  viewer(\n}', 'a:3:1 Syntax Error: Expected Name, found "}".'],
    ['fragment Part on Customer { name }', 'a: There is no operation in it.'],
  ])('that does not fit is refused with line and reason: %s', (text, message) => {
    expect(() => fitting([draft(names), draft(text)], schema)).toThrow(message);
  });

  it.each(['', 'two words', 'x'.repeat(201)])('has no id like %p', (name) => {
    expect(() => fitting([draft(names, name)], schema)).toThrow(
      'a: The id of a document has 1 to 200 characters and no blanks.',
    );
  });
});

onBothEngines('registered documents', (shop) => {
  const register = (...drafts: DocumentDraft[]) =>
    shop.inUnit((unit) => addDocuments(unit, fitting(drafts, schema)));
  const later = (milliseconds: number) => shop.clock.set(new Date(shop.clock.now().getTime() + milliseconds));

  async function request(options: { method?: 'GET' | 'POST'; [name: string]: unknown }, app = shop.app) {
    const { headers = {}, ...rest } = options;
    const authorization = `Bearer ${await shop.keyWith(allScopes)}`;
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      ...rest,
      headers: { authorization, ...(headers as object) },
    });
    const statements = shop.answered().at(-1)?.statements;
    return { status: response.statusCode, headers: response.headers, body: response.body, statements };
  }

  it('are found by hash and by id, over POST and GET, in every way a client may ask', async () => {
    await register(draft(names, 'c0ffee'));
    const hash = hashOf(names);
    const variables = { first: 1 };
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const search = (given: Record<string, string>) =>
      `/graphql?${new URLSearchParams({ variables: JSON.stringify(variables), ...given })}`;

    const answers = [
      await request({ payload: { extensions, variables } }),
      await request({ payload: { documentId: `sha256:${hash}`, variables } }),
      await request({ payload: { documentId: 'c0ffee', variables } }),
      await request({ payload: { doc_id: 'c0ffee', variables, query: null } }),
      await request({ payload: { id: 'c0ffee', variables } }),
      await request({ method: 'GET', url: search({ extensions: JSON.stringify(extensions) }) }),
      await request({ method: 'GET', url: search({ documentId: hash }) }),
      await request({ method: 'GET', url: search({ doc_id: 'c0ffee' }) }),
    ];

    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ data: { customers: { nodes: [] } } });
    }
    expect(answers.slice(1).map(({ statements }) => statements)).toEqual(Array(7).fill(1));
    expect(shop.answered().at(-1)).toMatchObject({ operation: 'Names' });
  });

  it('are added once; a second id of the same text is added, and one of another text refused', async () => {
    const text = 'query Once { viewer { name } }';
    const first = await register(draft(text, 'one'), draft(text, 'uno'));
    const again = await register(draft(text, 'one'));
    const renamed = await register(draft(text, 'two'));

    expect([first, again, renamed]).toEqual([
      { added: 1, known: 0 },
      { added: 0, known: 1 },
      { added: 0, known: 1 },
    ]);
    await expect(register(draft('{ viewer { scopes } }', 'one'))).rejects.toThrow(
      'one: This is the id of another document already.',
    );
    await expect(register(draft('{ viewer { scopes } }', hashOf(text)))).rejects.toThrow('another document');
    later(1_000);
    for (const id of ['one', 'uno', 'two']) {
      expect(await request({ payload: { documentId: id } })).toMatchObject({ status: 200 });
    }
  });

  it('that are unknown make no more than one statement a second, and one that was added is found then', async () => {
    later(1_000);
    const text = 'query Late { viewer { name } }';
    const ask = (id: string) => request({ payload: { documentId: id } });
    await shop.ask('{ viewer { name } }');

    const unknown = [
      await ask('no-1'),
      await ask('no-2'),
      await ask(hashOf(text)),
      await ask('x'.repeat(900)),
    ];
    await register(draft(text));
    later(1_000);
    const found = await ask(hashOf(text));

    expect(unknown.map(({ statements }) => statements)).toEqual([1, 0, 0, 0]);
    for (const { status, body } of unknown) {
      expect([status, JSON.parse(body).errors]).toEqual([
        400,
        [
          {
            message: 'There is no document of this id. `clientele documents add` registers one.',
            extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
          },
        ],
      ]);
    }
    expect([found.status, JSON.parse(found.body)]).toMatchObject([200, { data: { viewer: {} } }]);
  });

  it('that are removed are not run after ten seconds', async () => {
    const text = 'query Gone { viewer { name } }';
    await register(draft(text));
    later(1_000);
    const before = await request({ payload: { documentId: hashOf(text) } });
    await shop.inUnit((unit) => removeDocument(unit, hashOf(text)));
    later(10_000);

    const after = await request({ payload: { documentId: hashOf(text) } });

    expect([before.status, after.status]).toEqual([200, 400]);
  });

  it('asked for by GET may be kept by the client, who is told when they are as they were', async () => {
    await register(draft(names));
    later(1_000);
    const url = `/graphql?documentId=${hashOf(names)}`;

    const first = await request({ method: 'GET', url });
    const held = { 'if-none-match': `"other", ${first.headers.etag}` };
    const same = await request({ method: 'GET', url, headers: held });
    await shop.ask('mutation { createCustomer(input: { name: "Aino" }) { userErrors { code } } }');
    const changed = await request({ method: 'GET', url, headers: held });

    expect(first.headers).toMatchObject({
      etag: expect.stringMatching(/^W\/"[\w-]{43}"$/),
      'cache-control': 'private, no-cache',
      vary: 'Authorization',
    });
    expect([same.status, same.body, same.headers.etag]).toEqual([304, '', first.headers.etag]);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(first.headers.etag);
  });

  it('alone may be kept: not what a query is answered, nor an error', async () => {
    const query = await request({ method: 'GET', url: '/graphql?query={viewer{name}}' });
    const posted = await request({ payload: { query: '{ viewer { name } }' } });
    const refused = await request({
      method: 'GET',
      url: `/graphql?documentId=${hashOf(names)}&variables={"first":0}`,
    });

    for (const { headers } of [query, posted, refused]) {
      expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
    }
  });

  it('stand beside those that clients register by themselves, and a hash that is none is told', async () => {
    const query = 'query Automatic { viewer { name } }';
    const persisted = (sha256Hash: unknown, version = 1) => ({ persistedQuery: { version, sha256Hash } });

    const unknown = await request({ payload: { extensions: persisted(hashOf(query)) } });
    const given = await request({ payload: { query, extensions: persisted(hashOf(query)) } });
    const known = await request({ payload: { extensions: persisted(hashOf(query)) } });
    const wrong = await request({ payload: { query, extensions: persisted(hashOf(names)) } });
    const future = await request({ payload: { extensions: persisted(hashOf(query), 2) } });
    const shapeless = await request({ payload: { extensions: persisted({ toString: 1 }) } });

    expect(JSON.parse(unknown.body).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect([given, known].map(({ status }) => status)).toEqual([200, 200]);
    for (const { status, body } of [wrong, future, shapeless]) {
      expect([status, JSON.parse(body).errors[0].extensions]).toEqual([400, { code: 'BAD_REQUEST' }]);
    }
  });

  it('are all that is run where the shop says so: queries, hashes of their own and introspection are not', async () => {
    const text = 'query Allowed { viewer { name } }';
    await register(draft(text));
    const strict = await openTestShop(shop.database, {}, { documentsOnly: true });
    strict.clock.set(testNow);
    const key = `Bearer ${await shop.keyWith(allScopes)}`;
    const ask = (payload: object) =>
      strict.app.inject({ method: 'POST', url: '/graphql', headers: { authorization: key }, payload });
    const query = '{ __schema { queryType { name } } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(query) } };

    const allowed = await ask({ documentId: hashOf(text) });
    const refused = [
      await ask({ query }),
      await ask({ query: text }),
      await ask({ query, extensions }),
      await ask({ extensions }),
      await ask({ documentId: 'nothing' }),
      await ask([{ documentId: hashOf(text) }]),
      await strict.app.inject({ url: `/graphql?query=${query}`, headers: { authorization: key } }),
    ];

    expect(allowed.json()).toMatchObject({ data: { viewer: {} } });
    for (const answer of refused) {
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([
        403,
        'DOCUMENT_NOT_ALLOWED',
      ]);
    }
    expect(
      strict
        .answered()
        .slice(1)
        .map(({ statements }) => statements),
    ).toEqual(Array(7).fill(0));
    await strict.app.close();
  });
});
