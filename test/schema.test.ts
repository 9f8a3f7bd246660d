import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  introspectionFromSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { schemaText } from '../src/cli/schema.ts';
import { profileClauses } from '../src/customers/profile.clauses.ts';
import { buildSchema, contributions, scopes } from '../src/schema.ts';

const committed = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema();
const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

describe('the schema', () => {
  it('is the committed one', () => {
    expect(schemaText()).toBe(committed);
  });

  it('has one clause for everything that can be asked of customers', () => {
    const fields = Object.keys((schema.getType('CustomerFilter') as GraphQLInputObjectType).getFields());
    const clauses = [...Object.keys(profileClauses), ...contributions.clauses.map(({ name }) => name)];

    expect(fields.toSorted()).toEqual([...clauses, 'and', 'not', 'or'].toSorted());
  });

  it('describes every type, field, argument and value', () => {
    const silent = ownTypes.flatMap((type) => [
      ...(type.description ? [] : [type.name]),
      ...partsOf(type).flatMap((part) => silentIn(`${type.name}.${part.name}`, part)),
    ]);

    expect(silent).toEqual([]);
  });

  it('has the lists that Relay expects', async () => {
    const [result] = await new ESLint().lintText(committed, { filePath: 'schema.graphql' });

    expect(result?.messages).toEqual([]);
  });

  it('would be told of a list that Relay does not expect', async () => {
    const broken = committed.replace('  """Where the page stands."""\n  pageInfo: PageInfo!\n', '');

    const [result] = await new ESLint().lintText(broken, { filePath: 'schema.graphql' });

    expect(result?.messages.map(({ message }) => message)).toEqual([
      'Connection type must contain a field `pageInfo` that return a non-null `PageInfo` Object type.',
    ]);
  });

  it('shows inputs of exactly one field as @oneOf in introspection', () => {
    const { types } = introspectionFromSchema(schema, { oneOf: true }).__schema;

    const oneOfs = types
      .filter((type) => type.kind === 'INPUT_OBJECT' && type.isOneOf)
      .map(({ name }) => name);

    expect(oneOfs.toSorted()).toEqual([
      'BuyerInput',
      'CustomerBy',
      'ProductBy',
      'PurchaseBy',
      'ResponseSubjectInput',
      'SegmentBy',
    ]);
  });

  it('says of every root field which scope it needs', () => {
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    );

    const unsaid = roots.filter(({ extensions }) => typeof extensions.scope !== 'string');
    const open = roots.filter(({ extensions }) => extensions.scope === '').map(({ name }) => name);
    const needed = roots.flatMap(({ extensions: { scope } }) =>
      typeof scope === 'string' && scope ? [scope] : [],
    );

    expect(unsaid.map(({ name }) => name)).toEqual([]);
    expect(open.toSorted()).toEqual(['node', 'nodes', 'submitSurveyResponse', 'viewer']);
    expect(needed.filter((scope) => !Object.hasOwn(scopes, scope))).toEqual([]);
  });

  it('tells in the description of a root field the scope that the field asks for', () => {
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    );

    const untold = roots.filter(
      ({ description, extensions: { scope } }) => scope && !description?.includes(`Scope: ${scope}.`),
    );

    expect(untold.map(({ name }) => name)).toEqual([]);
  });
});

type Part = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLEnumValue | GraphQLArgument;

function partsOf(type: GraphQLNamedType): readonly Part[] {
  if (isEnumType(type)) return type.getValues();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    return Object.values(type.getFields());
  return [];
}

function silentIn(coordinate: string, part: Part): string[] {
  const parts = 'args' in part ? part.args : [];
  return [
    ...(part.description ? [] : [coordinate]),
    ...parts.flatMap((argument) => silentIn(`${coordinate}(${argument.name}:)`, argument)),
  ];
}
