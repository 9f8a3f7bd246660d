import { describe, expect, it } from '@jest/globals';
import {
  type ExecutionResult,
  execute,
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  getOperationAST,
  parse,
  GraphQLSchema as Schema,
  validate,
} from 'graphql';
import type { Context } from '../../../src/api/context.ts';
import { planOf } from '../../../src/api/execution/plan.ts';
import type { Run } from '../../../src/api/execution/run.ts';

/** A zoo of what can happen to a field. */
function schemaOf(events: string[]): GraphQLSchema {
  const thing: GraphQLInterfaceType = new GraphQLInterfaceType({
    name: 'Thing',
    fields: { name: { type: GraphQLString } },
    resolveType: (value: { __typename: string }) => value.__typename,
  });
  const later = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(() => resolve(value)));
  const fails = (message: string) => () => {
    throw new Error(message);
  };
  const cat: GraphQLObjectType = new GraphQLObjectType({
    name: 'Cat',
    interfaces: [thing],
    fields: () => ({
      name: { type: GraphQLString },
      age: { type: GraphQLInt },
      weight: { type: GraphQLFloat },
      isTame: { type: new GraphQLNonNull(GraphQLBoolean) },
      colours: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
      missing: { type: new GraphQLNonNull(GraphQLString) },
      missingLater: { type: new GraphQLNonNull(GraphQLString), resolve: () => later(null) },
      broken: { type: GraphQLString, resolve: fails('broken') },
      brokenLater: { type: GraphQLString, resolve: () => later(null).then(fails('broken later')) },
      mustBreakLater: {
        type: new GraphQLNonNull(GraphQLString),
        resolve: () => later(null).then(fails('must break later')),
      },
      error: { type: GraphQLString, resolve: () => new Error('an error for a value') },
      echo: {
        type: GraphQLString,
        args: { text: { type: GraphQLString, defaultValue: 'nothing' }, n: { type: GraphQLInt } },
        resolve: (_cat, { text, n }) => later(`${text} ${n}`),
      },
      kitten: { type: cat, resolve: () => tom },
      kittens: { type: new GraphQLList(cat), resolve: () => later([tom, null, later(tom)]) },
      sureKittens: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(cat))),
        resolve: () => [tom, null],
      },
      nests: { type: new GraphQLList(new GraphQLList(cat)), resolve: () => [[tom], null, [tom, tom]] },
      noList: { type: new GraphQLList(GraphQLString), resolve: () => 'no list' },
      friends: { type: new GraphQLList(thing), resolve: () => [tom, rex, later(rex)] },
      odd: { type: thing, resolve: () => ({ __typename: 'Fish' }) },
      path: {
        type: GraphQLString,
        resolve: (_cat, _args, _context, info) => JSON.stringify([info.path.key, info.path.prev?.key]),
      },
    }),
  });
  const dog = new GraphQLObjectType({
    name: 'Dog',
    interfaces: [thing],
    fields: { name: { type: GraphQLString }, tricks: { type: new GraphQLList(GraphQLString) } },
  });
  const tom = {
    __typename: 'Cat',
    name: 'Tom',
    age: 3,
    weight: 4.5,
    isTame: true,
    colours: ['grey', 'white'],
    missing: null,
  };
  const rex = { __typename: 'Dog', name: 'Rex', tricks: ['sit'] };
  const steps = Object.fromEntries(
    ['one', 'two', 'three'].map((name) => [
      name,
      {
        type: GraphQLString,
        resolve: async () => {
          events.push(`${name} begins`);
          await later(null);
          events.push(`${name} ends`);
          if (name === 'two') throw new Error('two fails');
          return name;
        },
      },
    ]),
  );
  return new Schema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        cat: { type: cat, resolve: () => tom },
        sureCat: { type: new GraphQLNonNull(cat), resolve: () => later(tom) },
        never: { type: new GraphQLNonNull(cat), resolve: () => null },
      },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: steps }),
    types: [cat, dog],
  });
}

async function planned(
  schema: GraphQLSchema,
  text: string,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> {
  const document = parse(text);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('A document of one operation is wanted.');
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === 'FragmentDefinition' ? [[one.name.value, one]] : [])),
  );
  const run: Run = { context: {} as Context, variables, errors: [], pending: [] };
  const data = await planOf({ schema, definition, fragments, variables })(run);
  return run.errors.length > 0 ? { errors: run.errors, data } : { data };
}

const queries: readonly (readonly [string, string, Record<string, unknown>?])[] = [
  ['leaves of every kind', '{ cat { name age weight isTame colours __typename } }'],
  ['aliases in the order asked', '{ b: cat { z: name a: name } a: cat { name } }'],
  ['a name that is the prototype of objects', '{ cat { __proto__: name } }'],
  ['a null where none may be', '{ cat { name missing } }'],
  ['a null where none may be, later', '{ cat { name missingLater } }'],
  ['a null that reaches the top', '{ cat { name } never { name } }'],
  ['errors beside each other', '{ cat { broken brokenLater error name } }'],
  ['a failure while others are under way', '{ cat { echo brokenLater missing } }'],
  ['a late failure that takes its object along', '{ cat { name mustBreakLater echo } sureCat { name } }'],
  ['a late failure at the top', '{ cat { name } sureCat { mustBreakLater } }'],
  ['lists with holes', '{ cat { kittens { name echo(n: 1) } nests { name } } }'],
  ['a list that may have no holes', '{ cat { sureKittens { name } } }'],
  ['errors deep in lists', '{ cat { kittens { nests { broken kittens { missing } } } } }'],
  ['what is no list', '{ cat { noList name } }'],
  [
    'objects of several types',
    '{ cat { friends { __typename name ... on Cat { age kitten { name } } ... on Dog { tricks } ...F } } } fragment F on Thing { n: name }',
  ],
  [
    'fields asked for twice',
    '{ cat { kitten { name } ...G kitten { age } } cat { isTame } } fragment G on Cat { kitten { weight kitten { name } } }',
  ],
  [
    'fragments that are left out',
    'query ($no: Boolean!, $yes: Boolean!) { cat { name @skip(if: $yes) age @include(if: $yes) ... @include(if: $no) { weight } ...H @skip(if: $no) } } fragment H on Cat { isTame }',
    { no: false, yes: true },
  ],
  [
    'arguments',
    'query ($text: String, $n: Int) { cat { a: echo b: echo(text: "x") c: echo(text: $text, n: $n) d: echo(text: null) } }',
    { n: 7 },
  ],
  ['paths', '{ cat { path kittens { path } nests { path } } }'],
];

describe('a planned operation comes out as graphql-js runs it', () => {
  it.each(queries)('%s', async (_what, text, variables = {}) => {
    const schema = schemaOf([]);
    const document = parse(text);

    const result = await planned(schema, text, variables);

    expect(validate(schema, document)).toEqual([]);
    const expected = await execute({ schema, document, contextValue: {}, variableValues: variables });
    expect(JSON.stringify(result.data)).toBe(JSON.stringify(expected.data));
    expect(told(result)).toEqual(told(expected));
  });

  it('one mutation after the other, past one that fails', async () => {
    const [ours, theirs]: [string[], string[]] = [[], []];
    const text = 'mutation { one two three again: one __typename }';

    const result = await planned(schemaOf(ours), text, {});

    const expected = await execute({ schema: schemaOf(theirs), document: parse(text) });
    expect(JSON.stringify(result.data)).toBe(JSON.stringify(expected.data));
    expect(told(result)).toEqual(told(expected));
    expect(ours).toEqual(theirs);
    expect(ours.indexOf('two begins')).toBeGreaterThan(ours.indexOf('one ends'));
  });

  it('but for a type of nowhere, of which it says less', async () => {
    const schema = schemaOf([]);

    const result = await planned(schema, '{ cat { name odd { name } } }', {});

    expect(result.data).toEqual({ cat: { name: 'Tom', odd: null } });
    expect(told(result)).toEqual([
      {
        message: 'A value of Thing says of itself that it is Fish.',
        path: ['cat', 'odd'],
        locations: [{ line: 1, column: 14 }],
      },
    ]);
  });
});

/** Errors by their places: which of two that are under way comes first is nobody's promise. */
function told({ errors = [] }: ExecutionResult) {
  const plain = errors.map(({ message, path, locations }) => ({ message, path, locations }));
  return plain.toSorted((a, b) => JSON.stringify(a.path).localeCompare(JSON.stringify(b.path)));
}
