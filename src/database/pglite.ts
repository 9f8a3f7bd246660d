import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { typeParsers } from './parsers.ts';

/** Opens the embedded database in a folder, or in memory when none is named. */
export function openPglite(dataDir?: string, loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
    extensions: { pg_trgm },
    parsers: typeParsers,
  });
}

/**
 * PGlite as a pool of one connection. Kysely's own PGlite dialect hands its connection to everybody at once, so
 * that one request's statements end up in another's transaction; here the next one waits for its turn.
 */
export function poolOfOne(pglite: PGlite): PostgresPool {
  let lastInLine: Promise<void> = Promise.resolve();
  return {
    options: {},
    async connect() {
      const turn = lastInLine;
      const { promise, resolve: release } = Promise.withResolvers<void>();
      lastInLine = promise;
      await turn;
      return clientOf(pglite, release);
    },
    end: () => pglite.close(),
  };
}

function clientOf(pglite: PGlite, release: () => void): PostgresPoolClient {
  return {
    async query(sql: string, parameters: readonly unknown[]) {
      const { rows, affectedRows } = await pglite.query(sql, [...parameters]);
      return { command: 'UPDATE', rowCount: affectedRows ?? rows.length, rows };
    },
    release,
  } as PostgresPoolClient;
}
