import { describe, expect, it } from '@jest/globals';
import { type GraphQLField, getNamedType, isLeafType, parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { passingVariables, withPassing } from '../../src/api/passing.ts';
import { buildSchema } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';

const schema = buildSchema();
const roots = (['query', 'mutation'] as const).flatMap((kind) => {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).map((field) => ({ name: field.name, kind, field }));
});

function withEveryArgument(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const defined = args.map((one) => `$${one.name}: ${one.type}`);
  const given = args.map((one) => `${one.name}: $${one.name}`);
  const inParentheses = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  return `${kind} ${inParentheses(defined)} { ${name}${inParentheses(given)} ${selection} }`;
}

describe('an operation with every argument in a variable', () => {
  it.each(roots)('is compiled: $kind $name', ({ kind, field }) => {
    const document = parse(withEveryArgument(kind, field));

    const compiled = compileQuery(withPassing(schema), passingVariables(schema, document));

    expect(validate(schema, document)).toEqual([]);
    expect(isCompiledQuery(compiled)).toBe(true);
  });

  it('is validated by the schema of clients, who cannot use the type that takes anything', () => {
    const document = parse('query ($filter: AlreadyCoerced) { customers(filter: $filter) { totalCount } }');

    expect(validate(schema, document).map(({ message }) => message)).toContain(
      'Unknown type "AlreadyCoerced".',
    );
  });
});

onBothEngines('a variable', (shop) => {
  it('reaches the resolver as its type says: defaults, enums, instants, lists of one, what is left out', async () => {
    await shop.ask(
      'mutation { createCustomer(input: { name: "Aino", country: "FI" }) { userErrors { code } } }',
    );
    const query = `query ($filter: CustomerFilter = { country: { eq: "EE" } }, $orderBy: [CustomerOrder!], $first: Int = 1, $show: Boolean = true) {
      customers(filter: $filter, orderBy: $orderBy, first: $first) { totalCount @include(if: $show) nodes { name } }
    }`;
    const orderBy = { field: 'NAME', direction: 'DESC' };
    const ask = async (variables: object) => (await shop.ask(query, { ...variables })).data.customers;

    expect(await ask({})).toEqual({ totalCount: 0, nodes: [] });
    expect(await ask({ filter: null, orderBy })).toEqual({ totalCount: 1, nodes: [{ name: 'Aino' }] });
    expect(await ask({ filter: { createdAt: { lte: '2026-11-22T14:00:00+02:00' } }, show: false })).toEqual({
      nodes: [{ name: 'Aino' }],
    });
    expect(await ask({ filter: { country: { in: 'FI' } } })).toMatchObject({ totalCount: 1 });
  });

  it('takes its value from nowhere else, whatever it is called', async () => {
    const query = (name: string) =>
      `query ($${name}: Int, $first: Int) { customers(first: $${name}) { totalCount } few: customers(first: $first) { totalCount } }`;

    const answers = await Promise.all(['constructor', '__proto__'].map((name) => shop.ask(query(name))));

    expect(answers[0]).toMatchObject({
      errors: [],
      data: { customers: { totalCount: 1 }, few: { totalCount: 1 } },
    });
    expect(answers[1]).toMatchObject({
      data: null,
      errors: [
        {
          message: 'Variable "$__proto__" begins with two underscores. Call it something else.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });
});
