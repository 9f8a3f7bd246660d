import type { InferEntity } from '@mikro-orm/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Uuid } from '../kernel/ids.ts';

/** Who reads: a pool or a transaction. */
export interface Reader {
  kysely: Kysely<unknown>;
  /** How many rows it has read, where somebody asks. */
  rows?: number;
  /** After how many rows it reads no more. */
  mostRows?: number;
}

/** More was read than a request may: its lists are longer than they were taken for. */
export class TooManyRows extends RangeError {}

/** A piece of SQL with its values bound. */
export type Sql<Value = unknown> = RawBuilder<Value>;

/** A row as reads return it: what the entity has, with instants as ISO 8601 text. */
export type RowOf<Entity> = {
  [Name in keyof InferEntity<Entity> & string]-?: Stored<Exclude<InferEntity<Entity>[Name], undefined>>;
};
type Stored<Value> = Value extends Date ? string : Value;

/** Plain rows of a query. Numbers have to fit a JavaScript number, or be cast to text. */
export async function rowsOf<Row>(reader: Reader, query: Sql<Row>): Promise<Row[]> {
  refuseMore(reader);
  const { rows } = await query.execute(reader.kysely);
  if (reader.rows !== undefined) reader.rows += rows.length;
  refuseMore(reader);
  return rows;
}

/**
 * A query that is planned for the values it is asked with. A plan that is kept knows not how many rows a period has, and
 * takes it for a few: a report over a year then takes ten times as long. What is no plain statement is not kept.
 */
export function plannedAnew<Row>(query: Sql<Row>): Sql<Row> {
  return sql`/* planned anew */ ${query}`;
}

function refuseMore({ rows = 0, mostRows = Number.POSITIVE_INFINITY }: Reader): void {
  if (rows <= mostRows) return;
  throw new TooManyRows(
    `The query reads more than ${mostRows} objects. Ask for smaller pages, or in several requests.`,
  );
}

export async function rowOf<Row>(reader: Reader, query: Sql<Row>): Promise<Row | null> {
  return (await rowsOf(reader, query))[0] ?? null;
}

/** Columns, by their property names, of which a read takes only the ones asked for and the ones others are found by. */
export function choosable(alias: string, names: readonly string[], always: readonly string[] = ['id']) {
  const all = columns(alias, names);
  // What is asked for is the same list in every run of an operation.
  const known = new WeakMap<readonly string[], Sql>();
  return (selected: { columns: readonly string[] } | null): Sql => {
    if (selected === null) return all;
    const { columns: asked } = selected;
    const isTaken = (name: string) => always.includes(name) || asked.includes(name);
    const taken = known.get(asked) ?? columns(alias, names.filter(isTaken));
    known.set(asked, taken);
    return taken;
  };
}

/** `purchase.purchased_at as "purchasedAt", …`: one piece of text, which costs less than one for each. */
function columns(alias: string, names: readonly string[]): Sql {
  return sql.raw(names.map((name) => `${alias}.${columnName(name)} as "${name}"`).join(', '));
}

export function column(alias: string, name: string): Sql {
  return sql.ref(`${alias}.${columnName(name)}`);
}

/** `purchasedAt` → `purchased_at`. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Whether a value is one of the ids. A single one is compared plainly: PostgreSQL plans that once, where it takes a
 * list it has not seen for ten of them and plans every statement anew.
 */
export function isAmong(value: Sql, ids: readonly Uuid[]): Sql {
  return ids.length === 1 ? sql`${value} = ${ids[0]}::uuid` : sql`${value} = any(${ids}::uuid[])`;
}

export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
