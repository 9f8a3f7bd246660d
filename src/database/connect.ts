import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { openPglite, poolOfOne } from './pglite.ts';
import { postgresPool } from './postgres.ts';
import { countStatement } from './statements.ts';

export const engines = ['pglite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

export interface DatabaseAddress {
  /** A PostgreSQL to connect to; the embedded database when not given. */
  url?: string | undefined;
  /** Where the embedded database keeps its files; in memory when not given. */
  dataDir?: string | undefined;
  /** How many connections to keep to PostgreSQL. */
  poolSize?: number;
}

export interface Connected {
  engine: Engine;
  kysely: Kysely<unknown>;
}

export async function connect({ url, dataDir, poolSize = 10 }: DatabaseAddress): Promise<Connected> {
  return url === undefined
    ? { engine: 'pglite', kysely: kyselyOver(poolOfOne(await openPglite(dataDir))) }
    : { engine: 'postgres', kysely: kyselyOver(postgresPool(url, poolSize)) };
}

export function kyselyOver(pool: PostgresPool): Kysely<unknown> {
  return new Kysely({ dialect: new PostgresDialect({ pool }), log: countStatement });
}
