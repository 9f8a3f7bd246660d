import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { typeParsers } from './parsers.ts';
import { openPglite, poolOfOne } from './pglite.ts';
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

function postgresPool(connectionString: string, max: number): PostgresPool {
  const types = new pg.TypeOverrides();
  for (const [oid, parse] of Object.entries(typeParsers)) types.setTypeParser(Number(oid), parse);
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    application_name: 'clientele',
    options: '-c timezone=UTC',
  });
  // A connection the server drops while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool as unknown as PostgresPool;
}
