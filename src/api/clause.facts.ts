import { sql } from 'kysely';
import { conditionsOn, type Operators } from '../database/filter.ts';
import { allOf, type Sql } from '../database/read.ts';
import type { Reading } from './clause.ts';
import { operatorsInWords } from './clause.words.ts';

/** Which facts of customers are meant: how that is said, and what holds of them. */
export interface Narrowing {
  words: string[];
  holds: Sql[];
}

/** Facts narrowed by what their columns have, all of them text, each with the name that clients know it by. */
export function narrowedBy(
  columns: Readonly<Record<string, readonly [column: Sql, asked: Operators<unknown> | null | undefined]>>,
): Narrowing {
  const asked = Object.entries(columns).flatMap(([name, [column, operators]]) =>
    operators ? [{ name, column, operators }] : [],
  );
  return {
    words: asked.flatMap(({ name, operators }) => operatorsInWords(name, operators)),
    holds: asked.map(({ column, operators }) => conditionsOn(column, operators, 'text')),
  };
}

export interface Facts {
  /** Where they are read, with what is joined to them. */
  from: Sql;
  customerId: Sql;
  at: Sql;
  where: readonly Sql[];
}

/** How many facts each customer has, and when the last of them was; 0 and null without one. */
export function countAndLast(
  { joined }: Reading,
  { from, customerId, at, where }: Facts,
): { count: Sql; lastAt: Sql } {
  const column = joined(
    (ofThem) => sql`
      select ${customerId}, count(*)::int as facts, max(${at}) as last_at
      from ${from}
      where ${allOf([...where, ofThem(customerId)])}
      group by ${customerId}`,
  );
  return { count: sql`coalesce(${column('facts')}, 0)`, lastAt: column('last_at') };
}
