import { sql } from 'kysely';
import { isGiven } from '../kernel/given.ts';
import { localId } from '../kernel/ids.ts';
import { type Combinable, judgeSize } from './filter.size.ts';
import { allOf, anyOf, type Sql } from './read.ts';

/** What a filter's clauses may need to know beside their own value. */
export interface FilterSetting {
  now: Date;
  activeDays: number;
  baseCurrency: string;
}

/** One clause of a filter: its value → a condition. */
export type Clause<Value> = (value: Value, setting: FilterSetting) => Sql;

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
  judgeSize(filter);
  return combined(clauses, filter, setting);
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
  return allOf(
    operatorsIn(operators).map(([operator, operand]) => conditionOn(value, operator, operand, type)),
  );
}

/** The operators that are given, each with its operand. */
export function operatorsIn(
  operators: Operators<unknown>,
): [keyof Operators<unknown>, NonNullable<unknown>][] {
  return Object.entries(operators).filter(([, operand]) => isGiven(operand)) as never;
}

export function conditionOn(
  value: Sql,
  operator: keyof Operators<unknown>,
  operand: NonNullable<unknown>,
  type: ColumnType,
): Sql {
  const cast = sql.raw(type);
  switch (operator) {
    case 'ne':
      return sql`${value} is distinct from ${operand}::${cast}`;
    case 'in':
      return sql`${value} = any(${operand}::${cast}[])`;
    case 'notIn':
      return sql`(${value} = any(${operand}::${cast}[])) is not true`;
    case 'isNull':
      return operand ? sql`${value} is null` : sql`${value} is not null`;
    case 'contains':
      return inAnyCase(value, String(operand), 'anywhere');
    case 'startsWith':
      return inAnyCase(value, String(operand), 'at the beginning');
    default:
      return sql`${value} ${sql.raw(comparisons[operator])} ${operand}::${cast}`;
  }
}

/**
 * In any case. Beyond ASCII, what PostgreSQL takes for the same letter depends on the locale the database was made
 * with, so that the letters of the text are made small by us. Neither by a regular expression, of which PostgreSQL keeps
 * 32 compiled and compiles any more for every row, nor by ilike, which takes several times as long for long texts.
 */
function inAnyCase(value: Sql, text: string, where: 'anywhere' | 'at the beginning'): Sql {
  const small = smallLetters(text);
  const wanted = Array.from(text, (character) => small.get(character) ?? smallInAscii(character)).join('');
  const [from, to] = [[...small.keys()].join(''), [...small.values()].join('')];
  const letters = small.size === 0 ? value : sql`translate(${value}, ${from}, ${to})`;
  const inSmall = sql`lower(${letters} collate "C")`;
  return where === 'anywhere'
    ? sql`strpos(${inSmall}, ${wanted}) > 0`
    : sql`starts_with(${inSmall}, ${wanted})`;
}

/** The letters of a text beyond ASCII, and their other cases, each with its small one. */
function smallLetters(text: string): Map<string, string> {
  const small = new Map<string, string>();
  for (const character of text.replace(/[\x20-\x7e]/g, '')) {
    const large = character.toUpperCase();
    const cases = [character, large, large.toLowerCase(), character.toLowerCase()];
    // ß is two letters when it is large, and stays what it is.
    if (cases.some((letter) => Array.from(letter).length > 1)) continue;
    if (large !== character.toLowerCase()) for (const letter of cases) small.set(letter, large.toLowerCase());
  }
  return small;
}

function smallInAscii(character: string): string {
  return /[A-Z]/.test(character) ? character.toLowerCase() : character;
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
