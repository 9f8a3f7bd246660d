import {
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Chance } from './chance.ts';

/** In every hostile text, so that it is recognised wherever it comes out again. */
export const marker = 'zqHostile7';

/** A name of an enum, which is no text. */
export class EnumName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export interface ValueSetting {
  chance: Chance;
  /** Ids that there are, and some that there are not. */
  ids: readonly string[];
  cursors: readonly string[];
  /** One value in so many is wrong; 0: none. */
  wrongIn: number;
  /** Whether texts and numbers are what people would send. */
  isCalm: boolean;
}

/** A value for the type: as plain JSON but for enum names. Wrong ones are among them. */
export function aValue(setting: ValueSetting, type: GraphQLInputType, name: string, depth = 0): unknown {
  const { chance, wrongIn } = setting;
  if (wrongIn > 0 && chance.once(wrongIn)) return anyValue(chance);
  if (isNonNullType(type)) return aValue({ ...setting, wrongIn: 0 }, type.ofType, name, depth);
  if (isListType(type)) {
    const length = chance.pick([0, 1, 1, 2, 3]);
    return Array.from({ length }, () => aValue(setting, type.ofType, name, depth));
  }
  return aNamed(setting, getNamedType(type), name, depth);
}

function aNamed(setting: ValueSetting, type: GraphQLNamedInputType, name: string, depth: number): unknown {
  const { chance, ids, cursors, isCalm } = setting;
  if (isEnumType(type)) return new EnumName(chance.pick(type.getValues()).name);
  if (isInputObjectType(type)) return anObject(setting, type, depth);
  if (name === 'after' || name === 'before')
    return chance.pick([...cursors, hostile(chance), forged(chance, cursors)]);
  const likely = sensible(chance, type.name, name, ids);
  return isCalm || chance.once(2) ? likely : unlikely(chance, type.name);
}

/** A value that the field of this name may well take. */
function sensible(chance: Chance, type: string, name: string, ids: readonly string[]): unknown {
  switch (type) {
    case 'Int':
      return chance.pick([1, 2, 3]);
    case 'Float':
      return chance.pick([0, 0.5]);
    case 'Boolean':
      return chance.once(2);
    case 'ID':
      return name === 'externalId' || name === 'source' ? chance.pick(['A-1', 'A-2']) : chance.pick(ids);
    case 'DateTime':
      return chance.pick(['2026-11-01T12:00:00Z', '2026-11-20T08:00:00+02:00']);
    case 'Decimal':
      return chance.pick(['0', '1', '12.50', '249.00']);
    case 'CurrencyCode':
      return 'EUR';
    case 'CountryCode':
      return chance.pick(['FI', 'EE']);
    case 'LanguageTag':
      return 'fi';
    case 'EmailAddress':
      return `somebody${chance.whole(50)}@example.fi`;
    case 'PhoneNumber':
      return '+358401234567';
    case 'JSONObject':
      return { tier: 'gold' };
    default:
      return chance.pick(words[name] ?? ['Aino', 'fi', 'webshop', 'A-1']);
  }
}

const words: Readonly<Record<string, readonly string[]>> = {
  sku: ['TENT-2P', 'MUG'],
  idempotencyKey: ['key-1', 'key-2', 'key-3', 'key-4'],
};

/** A value at or past the edge of what the type takes. */
function unlikely(chance: Chance, type: string): unknown {
  switch (type) {
    case 'Int':
      return chance.pick([0, -1, 100, 101, 2_147_483_647, -2_147_483_648]);
    case 'Float':
      return chance.pick([-1, 1e300]);
    case 'Boolean':
      return chance.once(2);
    case 'DateTime':
      return chance.pick([
        '2026-02-30T12:00:00Z',
        '9999-12-31T23:59:59.999+14:00',
        '9999-12-31T23:59:59-14:00',
        '0000-01-01T00:00:00Z',
        '0001-01-01T00:00:00+23:59',
        hostile(chance),
      ]);
    case 'Decimal':
      return chance.pick(['-3', '0.000000001', '9007199254740991', '9'.repeat(40), hostile(chance)]);
    case 'JSONObject':
      return hostileObject(chance);
    default:
      return chance.pick<() => string>([() => chance.pick(['', ' ', 'XXX', 'ZZ']), () => hostile(chance)])();
  }
}

function anObject(
  setting: ValueSetting,
  type: Extract<GraphQLNamedInputType, { getFields(): unknown }>,
  depth: number,
): unknown {
  const { chance } = setting;
  const fields = Object.values(type.getFields());
  const isDeep = depth > 4;
  const wanted = type.isOneOf
    ? [chance.pick(fields)]
    : fields.filter((field) => isNonNullType(field.type) || (!isDeep && chance.once(depth > 1 ? 8 : 4)));
  return Object.fromEntries(
    wanted.map((field) => [field.name, aValue(setting, field.type, field.name, depth + 1)]),
  );
}

/** Texts that break what does not bind, escape or measure; each has the marker in it. */
export function hostile(chance: Chance): string {
  return chance.pick([
    `${marker}' or '1'='1`,
    `${marker}"; drop table customer; --`,
    `${marker}\\`,
    `%${marker}_`,
    `${marker}\0`,
    `${marker}\ud800`,
    `\u202e${marker}`,
    `{{${marker}}}$1$2:name`,
    `${marker}`.repeat(400),
    `customer_${marker}`,
    `${marker}" at "input.x"; Field "y" is not defined by type "Z".`,
    `[${marker}(?:a+)+$`,
    `<script>${marker}</script>`,
    `\r\nX-Injected: ${marker}`,
    Buffer.from(JSON.stringify([marker, marker, '019a0000-0000-7000-8000-000000000001'])).toString(
      'base64url',
    ),
  ]);
}

/** A cursor of a real list with another place in it. */
function forged(chance: Chance, cursors: readonly string[]): string {
  const parts: unknown[] = JSON.parse(Buffer.from(chance.pick(cursors), 'base64url').toString());
  const at = chance.whole(parts.length - 1);
  parts[at] = chance.pick<unknown>([
    marker,
    '',
    '\0',
    4,
    '0000-01-01 00:00:00+00',
    '9999-99-99 00:00:00+00',
    '0001-01-01 00:00:00.0000000001+00',
    '-infinity',
    '999999999999999999',
    '-999999999999999999',
    '00000000-0000-0000-0000-000000000000',
    null,
  ]);
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function hostileObject(chance: Chance): unknown {
  return chance.pick([
    { [marker]: marker },
    JSON.parse(`{ "__proto__x": "${marker}", "constructor": { "prototype": "${marker}" } }`),
    { deep: nested(chance.pick([50, 150]), marker) },
    { ['k'.repeat(300)]: [marker, null, 1e308, { '': marker }] },
  ]);
}

function nested(depth: number, inner: unknown): unknown {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** A value that fits whatever it is for only by luck. */
function anyValue(chance: Chance): unknown {
  return chance.pick<() => unknown>([
    () => null,
    () => hostile(chance),
    () => chance.pick([1.5, -1, 1e30, 2 ** 40, 0]),
    () => chance.once(2),
    () => [],
    () => [[hostile(chance)]],
    () => ({}),
    // A key that could be a name of GraphQL would rightly be named in the error.
    () => ({ [`${marker} ${marker}`]: marker, nothing: marker }),
    () => new EnumName(marker),
  ])();
}

/** The value as a literal of GraphQL. */
export function literalOf(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([name]) => /^[_a-zA-Z]\w*$/.test(name));
    return `{ ${fields.map(([name, part]) => `${name}: ${literalOf(part)}`).join(', ')} }`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The value as JSON has it. */
export function jsonOf(value: unknown): unknown {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, jsonOf(part)]));
}
