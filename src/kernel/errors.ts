export const userErrorCodes = [
  'INVALID',
  'REQUIRED',
  'NOT_FOUND',
  'TAKEN',
  'CONFLICT',
  'IDEMPOTENCY_CONFLICT',
  'FORBIDDEN',
  'LIMIT_EXCEEDED',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];

/** One thing the caller got wrong. `path` leads to it inside the input: `['lines', '0', 'quantity']`. */
export interface UserError {
  path: string[];
  message: string;
  code: UserErrorCode;
}

export function userError(
  code: UserErrorCode,
  path: readonly (string | number)[],
  message: string,
): UserError {
  return { path: path.map(String), message, code };
}

/** The same errors, found deeper: for a rule that judged a part of the input. */
export function at(prefix: readonly (string | number)[], errors: readonly UserError[]): UserError[] {
  return errors.map((error) => ({ ...error, path: [...prefix.map(String), ...error.path] }));
}

/** What keeps a command or the server from its work, and its user can mend: the message says all of it. */
export class PlainFault extends Error {}

/** Thrown inside a transaction so that it rolls back; the edge turns it into `userErrors`. */
export class Refusal extends Error {
  readonly errors: readonly UserError[];

  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.name = 'Refusal';
    this.errors = errors;
  }
}

export function refuse(code: UserErrorCode, path: readonly (string | number)[], message: string): never {
  throw new Refusal([userError(code, path, message)]);
}

export function refuseIfAny(errors: readonly UserError[]): void {
  if (errors.length > 0) throw new Refusal(errors);
}

/** Somebody else was first between our looking and our writing: the use case is tried again from its start. */
export class Race extends Error {
  /** A unique violation is a race; anything else stays what it is. */
  static of(error: unknown): unknown {
    return sqlStateOf(error) === '23505' ? new Race('Taken in the meantime.', { cause: error }) : error;
  }
}

/** PostgreSQL's five-character code of an error or of its cause. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' && /^[\dA-Z]{5}$/.test(code) ? code : sqlStateOf(cause);
}
