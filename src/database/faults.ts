import { Race, sqlStateOf } from '../kernel/errors.ts';

/** Whether an error says that the database is not there or has no room, as opposed to what it thinks of a statement. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (isFull(error) || /^(08|57P|53)/.test(sqlStateOf(error) ?? '')) return true;
  if (['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE'].includes(String(code))) return true;
  return /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed)/.test(
    error.message,
  );
}

/** The disk of the database has no room. */
export function isFull(error: unknown): boolean {
  return sqlStateOf(error) === '53100';
}

/** The work was called off, by us or by a `statement_timeout` of the database's own. */
export function isCalledOff(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'CALLED_OFF' || sqlStateOf(error) === '57014';
}

/** Others were first, or two waited for each other: the same work succeeds, or is refused, when tried again. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Race || ['40P01', '40001'].includes(sqlStateOf(error) ?? '');
}
