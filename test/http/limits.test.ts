import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { examples } from '../../src/http/examples.ts';
import { aFolder, type Served, serve } from '../support/program.ts';

/** What a refusal may take; the median of several is held against it, since other programs share the machine. */
const millisecondsAllowed = 100;

let folder: Awaited<ReturnType<typeof aFolder>>;
let server: Served;
beforeAll(async () => {
  folder = await aFolder();
  server = await serve({ DATA_DIR: folder.path, LOG_LEVEL: 'info' }, ['--no-demo']);
}, 120_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

// biome-ignore lint/suspicious/noExplicitAny: what a query answers has the shape the test asked for.
async function bodyOf(response: Promise<Response>): Promise<any> {
  return (await response).json();
}

function send(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.address}/graphql`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json', ...headers },
  });
}

interface Refused {
  status: number;
  code: string | undefined;
  message: string;
  /** By the server's own log. */
  milliseconds: number;
  statements: number;
  /** The code as the log says it. */
  logged: string | undefined;
}

/** Asks five times, each time with another text, and answers how long it took in the middle. */
async function refused(ask: (turn: number) => Promise<Response>): Promise<Refused> {
  const answers: Refused[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const response = await ask(turn);
    const text = await response.text();
    expect(text).not.toMatch(/stack|node_modules|\.[jt]s:/);
    const { errors, message } = JSON.parse(text);
    const line = await logLineOf(response);
    answers.push({
      status: response.status,
      code: errors?.[0].extensions.code,
      message: errors?.[0].message ?? message,
      milliseconds: line.milliseconds,
      statements: line.statements,
      logged: line.code,
    });
  }
  const median = answers.toSorted((one, other) => one.milliseconds - other.milliseconds)[2];
  if (!median) throw new Error('Nothing was asked.');
  // Once a second the key itself is looked up, which is one statement.
  return { ...median, statements: Math.min(...answers.map(({ statements }) => statements)) };
}

async function logLineOf(response: Response) {
  const id = response.headers.get('x-request-id');
  const [line] = await server.says(new RegExp(`^{.*"requestId":"${id}".*"answered".*}$`, 'm'));
  return JSON.parse(line);
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number) => '{a'.repeat(depth) + '}'.repeat(depth);
const circles = (turns: number) =>
  `{ __schema { types { ${'fields { type { '.repeat(turns)} name ${'} } '.repeat(turns)} } } }`;
const doubling = (steps: number, aliased: boolean) =>
  `{ ...F0 } ${times(steps, (step) => `fragment F${step} on Query { ...F${step + 1} ...F${step + 1} }`)}
   fragment F${steps} on Query { ${aliased ? 'a: ' : ''}viewer { name } }`;

describe('a query is refused in time, with 4xx and without SQL,', () => {
  const tooLarge = (name: string, allowed: number) => ({ code: 'QUERY_TOO_LARGE', name, allowed });
  const invalid = { code: 'GRAPHQL_VALIDATION_FAILED' };

  it.each([
    ['50 deep', nested(50), tooLarge('depth', 15)],
    ['5,000 deep', nested(5_000), tooLarge('tokens', 2_000)],
    ['of 20,000 tokens', `{ ${times(20_000, () => 'a')} }`, tooLarge('tokens', 2_000)],
    ['with 101 aliases', `{ ${times(101, (n) => `a${n}: viewer { name }`)} }`, tooLarge('aliases', 100)],
    [
      'with 101 aliases of __typename',
      `{ ${times(101, (n) => `a${n}: __typename`)} }`,
      tooLarge('aliases', 100),
    ],
    ['with a field 500 times', `{ viewer { ${times(500, () => 'name')} } }`, tooLarge('duplicateFields', 50)],
    [
      'with a field 8 × 8 times once it is merged',
      `{ ${times(8, () => `viewer { ${times(8, () => 'name')} }`)} }`,
      tooLarge('duplicateFields', 50),
    ],
    [
      'with 51 directives',
      `{ viewer { name ${times(51, () => '@skip(if: false)')} } }`,
      tooLarge('directives', 50),
    ],
    ['with an unknown directive 10 times', `{ viewer { name ${times(10, () => '@aaa')} } }`, invalid],
    [
      'whose fragments lead in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
      invalid,
    ],
    ['that asks for the schema in circles', circles(4), tooLarge('introspectionDepth', 7)],
    ['whose aliases double 60 times', doubling(60, true), tooLarge('aliases', 100)],
    ['whose fields double 60 times', doubling(60, false), tooLarge('duplicateFields', 50)],
    ['with a list of 900 lists', `{ node(id: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`, invalid],
  ])('%s', async (_, query, expected: { code: string; name?: string; allowed?: number }) => {
    const answer = await refused((turn) => send(JSON.stringify({ query: `${query} # ${turn}` })));
    const again = await bodyOf(send(JSON.stringify({ query: `${query} # 0` })));

    const { code, name, allowed } = expected;
    expect(answer).toMatchObject({ status: 400, code, logged: code, statements: 0 });
    expect(answer.milliseconds).toBeLessThan(millisecondsAllowed);
    expect(again.errors[0].extensions).toEqual(name ? { code, limit: { name, allowed } } : { code });
    expect(again.extensions.cost).toMatchObject({ requested: 0, actual: 0 });
    if (name) expect(again.errors[0].message).toMatch(new RegExp(`more than ${allowed} .*\\. [A-Z].*\\.$`));
  });

  it('that subscribes, which there is nothing for yet', async () => {
    const answer = await refused(() => send(JSON.stringify({ query: 'subscription { a }' })));

    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', statements: 0 });
  });

  it('whose variables nest 10,000 deep', async () => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
    const filter = `${'{"not":'.repeat(10_000)}null${'}'.repeat(10_000)}`;

    const answer = await refused(() => send(`{"query":"${query}","variables":{"filter":${filter}}}`));

    expect(answer).toMatchObject({ status: 400, code: 'QUERY_TOO_LARGE', statements: 0 });
    expect(answer.message).toBe('The variables nest more than 128 deep. Send flatter values.');
    expect(answer.milliseconds).toBeLessThan(millisecondsAllowed);
  });

  it('that would read more objects than a request may', async () => {
    const query = '{ customers(first: 100) { nodes { purchases(first: 100) { nodes { lines { id } } } } } }';

    const answer = await refused((turn) => send(JSON.stringify({ query: `${query} # ${turn}` })));
    const { errors, extensions } = await bodyOf(send(JSON.stringify({ query })));

    expect(answer).toMatchObject({ status: 400, code: 'COST_EXCEEDED', statements: 0 });
    expect(answer.milliseconds).toBeLessThan(millisecondsAllowed);
    expect(errors).toEqual([
      {
        message:
          'The query may read 60100 objects; at most 20000 are allowed. Ask for smaller pages, or in several requests.',
        extensions: {
          code: 'COST_EXCEEDED',
          limit: { name: 'nodes', allowed: 20_000, requested: 60_100 },
        },
      },
    ]);
    expect(extensions.cost).toMatchObject({ requested: 60_100, actual: 0 });
  });
});

describe('a request is refused in time, with 4xx and without SQL,', () => {
  const query = '{ viewer { name } }';
  const asGet = (text: string) =>
    fetch(`${server.address}/graphql?query=${encodeURIComponent(text)}`, {
      headers: { authorization: `Bearer ${server.key}`, 'apollo-require-preflight': 'yes' },
    });
  const mutation = 'mutation { createCustomer(input: { name: "A" }) { customer { id } } }';

  it.each<[string, number, string, () => Promise<Response>]>([
    ['that is a batch', 400, 'BAD_REQUEST', () => send(JSON.stringify([{ query }, { query }]))],
    ['with a mutation over GET', 405, 'BAD_REQUEST', () => asGet(mutation)],
    [
      'sent by a form',
      415,
      'BAD_REQUEST',
      () => send(`query=${query}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    [
      'larger than 1 MiB',
      413,
      'BAD_REQUEST',
      () => send(JSON.stringify({ query, pad: 'x'.repeat(1_048_576) })),
    ],
  ])('%s', async (_, status, code, ask) => {
    const answer = await refused(ask);

    expect(answer).toMatchObject({ status, code, statements: 0 });
    expect(answer.milliseconds).toBeLessThan(millisecondsAllowed);
  });
});

describe('what people and tools ask', () => {
  it.each(examples)('is answered: $name', async ({ query, variables = '{}' }) => {
    const { data, errors = [] } = await bodyOf(
      send(JSON.stringify({ query, variables: JSON.parse(variables) })),
    );

    // The shop is empty, so that a mutation finds no product; that is data.
    expect([errors, data]).toEqual([[], expect.any(Object)]);
  });

  it('is answered: the introspection query of graphql-js, with everything it can ask for', async () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      oneOf: true,
    });

    const { data, extensions } = await bodyOf(send(JSON.stringify({ query })));

    expect(data.__schema.queryType.name).toBe('Query');
    expect(extensions.cost.actual).toBe(extensions.cost.requested);
  });
});
