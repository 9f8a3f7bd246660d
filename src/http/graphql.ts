import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context } from '../api/context.ts';
import { compilingGateway } from '../api/executor.ts';
import { isCalledOff } from '../database/faults.ts';
import { UnusableFilter } from '../database/filter.ts';
import { loggable } from './error.log.ts';
import { outageOf, outageStatus } from './outage.ts';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  /** Whether errors may say `Did you mean …`. */
  suggestions: boolean;
  log: FastifyBaseLogger;
}

export function graphqlServer({
  schema,
  introspection,
  suggestions,
  log,
}: GraphqlOptions): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: compilingGateway(schema),
    introspection,
    hideSchemaDetailsFromClientErrors: !suggestions,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    formatError: masked,
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      notes,
      errorLog(log),
      legacyStatus,
      outageStatus,
    ],
  });
}

/** What is ours to know is not shown; it is in the log, under the request id. */
function masked(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof UnusableFilter) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
  const { locations, path } = formatted;
  const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  const outage = outageOf(original);
  return outage
    ? { ...place, message: outage.message, extensions: { code: outage.code } }
    : {
        ...place,
        message: 'Something went wrong on our side. The request id finds it in the log.',
        extensions: { code: 'INTERNAL' },
      };
}

/** Adds what the answer should say beside its data: personal data left out, and the request id of errors of ours. */
const notes: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        for (const error of singleResult.errors ?? []) {
          const { code } = error.extensions ?? {};
          if (error.extensions && ['INTERNAL', 'UNAVAILABLE', 'TIMEOUT'].includes(String(code))) {
            error.extensions.requestId = contextValue.requestId;
          }
        }
        if (contextValue.redacted.size > 0) {
          singleResult.extensions = {
            ...singleResult.extensions,
            redacted: [...contextValue.redacted].toSorted(),
          };
        }
      },
    };
  },
};

function errorLog(log: FastifyBaseLogger): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operationName }) {
          for (const error of errors.filter(isOurs)) {
            log.error(
              {
                err: loggable(unwrapResolverError(error)),
                requestId: contextValue.requestId,
                operation: operationName,
                path: error.path,
              },
              'a request failed',
            );
          }
        },
      };
    },
  };
}

/** What the caller got wrong has a code of its own; the rest is ours. */
function isOurs(error: GraphQLError): boolean {
  const original = unwrapResolverError(error);
  if (original instanceof UnusableFilter || isCalledOff(original)) return false;
  return (error.extensions?.code ?? 'INTERNAL_SERVER_ERROR') === 'INTERNAL_SERVER_ERROR';
}

/** Clients that ask for plain JSON get 200 for a request that was understood, as they did before GraphQL over HTTP. */
const legacyStatus: ApolloServerPlugin<Context> = {
  async requestDidStart({ request }) {
    const accept = (request.http?.headers ?? new HeaderMap()).get('accept') ?? '';
    if (accept.includes('application/graphql-response+json')) return;
    return {
      async willSendResponse({ response }) {
        if (response.http.status !== 400 || response.body.kind !== 'single') return;
        const codes = response.body.singleResult.errors?.map(({ extensions }) => extensions?.code);
        if (!codes?.includes('BAD_REQUEST')) response.http.status = 200;
      },
    };
  },
};
