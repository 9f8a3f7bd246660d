import { type ApolloServerPlugin, HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Executor } from '../api/executor.ts';
import type { HttpContext } from './request.ts';

/** What is done with errors, as Apollo does with those it finds. */
export interface Errors {
  formatError(formatted: GraphQLFormattedError, error: GraphQLError): GraphQLFormattedError;
  onErrors(
    errors: readonly GraphQLError[],
    of: { requestId: string; operation: string | null | undefined },
  ): void;
}

/**
 * Has operations run by an executor of ours: Apollo lets a plugin answer in the place of graphql-js. It also takes an
 * executor from a federation gateway, for which it makes an object with accessors for each request; V8 keeps the shape
 * of every such object, and by the accessors the whole request, until its next large collection.
 */
export function runBy(execute: Executor, { formatError, onErrors }: Errors): ApolloServerPlugin<HttpContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, request, operationName: operation, contextValue }) {
          // Not the name that Apollo found, which is null for one that the document does not have.
          const { operationName, variables } = request;
          const { data, errors } = await execute({
            document,
            operationName,
            variables,
            context: contextValue,
          });
          if (errors) onErrors(errors, { requestId: contextValue.requestId, operation });
          const http: HTTPGraphQLHead = { headers: new HeaderMap() };
          const told = errors?.map((error) => formatError(formatted(error, http), error));
          const singleResult = { ...(told ? { errors: told } : {}), ...(data === undefined ? {} : { data }) };
          return { http, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}

/** An error as it is told, less what it says of the answer's status and headers. */
function formatted(error: GraphQLError, head: HTTPGraphQLHead): GraphQLFormattedError {
  const { http, ...extensions } = error.extensions as { http?: Partial<HTTPGraphQLHead>; code?: string };
  if (http?.status !== undefined) head.status = http.status;
  for (const [name, value] of http?.headers ?? []) head.headers.set(name, value);
  return { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions } };
}
