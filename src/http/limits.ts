import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import type { Context } from '../api/context.ts';
import { charge, foreseen, settle } from '../api/limits/charge.ts';
import { refusalOf, refuseDeepVariables, tooLarge } from '../api/limits/document.refusal.ts';
import type { Limits } from '../api/limits/limits.ts';
import { scaleOf } from '../api/limits/scale.ts';

/**
 * Refuses what is too large or too costly, and tells in every answer what it cost.
 *
 * A document has to be judged before graphql-js validates it: some rules take the square of its size. No hook of
 * Apollo's can refuse there without status 500, so that a refused document is exchanged for an empty one, which is
 * valid, and refused where a hook may. Apollo keeps that in the place of the document for the next time.
 */
export function limited(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Context> {
  const weigh = scaleOf(schema);
  const refusals = new WeakMap<DocumentNode, GraphQLError>();

  return {
    async requestDidStart() {
      return {
        async validationDidStart(request) {
          const refusal = refusalOf(request.document, limits.document);
          if (refusal === null) return;
          const exchanged: { document: DocumentNode } = request;
          exchanged.document = parse('{ __typename }');
          refusals.set(exchanged.document, refusal);
        },
        async didResolveOperation({ document, operation, request, contextValue }) {
          const refusal = refusals.get(document);
          if (refusal) throw refusal;
          const { variables = {} } = request;
          refuseDeepVariables(variables);
          // Without an operation there is nothing to run, and the executor says so.
          if (!operation) return;
          await charge(contextValue, weigh(document, operation, variables), limits.reading);
          const { nodes } = limits.reading;
          if (nodes > 0) contextValue.reader.mostRows = foreseen * nodes;
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          settle(contextValue, contextValue.reader.rows ?? 0);
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: costNote(contextValue) };
        },
      };
    },
  };
}

function costNote({ cost, budget }: Context) {
  return {
    requested: cost.requested,
    actual: cost.actual,
    budget: budget && {
      capacity: budget.capacity,
      remaining: budget.remaining(),
      restoresPerSecond: budget.restoresPerSecond,
    },
  };
}

/** The error of a parser that was stopped by the number of tokens, told as the other limits are. */
export function asTokenLimit(
  formatted: GraphQLFormattedError,
  { document }: Limits,
): GraphQLFormattedError | null {
  if (!/^Syntax Error: Document contains more tha[tn] \d+ tokens/.test(formatted.message)) return null;
  const { message, extensions } = tooLarge('tokens', document.tokens);
  return { message, extensions: { code: extensions.code, limit: extensions.limit } };
}
