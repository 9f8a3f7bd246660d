import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface';
import { type ExecutionResult, execute, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Context } from '../../../src/api/context.ts';
import { planningGateway } from '../../../src/api/executor.ts';
import { RequestLoaders } from '../../../src/api/loader.ts';
import { doing, Work, workAtHand } from '../../../src/database/work.ts';
import { differenceBetween } from './difference.ts';
import { type InStep, mutationsInStep } from './in.step.ts';

/**
 * A gateway that has graphql-js run what the planning one runs, over the same data, and tells where they differ. Reads
 * are run again. A mutation is run by both at once and done once: see `mutationsInStep`.
 *
 * Only what has been sent to a server in the process of the test comes by here. What is sent to a server of its own
 * (faults, signals, the command line) asks the same documents where servers fail, which is no place to compare.
 */
export function comparedGateway(
  tell: (difference: string) => void,
  gateway = planningGateway,
): typeof planningGateway {
  return (schema, suggestions) => {
    const { load, ...rest } = gateway(schema, suggestions);
    const inStep = mutationsInStep(schema);
    return {
      ...rest,
      async load(options) {
        const { executor } = await load(options);
        return { executor: executor && comparing(executor, { schema, inStep, tell }) };
      },
    };
  };
}

interface Comparison {
  schema: GraphQLSchema;
  inStep: InStep;
  tell(difference: string): void;
}

/** Each document with the same variables and scopes once, or the suite would take twice its time. */
const compared = new Set<string>();

function comparing(executor: GatewayExecutor, { schema, inStep, tell }: Comparison): GatewayExecutor {
  const writes = { begun: 0, underWay: 0 };

  return async (request) => {
    const isWrite = request.operation?.operation === OperationTypeNode.MUTATION;
    const begun = writes.begun;
    const isAlone = writes.underWay === 0;
    if (isWrite) Object.assign(writes, { begun: writes.begun + 1, underWay: writes.underWay + 1 });
    try {
      const name = nameOf(request);
      if (!isAlone || compared.has(name)) return await executor(request);
      const { answer, other } = await (isWrite ? inBoth(request) : firstThenOther(request));
      // Beside somebody's write the two may have read before and after it. What was called off has no answer.
      if (writes.begun !== begun + Number(isWrite) || workAtHand()?.calledOff) return answer;
      compared.add(name);
      const difference = differenceBetween(answer, other);
      if (difference !== null) tell(`${difference}\nin ${name}`);
      return answer;
    } finally {
      if (isWrite) writes.underWay -= 1;
    }
  };

  async function firstThenOther(request: GatewayGraphQLRequestContext): Promise<BothAnswers> {
    const answer = await executor(request);
    return { answer, other: await byGraphqlJs(request, anotherContext(request)) };
  }

  async function inBoth(request: GatewayGraphQLRequestContext): Promise<BothAnswers> {
    const context = anotherContext(request);
    const [answer, other] = await inStep(
      [contextIn(request.context), () => executor(request)],
      [context, () => byGraphqlJs(request, context)],
    );
    return { answer, other };
  }

  /** Outside the work of the request: its statements are counted, and tests know how many there are. */
  async function byGraphqlJs(
    { document, request }: GatewayGraphQLRequestContext,
    contextValue: Context,
  ): Promise<ExecutionResult> {
    const { operationName, variables: variableValues } = request;
    return doing(new Work(), () =>
      execute({ schema, document, contextValue, variableValues, operationName }),
    );
  }
}

interface BothAnswers {
  answer: GatewayExecutionResult;
  other: ExecutionResult;
}

function nameOf({ source, request, context }: GatewayGraphQLRequestContext): string {
  const { caller } = contextIn(context);
  return JSON.stringify([source, request.operationName, request.variables, [...caller.scopes]]);
}

/** A request's own, with nothing loaded, for the same caller. */
function anotherContext({ context }: GatewayGraphQLRequestContext): Context {
  const first = contextIn(context);
  return {
    ...first,
    reader: { ...first.reader, rows: 0 },
    loaders: new RequestLoaders(),
    redacted: new Set(),
    personalReads: 0,
    cost: { ...first.cost },
    settle: () => {},
  };
}

function contextIn(context: GatewayGraphQLRequestContext['context']): Context {
  return context as Context;
}
