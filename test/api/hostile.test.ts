import { expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { buildSchema } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';

const texts = [
  `zq'; delete from customer; --`,
  `zq" or "1"="1`,
  `zq\\' or 1=1 --`,
  `zq$1 $2 :name ?`,
  `%_zq\\`,
  `zq)) union select secret_hash from api_key --`,
];
const textTypes = [
  'String',
  'ID',
  'CurrencyCode',
  'CountryCode',
  'LanguageTag',
  'EmailAddress',
  'PhoneNumber',
  'Decimal',
  'DateTime',
];

const schema = buildSchema();
const roots = (['query', 'mutation'] as const).flatMap((kind) => {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).map((field) => ({ name: field.name, kind, field }));
});

/** Values of the type that are as small as can be, each with the text in one other place. */
function valuesWith(text: string, type: GraphQLInputType, within: readonly string[] = []): unknown[] {
  const inner = getNullableType(type);
  if (isListType(inner)) return valuesWith(text, inner.ofType, within).map((value) => [value]);
  if (!isInputObjectType(inner)) return textTypes.includes(inner.name) ? [text] : jsonWith(text, inner.name);
  if (within.includes(inner.name)) return [];
  const rest = inner.isOneOf ? {} : smallest(inner);
  return Object.values(inner.getFields()).flatMap((field) =>
    valuesWith(text, field.type, [...within, inner.name]).map((value) => ({
      ...(rest as object),
      [field.name]: value,
    })),
  );
}

function jsonWith(text: string, type: string): unknown[] {
  return type === 'JSONObject' ? [{ [text]: text }, { tier: { [text]: [text] } }] : [];
}

function smallest(type: GraphQLInputType): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return [smallest(inner.ofType)];
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (!isInputObjectType(inner)) return { Int: 1, Boolean: true, JSONObject: {} }[inner.name] ?? '1';
  const fields = Object.values(inner.getFields());
  const wanted = inner.isOneOf ? fields.slice(-1) : fields.filter((field) => isNonNullType(field.type));
  return Object.fromEntries(wanted.map((field) => [field.name, smallest(field.type)]));
}

/** Each text in each place of each argument: one operation a place, one alias a text. */
function operationsOf(kind: string, { name, args, type }: GraphQLField<unknown, unknown>) {
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  const needed = args.filter((argument) => isNonNullType(argument.type));
  return args.flatMap((argument) => {
    const others = needed.filter((one) => one !== argument);
    const places = texts.map((text) => valuesWith(text, argument.type));
    return (places[0] ?? []).map((_, place) => {
      const defined = texts.map((_text, index) => `$v${index}: ${argument.type}`);
      const fields = texts.map((_text, index) => {
        const given = [`${argument.name}: $v${index}`, ...others.map((one) => `${one.name}: "1"`)];
        return `a${index}: ${name}(${given.join(', ')}) ${selection}`;
      });
      const variables = Object.fromEntries(places.map((values, index) => [`v${index}`, values[place]]));
      return { query: `${kind} (${defined.join(', ')}) { ${fields.join(' ')} }`, variables };
    });
  });
}

onBothEngines('hostile text', (shop) => {
  it.each(roots.filter(({ field }) => field.args.length > 0))(
    'is no SQL in any argument of $kind $name',
    async ({ kind, field }) => {
      const operations = operationsOf(kind, field);

      for (const { query, variables } of operations) {
        const { errors } = await shop.ask(query, variables);
        expect(
          errors.map(({ extensions }) => extensions.code).filter((code) => code !== 'BAD_USER_INPUT'),
        ).toEqual([]);
        expect(JSON.stringify(errors)).not.toContain('zq');
      }

      expect(operations.length).toBeGreaterThan(0);
      expect(shop.failures()).toEqual([]);
    },
    60_000,
  );

  it('leaves every table where it was', async () => {
    const rows = await rowsOf<{ count: number }>(shop.database, sql`select count(*) as count from customer`);

    expect(rows[0]?.count).toBeGreaterThan(0);
  });
});
