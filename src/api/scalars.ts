import { GraphQLScalarType, type GraphQLScalarTypeConfig, Kind, type ValueNode } from 'graphql';
import { isDay, isOnCalendar } from '../kernel/clock.ts';
import { isDecimal } from '../kernel/money.ts';
import { badInput } from './errors.ts';

/** Text with a form; whether the form holds is judged by the rules, which say so in userErrors. */
function textScalar(
  name: string,
  description: string,
  specifiedByURL?: string,
): GraphQLScalarType<string, string> {
  return scalar({
    name,
    description,
    ...(specifiedByURL ? { specifiedByURL } : {}),
    serialize: String,
    parse: (value) => (typeof value === 'string' ? value : undefined),
    expected: 'a string',
  });
}

interface ScalarDefinition<Internal> {
  name: string;
  description: string;
  specifiedByURL?: string;
  serialize(value: unknown): string;
  /** undefined: not a value of this scalar. */
  parse(value: unknown): Internal | undefined;
  expected: string;
}

function scalar<Internal>({ parse, expected, ...definition }: ScalarDefinition<Internal>) {
  const parsed = (value: unknown, literal?: ValueNode): Internal => {
    const result = parse(value);
    // The value itself is left out: what somebody submitted has no place in logs of errors.
    if (result === undefined) throw badInput(`${definition.name} takes ${expected}.`, literal);
    return result;
  };
  const config: GraphQLScalarTypeConfig<Internal, string> = {
    ...definition,
    parseValue: (value) => parsed(value),
    parseLiteral: (node) => parsed(node.kind === Kind.STRING ? node.value : undefined, node),
  };
  return new GraphQLScalarType(config);
}

const dateTimePattern = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)$/;

/** Instants of rows come as they go out. */
function utc(value: unknown): string {
  if (typeof value === 'string' && value.length === 24 && value.endsWith('Z')) return value;
  return new Date(value as string | Date).toISOString();
}

export const DateTimeScalar = scalar<Date>({
  name: 'DateTime',
  description: 'An instant in ISO 8601 with its offset, given back in UTC: `2026-11-22T13:30:00.000Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: utc,
  parse: (value) => {
    if (typeof value !== 'string' || !dateTimePattern.test(value) || !isOnCalendar(value)) return undefined;
    const instant = new Date(value);
    // An offset may lead out of the years that the database has and ISO 8601 writes with four digits.
    const year = instant.getUTCFullYear();
    return year >= 1 && year <= 9_999 ? instant : undefined;
  },
  expected: 'an ISO 8601 instant with its offset, such as "2026-11-22T13:30:00Z"',
});

export const DateScalar = scalar<string>({
  name: 'Date',
  description: 'A day in the time zone of the shop: `2026-11-22`.',
  serialize: String,
  parse: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  expected: 'a day, such as "2026-11-22"',
});

export const DecimalScalar = scalar<string>({
  name: 'Decimal',
  description: 'An exact decimal in a string: `"12.50"`.',
  serialize: String,
  parse: (value) => (typeof value === 'string' && isDecimal(value) && value.length <= 40 ? value : undefined),
  expected: 'a decimal in a string, such as "12.50"',
});

export const CurrencyCodeScalar = textScalar('CurrencyCode', 'A currency in ISO 4217: `EUR`.');
export const CountryCodeScalar = textScalar('CountryCode', 'A country in ISO 3166-1 alpha-2: `FI`.');
export const LanguageTagScalar = textScalar('LanguageTag', 'A language in BCP 47: `fi`, `sv-FI`.');
export const EmailAddressScalar = textScalar('EmailAddress', 'An e-mail address, as it was given.');
export const UrlScalar = textScalar('URL', 'An address of the web: `https://shop.example/mugs`.');
export const PhoneNumberScalar = textScalar('PhoneNumber', 'A phone number in E.164: `+358401234567`.');

export const JSONObjectScalar = new GraphQLScalarType({
  name: 'JSONObject',
  description: 'An object of any JSON.',
  parseValue: (value) => objectOf(value),
  serialize: (value) => value,
  parseLiteral: (node) => objectOf(jsonOf(node), node),
});

function objectOf(value: unknown, literal?: ValueNode): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw badInput('JSONObject takes an object.', literal);
}

function jsonOf(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, jsonOf(field.value)]));
    case Kind.LIST:
      return node.values.map(jsonOf);
    case Kind.VARIABLE:
      // Its value is not known here, and would be left out unsaid.
      throw badInput('JSONObject takes no variable inside an object; give the whole object as one.', node);
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    default:
      return node.value;
  }
}
