import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../api/errors.ts';
import type { Executor } from '../api/executor.ts';
import type { Limits } from '../api/limits/limits.ts';
import { isCalledOff } from '../database/faults.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import { TooManyRows } from '../database/read.ts';
import { loggable } from './error.log.ts';
import { asTokenLimit, limited } from './limits.ts';
import { preflightHeaders } from './origins.ts';
import { isOurs, ourFault } from './our.faults.ts';
import { outageStatus } from './outage.ts';
import { personalReads } from './personal.plugin.ts';
import type { HttpContext, Serving } from './request.ts';
import { tagged } from './revalidation.ts';
import { runBy } from './running.ts';
import { runTrusted } from './trusted.ts';
import { valueless } from './valueless.ts';

export interface GraphqlOptions {
  onPersonalRead: Serving['onPersonalRead'];
  schema: GraphQLSchema;
  introspection: boolean;
  /** Whether errors may say `Did you mean …`. */
  suggestions: boolean;
  executor: Executor;
  limits: Limits;
  log: FastifyBaseLogger;
}

export function graphqlServer({
  schema,
  introspection,
  suggestions,
  executor,
  limits,
  log,
  onPersonalRead,
}: GraphqlOptions): ApolloServer<HttpContext> {
  const formatError = (formatted: GraphQLFormattedError, error: unknown) =>
    asTokenLimit(formatted, limits) ?? masked(formatted, error);
  return new ApolloServer<HttpContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !suggestions,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    parseOptions: limits.document.tokens > 0 ? { maxTokens: limits.document.tokens } : {},
    formatError,
    logger: log,
    csrfPrevention: { requestHeaders: preflightHeaders },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      runTrusted,
      limited(schema, limits),
      runBy(executor, {
        formatError,
        onErrors: (errors, of) => logFaults(log, errors, of),
      }),
      valueless({ schema, suggestions }),
      tagged,
      notes,
      personalReads(onPersonalRead),
      errorLog(log),
      legacyStatus,
      outageStatus,
    ],
  });
}

/** What is ours to know is not shown; it is in the log, under the request id. */
function masked(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof UnusableFilter) {
    const place = original.at.length === 0 ? {} : { at: original.at };
    return { ...formatted, extensions: { code: 'BAD_USER_INPUT', ...place } };
  }
  if (original instanceof TooManyRows) return { ...formatted, extensions: { code: 'COST_EXCEEDED' } };
  if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
  const { locations, path } = formatted;
  const { code, message } = ourFault(original);
  return { ...(locations ? { locations } : {}), ...(path ? { path } : {}), message, extensions: { code } };
}

/** Adds what the answer should say beside its data: personal data left out, and the request id of errors of ours. */
const notes: ApolloServerPlugin<HttpContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        for (const error of singleResult.errors ?? []) {
          const { code } = error.extensions ?? {};
          if (error.extensions && isOurs(code)) {
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

function errorLog(log: FastifyBaseLogger): ApolloServerPlugin<HttpContext> {
  return {
    async contextCreationDidFail({ error }) {
      const { cause = error } = error;
      log.warn({ err: loggable(cause) }, 'who asks could not be found out');
    },
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, operationName }) {
          logFaults(log, errors, { requestId: contextValue.requestId, operation: operationName });
        },
      };
    },
  };
}

function logFaults(
  log: FastifyBaseLogger,
  errors: readonly GraphQLError[],
  of: { requestId: string; operation: string | null | undefined },
): void {
  for (const error of errors.filter(isFault)) {
    log.error({ err: loggable(unwrapResolverError(error)), ...of, path: error.path }, 'a request failed');
  }
}

/** What the caller got wrong has a code of its own; the rest is ours. */
function isFault(error: GraphQLError): boolean {
  const original = unwrapResolverError(error);
  if (original instanceof UnusableFilter || original instanceof TooManyRows || isCalledOff(original))
    return false;
  return (error.extensions?.code ?? 'INTERNAL_SERVER_ERROR') === 'INTERNAL_SERVER_ERROR';
}

/** Clients that ask for plain JSON get 200 for a request that was understood, as they did before GraphQL over HTTP. */
const legacyStatus: ApolloServerPlugin<HttpContext> = {
  async requestDidStart({ request }) {
    const accept = (request.http?.headers ?? new HeaderMap()).get('accept') ?? '';
    if (!accept.includes('application/json') || accept.includes('application/graphql-response+json')) return;
    return {
      async willSendResponse({ response }) {
        if (response.http.status !== 400 || response.body.kind !== 'single') return;
        const codes = response.body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? [];
        if (!codes.some((code) => alwaysBad.has(code))) response.http.status = 200;
      },
    };
  },
};

/** What says nothing of the query's meaning is status 400 for every client. */
const alwaysBad = new Set<unknown>(['BAD_REQUEST', 'QUERY_TOO_LARGE', 'COST_EXCEEDED'] satisfies ErrorCode[]);
