import {
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { Context } from '../../../src/api/context.ts';
import { type Executor, type OperationRequest, planningExecutor } from '../../../src/api/executor.ts';
import { RequestLoaders } from '../../../src/api/loader.ts';
import { doing, Work, workAtHand } from '../../../src/database/work.ts';
import { differenceBetween } from './difference.ts';
import { type InStep, mutationsInStep } from './in.step.ts';

/**
 * An executor that has graphql-js run what the planning one runs, over the same data, and tells where they differ. Reads
 * are run again. A mutation is run by both at once and done once: see `mutationsInStep`.
 *
 * Only what has been sent to a server in the process of the test comes by here. What is sent to a server of its own
 * (faults, signals, the command line) asks the same documents where servers fail, which is no place to compare.
 */
export function comparedExecutor(
  tell: (difference: string) => void,
  executor = planningExecutor,
): typeof planningExecutor {
  return (schema, suggestions) =>
    comparing(executor(schema, suggestions), { schema, inStep: mutationsInStep(schema), tell });
}

interface Comparison {
  schema: GraphQLSchema;
  inStep: InStep;
  tell(difference: string): void;
}

/** Each document with the same variables and scopes once, or the suite would take twice its time. */
const compared = new Set<string>();

function comparing(executor: Executor, { schema, inStep, tell }: Comparison): Executor {
  const writes = { begun: 0, underWay: 0 };

  return async (request) => {
    const operation = getOperationAST(request.document, request.operationName);
    const isWrite = operation?.operation === OperationTypeNode.MUTATION;
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

  async function firstThenOther(request: OperationRequest): Promise<BothAnswers> {
    const answer = await executor(request);
    return { answer, other: await byGraphqlJs(request, anotherContext(request)) };
  }

  async function inBoth(request: OperationRequest): Promise<BothAnswers> {
    const context = anotherContext(request);
    const [answer, other] = await inStep(
      [request.context, () => executor(request)],
      [context, () => byGraphqlJs(request, context)],
    );
    return { answer, other };
  }

  /** Outside the work of the request: its statements are counted, and tests know how many there are. */
  async function byGraphqlJs(
    { document, operationName, variables: variableValues }: OperationRequest,
    contextValue: Context,
  ): Promise<ExecutionResult> {
    return doing(new Work(), () =>
      execute({ schema, document, contextValue, variableValues, operationName }),
    );
  }
}

interface BothAnswers {
  answer: ExecutionResult;
  other: ExecutionResult;
}

function nameOf({ document, operationName, variables, context: { caller } }: OperationRequest): string {
  return JSON.stringify([document.loc?.source.body, operationName, variables, [...caller.scopes]]);
}

/** A request's own, with nothing loaded, for the same caller. */
function anotherContext({ context: first }: OperationRequest): Context {
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
