import pg from 'pg';
import { lease } from './lease.ts';
import { typeParsers } from './parsers.ts';
import type { WatchedPool } from './pool.ts';

/** How long to wait for a connection, a new one or one that others use. */
const longestWaitMilliseconds = 5_000;

export function postgresPool(connectionString: string, max: number): WatchedPool {
  const types = new pg.TypeOverrides();
  for (const [oid, parse] of Object.entries(typeParsers)) types.setTypeParser(Number(oid), parse);
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: longestWaitMilliseconds,
    application_name: 'clientele',
    options: '-c timezone=UTC',
  });
  // A connection the server drops while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    options: pool.options,
    connect: () => lease(pool),
    end: () => pool.end(),
    state: () => ({ size: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  };
}
