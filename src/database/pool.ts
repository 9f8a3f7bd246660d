import type { PostgresPool } from 'kysely';

export interface PoolState {
  /** Connections there are. */
  size: number;
  idle: number;
  /** Statements and transactions that wait for one. */
  waiting: number;
}

/** The connections of either engine, which can be asked how busy they are. */
export interface WatchedPool extends PostgresPool {
  state(): PoolState;
}

/** Kysely puts a connection back after a statement that failed, but not after a failed begin. */
export function isBegin(statement: string | object): boolean {
  return typeof statement === 'string' && /^(begin|start transaction)\b/.test(statement);
}
