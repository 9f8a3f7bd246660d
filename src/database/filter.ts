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

export class FilterTooDeep extends RangeError {
  constructor() {
    super(`A filter may nest and, or and not at most ${deepestFilter} deep.`);
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
  depth = 0,
): Sql {
  if (!filter) return sql`true`;
  if (depth > deepestFilter) throw new FilterTooDeep();
  const inner = (part: Combinable) => conditionOf(clauses, part as Filter, setting, depth + 1);
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
        return [sql`${value} ilike ${`%${literal(String(operand))}%`}`];
      case 'startsWith':
        return [sql`${value} ilike ${`${literal(String(operand))}%`}`];
      default:
        return [
          sql`${value} ${sql.raw(comparisons[operator as keyof typeof comparisons])} ${operand}::${cast}`,
        ];
    }
  });
  return allOf(conditions);
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
