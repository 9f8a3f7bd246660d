import { sql } from 'kysely';
import { localId } from '../kernel/ids.ts';
import { allOf, anyOf, type Sql } from './read.ts';

/** What a filter's clauses may need to know beside their own value. */
export interface FilterSetting {
  now: Date;
  activeDays: number;
  baseCurrency: string;
}

/** One clause of a filter: its value → a condition. */
export type Clause<Value> = (value: Value, setting: FilterSetting) => Sql;

/** A filter: clauses by name, which and / or / not combine. */
export interface Combinable {
  and?: Combinable[] | null;
  or?: Combinable[] | null;
  not?: Combinable | null;
}

/** How deep and / or / not may nest. */
export const deepestFilter = 5;

/** How many filters one may consist of, itself included; thousands end the embedded database. */
export const largestFilter = 500;

export class UnusableFilter extends RangeError {
  constructor(message = `A filter may nest and, or and not at most ${deepestFilter} deep.`) {
    super(message);
  }
}

export type Clauses<Filter> = {
  [Name in Exclude<keyof Filter, keyof Combinable>]-?: Clause<NonNullable<Filter[Name]>>;
};

/** The condition a filter stands for; clauses side by side must all hold. */
export function conditionOf<Filter extends Combinable>(
  clauses: Clauses<Filter>,
  filter: Filter | null | undefined,
  setting: FilterSetting,
): Sql {
  if (!filter) return sql`true`;
  if (sizeOf(filter) > largestFilter) {
    throw new UnusableFilter(
      `A filter may consist of at most ${largestFilter} filters; got ${sizeOf(filter)}.`,
    );
  }
  return combined(clauses, filter, setting);
}

/** How many filters there are in a filter, itself included. Throws when they nest too deep. */
function sizeOf({ and, or, not }: Combinable, depth = 0): number {
  if (depth > deepestFilter) throw new UnusableFilter();
  const parts = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
  return parts.reduce((size, part) => size + sizeOf(part, depth + 1), 1);
}

function combined<Filter extends Combinable>(
  clauses: Clauses<Filter>,
  filter: Filter,
  setting: FilterSetting,
): Sql {
  const inner = (part: Combinable) => combined(clauses, part as Filter, setting);
  const conditions: Sql[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === null) continue;
    if (name === 'and') conditions.push(allOf((value as Combinable[]).map(inner)));
    else if (name === 'or') conditions.push(anyOf((value as Combinable[]).map(inner)));
    else if (name === 'not') conditions.push(sql`(${inner(value as Combinable)}) is not true`);
    else conditions.push(clauses[name as keyof Clauses<Filter>](value as never, setting));
  }
  return allOf(conditions);
}

/** The operators any one-valued clause can take. */
export interface Operators<Value> {
  eq?: Value | null;
  ne?: Value | null;
  in?: Value[] | null;
  notIn?: Value[] | null;
  gt?: Value | null;
  gte?: Value | null;
  lt?: Value | null;
  lte?: Value | null;
  contains?: string | null;
  startsWith?: string | null;
  isNull?: boolean | null;
}

export type ColumnType = 'text' | 'uuid' | 'timestamptz' | 'bigint' | 'numeric' | 'int' | 'boolean';

const comparisons = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** A clause comparing one SQL value by operators. `ne` and `notIn` hold where the value is null. */
export function compared<Value>(value: Sql, type: ColumnType): Clause<Operators<Value>> {
  return (operators) => conditionsOn(value, operators, type);
}

export function conditionsOn<Value>(value: Sql, operators: Operators<Value>, type: ColumnType): Sql {
  const cast = sql.raw(type);
  const conditions = Object.entries(operators).flatMap(([operator, operand]) => {
    if (operand === undefined || operand === null) return [];
    switch (operator) {
      case 'ne':
        return [sql`${value} is distinct from ${operand}::${cast}`];
      case 'in':
        return [sql`${value} = any(${operand}::${cast}[])`];
      case 'notIn':
        return [sql`(${value} = any(${operand}::${cast}[])) is not true`];
      case 'isNull':
        return [operand ? sql`${value} is null` : sql`${value} is not null`];
      case 'contains':
        return [inAnyCase(value, String(operand), 'anywhere')];
      case 'startsWith':
        return [inAnyCase(value, String(operand), 'at the beginning')];
      default:
        return [
          sql`${value} ${sql.raw(comparisons[operator as keyof typeof comparisons])} ${operand}::${cast}`,
        ];
    }
  });
  return allOf(conditions);
}

/** Beyond ASCII, what ilike takes for the same letter depends on the locale the database was made with. */
function inAnyCase(value: Sql, text: string, where: 'anywhere' | 'at the beginning'): Sql {
  const isAnywhere = where === 'anywhere';
  const isPlain = /^[\x20-\x7e]*$/.test(text) || text.length > longestPattern;
  if (isPlain) return sql`${value} ilike ${`${isAnywhere ? '%' : ''}${literal(text)}%`}`;
  const pattern = Array.from(text, bothCases).join('');
  return sql`${value} ~ ${`${isAnywhere ? '' : '^'}${pattern}`}`;
}

/** Longer regular expressions may be too complex for the database. */
const longestPattern = 500;

/** `ä` → `[äÄ]`, `.` → `\\.`. */
function bothCases(character: string): string {
  const cases = [character.toLowerCase(), character.toUpperCase()];
  if (cases[0] === cases[1]) return character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
  return cases.every((letter) => Array.from(letter).length === 1) ? `[${cases.join('')}]` : character;
}

/** A clause on ids. Malformed ones match nothing, as ids of nobody do. */
export function idsIn(
  value: Sql,
  type: string,
  { eq, in: anyOfThem }: Pick<Operators<string>, 'eq' | 'in'>,
): Sql {
  const lists = [...(typeof eq === 'string' ? [[eq]] : []), ...(anyOfThem ? [anyOfThem] : [])];
  return allOf(
    lists.map((ids) => sql`${value} = any(${ids.flatMap((id) => localId(type, id) ?? [])}::uuid[])`),
  );
}

/** The text with what LIKE would take for a wildcard made plain. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
