import { sql } from 'kysely';
import { allOf, type Sql } from './read.ts';

export const directions = ['ASC', 'DESC'] as const;
export type Direction = (typeof directions)[number];

/** Something a list can be ordered by. */
export interface Sortable {
  /** Its value in SQL, never null: a nullable column gives the direction's own stand-in for last. */
  value(direction: Direction): Sql;
  type: 'timestamptz' | 'date' | 'bigint' | 'text';
  /** Personal data: only for those who may read it. */
  personal?: true;
}

export interface Ordering {
  /** The order's name, `customer.NAME`, which makes a cursor unusable with another order or another list. */
  field: string;
  direction: Direction;
  sortable: Sortable;
}

/** A place in an ordered list: the values it is ordered by, and the id that tells equal ones apart. */
export interface Position {
  values: readonly string[];
  id: string;
}

/** `order by a desc, b asc, id asc`. The id goes the way of the last value, so that one index serves both. */
export function orderBy(orderings: readonly Ordering[], id: Sql, reversed = false): Sql {
  const terms = orderings.map(({ sortable, direction }) => {
    return sql`${sortable.value(direction)} ${keyword(direction, reversed)}`;
  });
  return sql.join([...terms, sql`${id} ${keyword(directionOfId(orderings), reversed)}`]);
}

/** What comes strictly after the position, in the order given or its reverse. */
export function beyond(position: Position, orderings: readonly Ordering[], id: Sql, reversed = false): Sql {
  const terms = orderings.map(({ sortable, direction }, index) => ({
    value: sortable.value(direction),
    bound: sql`${position.values[index]}::${sql.raw(sortable.type)}`,
    ascending: (direction === 'ASC') !== reversed,
  }));
  terms.push({
    value: id,
    bound: sql`${position.id}::uuid`,
    ascending: (directionOfId(orderings) === 'ASC') !== reversed,
  });
  return terms.every(({ ascending }) => ascending === terms[0]?.ascending) ? byRow(terms) : byTerm(terms);
}

interface Term {
  value: Sql;
  bound: Sql;
  ascending: boolean;
}

/** One direction throughout: a row comparison, which an index answers exactly. */
function byRow(terms: readonly Term[]): Sql {
  const values = sql.join(terms.map(({ value }) => value));
  const bounds = sql.join(terms.map(({ bound }) => bound));
  return sql`(${values}) ${sql.raw(terms[0]?.ascending ? '>' : '<')} (${bounds})`;
}

/** Mixed directions: past the first value, or level with it and past the rest. */
function byTerm([first, ...rest]: readonly Term[]): Sql {
  if (!first) return sql`false`;
  const past = sql`${first.value} ${sql.raw(first.ascending ? '>' : '<')} ${first.bound}`;
  if (rest.length === 0) return past;
  const notBefore = sql`${first.value} ${sql.raw(first.ascending ? '>=' : '<=')} ${first.bound}`;
  return allOf([notBefore, sql`(${past} or ${byTerm(rest)})`]);
}

function directionOfId(orderings: readonly Ordering[]): Direction {
  return orderings.at(-1)?.direction ?? 'ASC';
}

function keyword(direction: Direction, reversed: boolean): Sql {
  return sql.raw((direction === 'ASC') !== reversed ? 'asc' : 'desc');
}
