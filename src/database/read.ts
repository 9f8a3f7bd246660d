import type { InferEntity } from '@mikro-orm/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';

/** Who reads: a pool or a transaction. */
export interface Reader {
  kysely: Kysely<unknown>;
}

/** A piece of SQL with its values bound. */
export type Sql<Value = unknown> = RawBuilder<Value>;

/** A row as reads return it: what the entity has, with instants as ISO 8601 text. */
export type RowOf<Entity> = {
  [Name in keyof InferEntity<Entity> & string]-?: Stored<Exclude<InferEntity<Entity>[Name], undefined>>;
};
type Stored<Value> = Value extends Date ? string : Value;

/**
 * Plain rows of a query. PostgreSQL sends them as one JSON value, because parsing that once costs less than
 * a conversion per column; numbers therefore have to fit a JavaScript number, or be cast to text.
 */
export async function rowsOf<Row>({ kysely }: Reader, query: Sql<Row>): Promise<Row[]> {
  const asJson = sql<{ rows: Row[] | null }>`select json_agg(row) as rows from (${query}) as row`;
  const result = await asJson.execute(kysely);
  return result.rows[0]?.rows ?? [];
}

export async function rowOf<Row>(reader: Reader, query: Sql<Row>): Promise<Row | null> {
  return (await rowsOf(reader, query))[0] ?? null;
}

/** `purchase.purchased_at as "purchasedAt", …`: columns by their property names, from the alias given. */
export function columns(alias: string, names: readonly string[]): Sql {
  return sql.join(names.map((name) => sql`${column(alias, name)} as ${sql.ref(name)}`));
}

/** Columns of which a read takes only the ones asked for, and the ones others are found by. */
export function choosable(alias: string, names: readonly string[], always: readonly string[] = ['id']) {
  const taken = (asked: readonly string[]) =>
    names.filter((name) => always.includes(name) || asked.includes(name));
  return (selected: { columns: readonly string[] } | null): Sql => {
    return columns(alias, selected === null ? names : taken(selected.columns));
  };
}

export function column(alias: string, name: string): Sql {
  return sql.ref(`${alias}.${columnName(name)}`);
}

/** `purchasedAt` → `purchased_at`. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
}

export function anyOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`;
}
