import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Chance } from './chance.ts';
import { aValue, hostile, jsonOf, literalOf, marker, type ValueSetting } from './values.ts';

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
  operationName?: unknown;
}

interface Writing extends Omit<ValueSetting, 'wrongIn'> {
  schema: GraphQLSchema;
  wrongIn: number;
  variables: Map<string, { type: string; value: unknown }>;
  fragments: Map<string, string>;
  aliases: number;
}

export interface OperationSetting {
  schema: GraphQLSchema;
  ids: readonly string[];
  cursors: readonly string[];
}

/** An operation of the schema; about every second one has something wrong in it. */
export function anOperation(chance: Chance, setting: OperationSetting): Operation {
  const writing: Writing = {
    ...setting,
    chance,
    wrongIn: chance.pick([0, 0, 40, 12, 4]),
    isCalm: chance.once(2),
    variables: new Map(),
    fragments: new Map(),
    aliases: 0,
  };
  const kind = chance.pick(['query', 'query', 'mutation'] as const);
  const root = kind === 'query' ? setting.schema.getQueryType() : setting.schema.getMutationType();
  if (!root) throw new Error(`The schema has no ${kind}.`);
  const count = chance.pick([1, 1, 1, 2, 3]);
  const fields = Array.from({ length: count }, () => aField(writing, root, 0));
  const definitions = [...writing.variables].map(([name, { type }]) => `$${name}: ${type}`);
  const head = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
  const text = `${kind} Fuzzed${head} { ${fields.join(' ')} }\n${[...writing.fragments.values()].join('\n')}`;
  const variables = Object.fromEntries(
    [...writing.variables].map(([name, { value }]) => [name, jsonOf(value)]),
  );
  return chance.once(4) ? broken(chance, { query: text, variables }) : { query: text, variables };
}

function aField(writing: Writing, type: GraphQLObjectType, depth: number): string {
  const { chance } = writing;
  const fields = Object.values(type.getFields());
  const fitting = depth > 3 ? fields.filter((field) => !isCompositeType(getNamedType(field.type))) : fields;
  const field = chance.pick(fitting.length > 0 ? fitting : fields);
  // Not for errors, which are looked through by their names.
  const isAliased = field.name !== 'userErrors' && type.name !== 'UserError';
  const alias = isAliased ? `a${++writing.aliases}: ` : '';
  const given = withArguments(writing, field);
  return `${alias}${field.name}${given}${aDirective(writing)}${aSelection(writing, field, depth + 1)}`;
}

function withArguments(writing: Writing, field: GraphQLField<unknown, unknown>): string {
  const { chance, wrongIn } = writing;
  const isWrong = () => wrongIn > 0 && chance.once(wrongIn);
  const given = field.args.flatMap((argument) => {
    const isWanted = isNonNullType(argument.type) ? !isWrong() : chance.once(3);
    if (!isWanted) return [];
    const value = aValue(writing, argument.type, argument.name);
    if (chance.once(2)) return [`${argument.name}: ${literalOf(value)}`];
    const name = `v${writing.variables.size + 1}`;
    const type = isWrong() ? chance.pick(['Int', 'String!', '[ID!]', 'Nothing']) : String(argument.type);
    writing.variables.set(name, { type, value });
    return [`${argument.name}: $${name}`];
  });
  if (isWrong()) given.push(`${chance.pick(['frist', 'where'])}: ${literalOf(hostile(chance))}`);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function aDirective({ chance, wrongIn }: Writing): string {
  if (!chance.once(12)) return '';
  if (wrongIn > 0 && chance.once(3)) {
    return chance.pick([
      ' @nothing',
      ' @include',
      ` @skip(if: "${marker}")`,
      ' @include(if: $undefined)',
      ' @defer',
    ]);
  }
  return ` @${chance.pick(['include', 'skip'])}(if: ${chance.once(2)})`;
}

function aSelection(writing: Writing, field: GraphQLField<unknown, unknown>, depth: number): string {
  const { chance, schema, wrongIn } = writing;
  const type = getNamedType(field.type);
  const isWrong = wrongIn > 0 && chance.once(wrongIn * 3);
  if (!isCompositeType(type)) return isWrong ? ' { nothing }' : '';
  if (isWrong) return chance.pick(['', ' { nothing }', ' { }', ' { ...Missing }']);
  if (isAbstractType(type)) {
    const one = chance.pick(schema.getPossibleTypes(type));
    return ` { __typename ... on ${one.name} { ${aField(writing, one, depth)} } }`;
  }
  if (!isObjectType(type)) return '';
  const count = chance.pick([1, 2, 2, 3, 4]);
  const fields = Array.from({ length: count }, () => aField(writing, type, depth));
  // What a list is about is within its connection.
  const inner = fields.join(' ');
  switch (chance.whole(9)) {
    case 0:
      return ` { ... on ${type.name} { ${inner} } }`;
    case 1: {
      const name = `F${writing.fragments.size + 1}`;
      writing.fragments.set(name, '');
      writing.fragments.set(name, `fragment ${name} on ${type.name} { ${inner} }`);
      return ` { ...${name} }`;
    }
    default:
      return ` { ${inner} }`;
  }
}

/** The operation with something wrong about the whole of it. */
function broken(chance: Chance, { query, variables }: Operation): Operation {
  const cut = chance.whole(query.length);
  return chance.pick<() => Operation>([
    () => ({ query: query.slice(0, cut), variables }),
    () => ({
      query: chance.once(2) ? `${JSON.stringify(hostile(chance))} ${query}` : `${query} "${hostile(chance)}"`,
      variables,
    }),
    () => ({
      query: `${query.slice(0, cut)}${chance.pick(['}', '{', '$', '(', '"', '#', '\u0000', '...', '@'])}${query.slice(cut)}`,
      variables,
    }),
    () => ({ query, variables: {} }),
    () => ({ query, variables: { ...variables, extra: hostile(chance), v1: hostile(chance) } }),
    () => ({
      query,
      variables,
      operationName: chance.pick(['Other', '', 4, null, { a: marker }, hostile(chance)]),
    }),
    () => ({ query: `${query} ${query}`, variables }),
    () => ({ query: `${query} query Other { viewer { name } }`, variables }),
    () => ({ query: `fragment A on Query { ...B } fragment B on Query { ...A } { ...A }`, variables }),
    () => ({ query: hostile(chance), variables }),
    () => ({
      query: `{ __type(name: ${literalOf(hostile(chance))}) { name } __schema { types { name } } }`,
      variables,
    }),
    () => ({ query: `subscription { nothing }`, variables }),
  ])();
}
