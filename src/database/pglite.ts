import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { PostgresPoolClient } from 'kysely';
import { typeParsers } from './parsers.ts';
import { isBegin, type WatchedPool } from './pool.ts';
import { workAtHand } from './work.ts';

/** Opens the embedded database in a folder, or in memory when none is named. */
export function openPglite(dataDir?: string, loadDataDir?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
    extensions: { pg_trgm },
    parsers: typeParsers,
  });
}

export interface PoolOfOneOptions {
  /** Told when the engine cannot go on; it has not lost what was committed, and must not be asked again. */
  onPanic?: (error: Error) => void;
  /** Throws when a statement must not be run for want of room on the disk. */
  keepRoom?: (statement: string) => Promise<void>;
  /** Closes the engine and opens it anew, where that is possible. */
  reopen?: (pglite: PGlite) => Promise<PGlite>;
}

/** PGlite loses some of its stack with every error it raises; about 3,000 use it up, and nothing works from then on. */
const mostErrors = 1_000;

/**
 * PGlite as a pool of one connection. Kysely's own PGlite dialect hands its connection to everybody at once, so
 * that one request's statements end up in another's transaction; here the next one waits for its turn.
 * A statement under way cannot be called off: it runs in our own thread. Work that is called off gets no further one.
 */
export function poolOfOne(pglite: PGlite, { onPanic, keepRoom, reopen }: PoolOfOneOptions = {}): WatchedPool {
  let engine = pglite;
  let errors = 0;
  let waiting = 0;
  let isLent = false;
  let panic: Error | undefined;
  let lastInLine: Promise<void> = Promise.resolve();

  async function query(sql: string, parameters: readonly unknown[]) {
    if (panic) throw panic;
    const { calledOff } = workAtHand() ?? {};
    if (calledOff && sql !== 'rollback') throw calledOff;
    await keepRoom?.(sql);
    try {
      const { rows, affectedRows } = await engine.query(sql, [...parameters]);
      return { command: 'UPDATE', rowCount: affectedRows ?? rows.length, rows };
    } catch (error) {
      errors += 1;
      if (isPanic(error)) giveUp(error);
      throw error;
    }
  }

  function giveUp(error: Error): void {
    panic = error;
    onPanic?.(error);
  }

  /** Between turns, before the errors have used its stack up. */
  async function refresh(): Promise<void> {
    if (errors < mostErrors || !reopen || panic) return;
    errors = 0;
    try {
      engine = await reopen(engine);
    } catch (cause) {
      giveUp(new Error('it cannot be opened again', { cause }));
    }
  }

  /** The engine until it is released, of which only the first time counts. */
  function lent(release: () => void): PostgresPoolClient {
    let isReleased = false;
    const client = {
      query: (sql: string, parameters: readonly unknown[]) =>
        query(sql, parameters).catch((error: unknown) => {
          if (isBegin(sql)) client.release();
          throw error;
        }),
      release() {
        if (!isReleased) release();
        isReleased = true;
      },
    };
    return client as PostgresPoolClient;
  }

  async function turn(): Promise<PostgresPoolClient> {
    const before = lastInLine;
    const { promise, resolve: release } = Promise.withResolvers<void>();
    lastInLine = promise;
    const isContended = isLent || waiting > 0;
    waiting += 1;
    await before;
    // Turns that follow each other at once would keep timers and new requests out: PGlite never waits for anything.
    if (isContended) await new Promise((resolve) => setImmediate(resolve));
    waiting -= 1;
    isLent = true;
    await refresh();
    return lent(() => {
      isLent = false;
      release();
    });
  }

  return {
    options: {},
    async connect() {
      const work = workAtHand();
      if (work?.calledOff) throw work.calledOff;
      const waited = turn();
      return work ? work.whileWanted(waited, () => void waited.then((client) => client.release())) : waited;
    },
    end: () => (panic ? Promise.resolve() : engine.close()),
    state: () => ({ size: 1, idle: isLent ? 0 : 1, waiting }),
  };
}

/** PostgreSQL's word for not being able to go on, or the WebAssembly machine's. */
function isPanic(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  return (
    severity === 'PANIC' || severity === 'FATAL' || code === stackUsedUp || error.name === 'RuntimeError'
  );
}

const stackUsedUp = '54001';
