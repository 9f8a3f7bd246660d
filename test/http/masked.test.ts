import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { syntaxMessage } from '../../src/http/valueless.ts';
import { buildSchema } from '../../src/schema.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';

const secret = 'Aino Salainen';

let shop: TestShop;

beforeAll(async () => {
  shop = await openTestShop(await emptyDatabase('pglite'));
});
afterAll(() => shop.close());

/** Another server over the same database. */
function another(
  settings: Parameters<typeof openTestShop>[2],
  schema = buildSchema(),
  serving: Parameters<typeof openTestShop>[4] = {},
): Promise<TestShop> {
  return openTestShop(shop.database, {}, settings, schema, serving);
}

describe('an error', () => {
  const told = async (query: string, variables = {}) => {
    const { errors, status } = await shop.ask(query, variables);
    return { messages: errors.map(({ message }) => message), code: errors[0]?.extensions.code, status };
  };

  it.each([
    ['Int', '{ customers(first: "Aino Salainen") { totalCount } }', 'Argument "first": It takes Int.'],
    ['Int', '{ customers(first: 99999999999) { totalCount } }', 'Argument "first": It takes Int.'],
    ['String', '{ customers(search: 112233) { totalCount } }', 'Argument "search": It takes String.'],
    ['Boolean', '{ viewer @include(if: "Aino Salainen") { name } }', 'Argument "if": It takes Boolean!.'],
    ['ID', '{ node(id: 1.5) { id } }', 'Argument "id": It takes ID!.'],
    ['null', '{ node(id: null) { id } }', 'Argument "id": It takes ID!.'],
    [
      'an enum',
      '{ customers(orderBy: [{ field: NAME }, { field: AINO_SALAINEN }]) { totalCount } }',
      'Argument "orderBy" at "orderBy.1.field": It takes CustomerOrderField!, one of CREATED_AT, UPDATED_AT, NAME, TOTAL_SPENT, PURCHASE_COUNT, LAST_PURCHASE_AT.',
    ],
    [
      'an enum in quotes',
      '{ customers(orderBy: { field: "Aino Salainen" }) { totalCount } }',
      'Argument "orderBy" at "orderBy.field": It takes CustomerOrderField!, one of CREATED_AT, UPDATED_AT, NAME, TOTAL_SPENT, PURCHASE_COUNT, LAST_PURCHASE_AT.',
    ],
    [
      'an object',
      '{ customers(filter: "Aino Salainen") { totalCount } }',
      'Argument "filter": It takes CustomerFilter.',
    ],
    [
      'a scalar of ours',
      '{ customers(filter: { createdAt: { gt: "Aino Salainen" } }) { totalCount } }',
      'Argument "filter" at "filter.createdAt.gt": DateTime takes an ISO 8601 instant with its offset, such as "2026-11-22T13:30:00Z".',
    ],
    [
      'a default of a variable',
      'query ($size: Int = "Aino Salainen") { customers(first: $size) { totalCount } }',
      'Variable "$size": It takes Int.',
    ],
  ])('in a document names the place and the type, not the value: %s', async (_type, query, message) => {
    expect(await told(query)).toEqual({
      messages: [message],
      code: 'GRAPHQL_VALIDATION_FAILED',
      status: 400,
    });
  });

  it.each([
    ['Int', '$v: Int', 'customers(first: $v) { totalCount }', secret, 'Variable "$v": It takes Int.'],
    [
      'String',
      '$v: String',
      'customers(search: $v) { totalCount }',
      [secret],
      'Variable "$v": It takes String.',
    ],
    [
      'null',
      '$v: ID!',
      'node(id: $v) { id }',
      null,
      'Variable "$v" of non-null type "ID!" must not be null.',
    ],
    [
      'nothing',
      '$v: ID!',
      'node(id: $v) { id }',
      undefined,
      'Variable "$v" of required type "ID!" was not provided.',
    ],
    [
      'an object',
      '$v: CustomerFilter',
      'customers(filter: $v) { totalCount }',
      secret,
      'Variable "$v": It takes CustomerFilter.',
    ],
    [
      'a name that is no name',
      '$v: CustomerFilter',
      'customers(filter: $v) { totalCount }',
      { [secret]: 1 },
      'Variable "$v": It takes CustomerFilter.',
    ],
    [
      'a field there is not',
      '$v: CustomerFilter',
      'customers(filter: $v) { totalCount }',
      { nme: 1 },
      'Variable "$v": Field "nme" is not defined by type "CustomerFilter". Did you mean "name" or "not"?',
    ],
    [
      'a part',
      '$v: [CustomerOrder!]',
      'customers(orderBy: $v) { totalCount }',
      [{ field: 'NAME' }, { field: secret }],
      'Variable "$v" at "v.1.field": It takes CustomerOrderField!, one of CREATED_AT, UPDATED_AT, NAME, TOTAL_SPENT, PURCHASE_COUNT, LAST_PURCHASE_AT.',
    ],
    [
      'a scalar of ours',
      '$v: CustomerFilter',
      'customers(filter: $v) { totalCount }',
      { createdAt: { gt: secret } },
      'Variable "$v" at "v.createdAt.gt": DateTime takes an ISO 8601 instant with its offset, such as "2026-11-22T13:30:00Z".',
    ],
    [
      'two of one',
      '$v: CustomerBy!',
      'customer(by: $v) { id }',
      { id: secret, email: secret },
      'Variable "$v": Exactly one key must be specified for OneOf type "CustomerBy".',
    ],
  ])(
    'in a variable names the place and the type, not the value: %s',
    async (_type, given, field, value, message) => {
      const { messages, code, status } = await told(`query (${given}) { ${field} }`, { v: value });

      expect({ messages, code, status }).toEqual({
        messages: [message],
        code: 'BAD_USER_INPUT',
        status: 400,
      });
    },
  );

  it('in variables is told fifty times at most', async () => {
    const { messages } = await told(
      'query ($v: [CustomerOrder!]) { customers(orderBy: $v) { totalCount } }',
      {
        v: Array(5_000).fill(secret),
      },
    );

    expect(messages).toHaveLength(50);
  });
});

describe('a syntax error', () => {
  it.each([
    ['Syntax Error: Expected Name, found String "Aino".', 'Syntax Error: Expected Name, found String.'],
    ['Syntax Error: Expected Name, found Name "Aino", found.', 'Syntax Error: Expected Name, found Name.'],
    ['Syntax Error: Expected ":", found "}".', 'Syntax Error: Expected ":", found "}".'],
    ['Syntax Error: Expected Name, found <EOF>.', 'Syntax Error: Expected Name, found <EOF>.'],
    ['Syntax Error: Unexpected Name "Aino".', 'Syntax Error: Unexpected Name.'],
    ['Syntax Error: Unexpected "]".', 'Syntax Error: Unexpected "]".'],
    ['Syntax Error: Unexpected character: "ä".', 'Syntax Error: Unexpected character.'],
    ['Syntax Error: Unterminated string.', 'Syntax Error: Unterminated string.'],
    [
      'Syntax Error: Invalid character within String: U+0000.',
      'Syntax Error: Invalid character within String.',
    ],
    ['Syntax Error: Invalid number, expected digit but got: "A".', 'Syntax Error: Invalid number.'],
    [
      'Syntax Error: Invalid Unicode escape sequence: "\\uAino".',
      'Syntax Error: Invalid Unicode escape sequence.',
    ],
    ['Aino', 'Syntax Error: This is not GraphQL.'],
  ])('says which token, not what was in it: %s', (message, valueless) => {
    expect(syntaxMessage(message)).toBe(valueless);
  });
});

describe('a resolver that throws', () => {
  const thrown: { fault: unknown } = { fault: null };
  let faulty: TestShop;

  beforeAll(async () => {
    const schema = buildSchema();
    const viewer = schema.getQueryType()?.getFields().viewer;
    if (viewer)
      viewer.resolve = () => {
        throw thrown.fault;
      };
    faulty = await another({}, schema);
  });
  afterAll(() => faulty.app.close());

  it.each([
    ['an error', new Error(secret)],
    ['an error with a cause', new Error('outer', { cause: new Error(secret) })],
    ['a GraphQL error without a code', new GraphQLError(secret, { extensions: { hint: secret } })],
    ['a text', secret],
    ['an object', { secret, toString: (): string => secret }],
    ['nothing', undefined],
  ])('shows nothing of it, and its request id is in body and log: %s', async (_what, fault) => {
    thrown.fault = fault;

    const response = await faulty.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ viewer { name } }' },
    });

    expect(response.json().errors).toEqual([
      {
        message: 'Something went wrong on our side. The request id finds it in the log.',
        locations: [{ line: 1, column: 3 }],
        path: ['viewer'],
        extensions: { code: 'INTERNAL', requestId: response.headers['x-request-id'] },
      },
    ]);
    expect(response.body).not.toContain('Aino');
    expect(faulty.failures().at(-1)).toMatchObject({ requestId: response.headers['x-request-id'] });
  });
});

describe('a fault before GraphQL begins', () => {
  it.each([
    ['its own', new Error(secret), 500, 'INTERNAL'],
    [
      'a database that is gone',
      Object.assign(new Error(secret), { code: 'ECONNREFUSED' }),
      503,
      'UNAVAILABLE',
    ],
  ])('is masked, and its request id is in body and log: %s', async (_what, fault, status, code) => {
    const faulty = await another({}, buildSchema(), { findDocument: () => Promise.reject(fault) });

    const response = await faulty.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { documentId: 'a' },
    });

    const requestId = response.headers['x-request-id'];
    expect([response.statusCode, response.json().errors[0].extensions]).toEqual([
      status,
      { code, requestId },
    ]);
    expect(response.body).not.toContain(secret);
    expect(faulty.failures()).toMatchObject([{ requestId }]);
    await faulty.app.close();
  });
});

describe('the schema', () => {
  it.each([true, false])('is told when it is asked for, where that is set: %p', async (introspection) => {
    const { app } = await another({ introspection });

    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json' },
      payload: { query: '{ __schema { queryType { name } } }' },
    });

    const { data, errors } = response.json();
    expect([response.statusCode, data, errors?.[0].extensions.code]).toEqual(
      introspection
        ? [200, { __schema: { queryType: { name: 'Query' } } }, undefined]
        : [400, undefined, 'GRAPHQL_VALIDATION_FAILED'],
    );
    await app.close();
  });

  it.each([true, false])('is not guessed from suggestions in production: trial %p', async (isTrial) => {
    const { app, ask } = await another({ isTrial });
    const wrong = [
      '{ viewr { name } }',
      '{ customers(frst: 1) { totalCount } }',
      '{ viewer { nme } }',
      '{ customers(orderBy: { field: NAM }) { totalCount } }',
    ];
    const variable = 'query ($v: CustomerFilter) { customers(filter: $v) { totalCount } }';

    const answers = await Promise.all([
      ...wrong.map((query) => ask(query)),
      ask(variable, { v: { nam: { eq: 'A' } } }),
      ask(variable, { v: { kind: { eq: 'PERSO' } } }),
    ]);

    const suggested = answers.map(({ errors }) => /Did you mean|one of/.test(errors[0]?.message ?? ''));
    expect(suggested).toEqual(Array(6).fill(isTrial));
    await app.close();
  });
});
