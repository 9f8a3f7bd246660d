import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogEvent } from 'kysely';
import type { Turns } from './turns.ts';

/** Work that is not wanted any longer: its time is up, or whoever asked has gone. */
export class CalledOff extends Error {
  override name = 'CalledOff';
  /** What is left of its class once MikroORM has wrapped it. */
  readonly code = 'CALLED_OFF';
}

/** A statement that has ended. Its text can hold values: MikroORM writes them in. */
export interface Statement {
  sql: string;
  milliseconds: number;
  failed: boolean;
}

/** What one request or command asks of the database: it is counted, and can be called off. */
export class Work {
  /** How many SQL statements have ended, transaction control left out. */
  statements = 0;
  /** Whose turn it is to have a connection, of what it asks at once; null before it has asked. */
  turns: Turns | null = null;
  #calledOff: CalledOff | null = null;
  readonly #stops = new Set<(reason: CalledOff) => void>();
  readonly #seen: ((statement: Statement) => void) | undefined;

  /** `seen` is told of each statement that has been counted. */
  constructor(seen?: (statement: Statement) => void) {
    this.#seen = seen;
  }

  /** Why it was called off; null while it is wanted. */
  get calledOff(): CalledOff | null {
    return this.#calledOff;
  }

  /** Stops what it has under way at the database; what it asks from now on is refused, a rollback excepted. */
  callOff(reason: CalledOff): void {
    if (this.#calledOff) return;
    this.#calledOff = reason;
    for (const stop of this.#stops) stop(reason);
    this.#stops.clear();
  }

  /** What `doing` comes to, or `CalledOff` as soon as that happens, after `stop`. */
  whileWanted<Result>(doing: Promise<Result>, stop: (reason: CalledOff) => void): Promise<Result> {
    return new Promise((resolve, reject) => {
      const giveUp = (reason: CalledOff) => {
        stop(reason);
        reject(reason);
      };
      this.#stops.add(giveUp);
      doing.then(
        (result) => {
          this.#stops.delete(giveUp);
          resolve(result);
        },
        (error: unknown) => {
          this.#stops.delete(giveUp);
          reject(error);
        },
      );
    });
  }

  count({ query, queryDurationMillis, level }: LogEvent): void {
    if (transactionControl.test(query.sql)) return;
    this.statements += 1;
    this.#seen?.({ sql: query.sql, milliseconds: queryDurationMillis, failed: level === 'error' });
  }
}

const transactionControl = /^(begin|start transaction|commit|rollback|savepoint|release)\b/i;
const atHand = new AsyncLocalStorage<Work>();

/** Everything `action` starts belongs to the work. */
export function doing<Result>(work: Work, action: () => Result): Result {
  return atHand.run(work, action);
}

/** The work that the code which runs belongs to. */
export function workAtHand(): Work | undefined {
  return atHand.getStore();
}

export function countStatement(event: LogEvent): void {
  atHand.getStore()?.count(event);
}
