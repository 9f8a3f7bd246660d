import { sqlStateOf } from '../kernel/errors.ts';

/** Values that do not fit (22) and rows that are refused (23): PostgreSQL repeats what was submitted in such messages. */
const repeatsValues = /^2[23]/;

/**
 * What the log says of an error of ours: enough to find it, and nothing a customer is known by. A database error has
 * the row in its detail, its query, its message as MikroORM writes it, and so in its stack.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error))
    return { message: `Something that is no error was thrown: a ${typeof error}.` };
  const sqlState = sqlStateOf(error);
  const { table, constraint } = error as { table?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: repeatsValues.test(sqlState ?? '')
      ? 'The database refused a value.'
      : error.message.split('\n', 1)[0],
    ...(sqlState === null ? {} : { sqlState, table, constraint }),
    stack: framesOf(error),
  };
}

/** The frames alone: a stack begins with the message, and goes on with that of what was wrapped. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
