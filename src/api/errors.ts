import { type ASTNode, GraphQLError } from 'graphql';

/** What a wrong query, as opposed to wrong business input, is told. Listed in the README. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'DOCUMENT_NOT_ALLOWED',
  'BAD_REQUEST',
  'QUERY_TOO_LARGE',
  'COST_EXCEEDED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'TIMEOUT',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** `at` is the literal that is wrong, for those who look where it stands. */
export function badInput(message: string, at?: ASTNode): GraphQLError {
  return new GraphQLError(message, { ...(at ? { nodes: at } : {}), extensions: { code: 'BAD_USER_INPUT' } });
}

/** What an argument is given, when it may be that. Throws BAD_USER_INPUT when it may not. */
export function inRange(
  name: string,
  value: number,
  [least, most = Number.POSITIVE_INFINITY]: readonly [least: number, most?: number],
): number {
  if (value >= least && value <= most) return value;
  const allowed = Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`;
  throw badInput(`${name} takes ${allowed}; got ${value}.`);
}

/** A request that is none of GraphQL over HTTP. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}

export function documentNotFound(): GraphQLError {
  return new GraphQLError('There is no document of this id. `clientele documents add` registers one.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 400 } },
  });
}

export function documentNotAllowed(): GraphQLError {
  return new GraphQLError('Only registered documents are run here. Send the id of one, and no query.', {
    extensions: { code: 'DOCUMENT_NOT_ALLOWED', http: { status: 403 } },
  });
}

export function unauthenticated(): GraphQLError {
  return new GraphQLError(
    'Send an API key or a token that is valid: `Authorization: Bearer …`. `clientele keys create` makes a key.',
    { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } },
  );
}

/** Something that a request needs does not answer. The cause is for the log. */
export function unavailable(message: string, cause: unknown): GraphQLError {
  const error = new GraphQLError(message, { extensions: { code: 'UNAVAILABLE', http: { status: 503 } } });
  return Object.assign(error, { cause });
}

export function forbidden(scope: string): GraphQLError {
  return new GraphQLError(`This needs the scope ${scope}, which the key does not have.`, {
    extensions: { code: 'FORBIDDEN', scope },
  });
}
