import { GraphQLError } from 'graphql';

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
  'BAD_REQUEST',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
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
