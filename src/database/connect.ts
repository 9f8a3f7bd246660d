import type { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect } from 'kysely';
import { openPglite, type PoolOfOneOptions, poolOfOne } from './pglite.ts';
import type { PoolState, WatchedPool } from './pool.ts';
import { postgresPool } from './postgres.ts';
import { keepRoom } from './room.ts';
import { countStatement } from './work.ts';

export const engines = ['pglite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

export interface DatabaseAddress {
  /** A PostgreSQL to connect to; the embedded database when not given. */
  url?: string | undefined;
  /** Where the embedded database keeps its files; in memory when not given. */
  dataDir?: string | undefined;
  /** How many connections to keep to PostgreSQL. */
  poolSize?: number;
  /** Told when the embedded database cannot go on, after which the process should end. */
  onPanic?: (error: Error) => void;
}

export interface Connected {
  engine: Engine;
  kysely: Kysely<unknown>;
  poolState(): PoolState;
}

export async function connect({ url, dataDir, poolSize = 10, onPanic }: DatabaseAddress): Promise<Connected> {
  if (url !== undefined) return connectedBy('postgres', postgresPool(url, poolSize));
  const reopen = async (pglite: PGlite) => {
    await pglite.close();
    return openPglite(dataDir);
  };
  return embedded(await openPglite(dataDir), {
    ...(onPanic ? { onPanic } : {}),
    ...(dataDir === undefined
      ? {}
      : { reopen, keepRoom: (statement: string) => keepRoom(dataDir, statement) }),
  });
}

export function embedded(pglite: PGlite, options?: PoolOfOneOptions): Connected {
  return connectedBy('pglite', poolOfOne(pglite, options));
}

function connectedBy(engine: Engine, pool: WatchedPool): Connected {
  const dialect = new PostgresDialect({ pool });
  return { engine, kysely: new Kysely({ dialect, log: countStatement }), poolState: () => pool.state() };
}
