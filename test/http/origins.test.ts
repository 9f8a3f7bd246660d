import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFolder, type Served, serve } from '../support/program.ts';

const known = 'https://shop.example';

describe('other origins', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let server: Served;

  beforeAll(async () => {
    folder = await aFolder();
    server = await serve(
      { DATA_DIR: folder.path, CORS_ORIGINS: `${known},http://localhost:5173`, LOG_LEVEL: 'info' },
      ['--no-demo'],
    );
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const asked = (init: RequestInit, path = '/graphql') => fetch(`${server.address}${path}`, init);
  const corsOf = ({ headers }: Response) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
  const preflight = (origin: string) =>
    asked({
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

  it('on the list may call: the preflight says how', async () => {
    const answer = await preflight(known);

    expect([answer.status, corsOf(answer)]).toEqual([
      204,
      {
        'access-control-allow-origin': known,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'Authorization, Content-Type, If-None-Match, Apollo-Require-Preflight, X-Apollo-Operation-Name, ApolloGraphQL-Client-Name, ApolloGraphQL-Client-Version, Traceparent, Tracestate',
        'access-control-expose-headers': 'ETag, Retry-After, X-Request-Id',
        'access-control-max-age': '7200',
      },
    ]);
  });

  it('on the list may read what they are answered, and caches are told that it depends on the origin', async () => {
    const answer = await asked({
      method: 'POST',
      headers: { origin: known, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });

    expect(answer.status).toBe(200);
    expect(corsOf(answer)).toEqual({
      'access-control-allow-origin': known,
      'access-control-expose-headers': 'ETag, Retry-After, X-Request-Id',
    });
    expect(answer.headers.get('vary')).toBe('Origin, Authorization');
  });

  it.each([
    'https://evil.example',
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://SHOP.example',
    'null',
  ])('that are not on the list get no header of CORS: %s', async (origin) => {
    const before = await preflight(origin);
    const answer = await asked({
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });

    expect([before.status, corsOf(before), corsOf(answer)]).toEqual([404, {}, {}]);
  });

  it.each([
    [
      'a text',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"query":"{viewer{name}}"}' },
      400,
    ],
    ['a form', { method: 'POST', body: new URLSearchParams({ query: '{viewer{name}}' }) }, 415],
    ['a form of parts', { method: 'POST', body: formOf({ query: '{viewer{name}}' }) }, 415],
    ['a body of no type', { method: 'POST', body: new Uint8Array([123, 125]) }, 415],
    ['an address', { method: 'GET' }, 400],
  ])('cannot use a browser to ask without a preflight: %s', async (_what, init, status) => {
    const answer = await asked(init, '/graphql?query={viewer{name}}');

    const { errors } = (await answer.json()) as { errors: { extensions: unknown }[] };
    expect([answer.status, errors[0]?.extensions]).toEqual([status, { code: 'BAD_REQUEST' }]);
    const [line = ''] = await server.says(new RegExp(`.*${answer.headers.get('x-request-id')}.*`));
    expect(JSON.parse(line)).toMatchObject({ status, statements: 0 });
  });

  it.each(['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'])(
    'would be asked for a preflight by the header %s, which therefore is enough on a GET',
    async (header) => {
      const answer = await asked({ headers: { [header]: 'Bearer x' } }, '/graphql?query={viewer{name}}');

      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ data: { viewer: { name: null } } });
    },
  );

  it.each(['/graphql', '/livez', '/nothing', '/', '/%zz'])(
    'are told to keep off every answer: %s',
    async (path) => {
      const { headers } = await asked({ headers: { accept: 'text/html' } }, path);

      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
