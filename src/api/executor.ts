import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Context } from './context.ts';
import { decidingVariables } from './execution/fields.ts';
import { type Plan, planOf } from './execution/plan.ts';
import type { Run } from './execution/run.ts';
import { coerceVariables } from './variables.ts';

/** Of one document, whose operations can be run with many choices of what to leave out. */
const mostPlans = 100;

/** An operation that has been found valid, and who asks for it. */
export interface OperationRequest {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>> | undefined;
  context: Context;
}

/** Runs operations. What goes wrong is in the result. */
export type Executor = (request: OperationRequest) => Promise<ExecutionResult>;

/**
 * Plans each operation once, and runs it in a fifth of the time of graphql-js on large answers; introspection is left to
 * graphql-js.
 */
export function planningExecutor(schema: GraphQLSchema, suggestions: boolean): Executor {
  const documents = new WeakMap<DocumentNode, KnownDocument>();

  function knownDocument(document: DocumentNode): KnownDocument {
    const known = documents.get(document);
    if (known) return known;
    const read = readDocument(document);
    documents.set(document, read);
    return read;
  }

  function planFor(
    { fragments, deciding, plans }: KnownDocument,
    definition: OperationDefinitionNode,
    variables: Run['variables'],
  ): Plan {
    const decided = deciding.map((name) => String(variables[name]));
    const key = [definition.name?.value ?? '', ...decided].join(' ');
    const known = plans.get(key);
    if (known) return known;
    const plan = planOf({ schema, definition, fragments, variables });
    if (plans.size >= mostPlans) plans.delete(plans.keys().next().value ?? '');
    plans.set(key, plan);
    return plan;
  }

  return async ({ document, operationName, variables = {}, context }) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [noSuchOperation()] };
    if (!schema.getRootType(operation.operation)) return { errors: [noRoot(operation)] };
    const known = knownDocument(document);
    const coerced = coerceVariables({ schema, suggestions }, operation.variableDefinitions ?? [], variables);
    if ('faults' in coerced) return { errors: coerced.faults };
    const { values } = coerced;
    context.variables = values;
    if (known.isIntrospection)
      return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
    return outcome(planFor(known, operation, values), context, values);
  };
}

/** What all operations of a document have in common. */
interface KnownDocument {
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  deciding: readonly string[];
  isIntrospection: boolean;
  plans: Map<string, Plan>;
}

function readDocument(document: DocumentNode): KnownDocument {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    deciding: decidingVariables(document),
    isIntrospection: asksForSchema(document),
    plans: new Map(),
  };
}

async function outcome(plan: Plan, context: Context, variables: Run['variables']): Promise<ExecutionResult> {
  const run: Run = { context, variables, errors: [], pending: [] };
  const data = await plan(run);
  return run.errors.length === 0 ? { data } : { errors: run.errors, data };
}

function noSuchOperation(): GraphQLError {
  return new GraphQLError('The document has no operation of the name that the request gives.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

function noRoot(operation: OperationDefinitionNode): GraphQLError {
  return new GraphQLError(`There is no ${operation.operation} here.`, {
    nodes: operation,
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

function asksForSchema(document: DocumentNode): boolean {
  let isAsked = false;
  visit(document, {
    Field({ name }) {
      if (name.value === '__schema' || name.value === '__type') isAsked = true;
    },
  });
  return isAsked;
}
