import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogEvent } from 'kysely';

/** What one request or command asked of the database. */
export interface StatementCount {
  statements: number;
}

const counting = new AsyncLocalStorage<StatementCount>();

/** Counts the SQL statements of everything `work` starts, transaction control left out. */
export function counted<Result>(count: StatementCount, work: () => Result): Result {
  return counting.run(count, work);
}

export function countStatement(event: LogEvent): void {
  const count = counting.getStore();
  if (count && !transactionControl.test(event.query.sql)) count.statements += 1;
}

const transactionControl = /^(begin|commit|rollback|savepoint|release)\b/i;
