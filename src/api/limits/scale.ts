import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { type Variables, withDefaults } from './asked.ts';
import { weighingOf } from './cost.plan.ts';
import { type Weigh, type Weight, weightless } from './weight.ts';

export type Scale = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
) => Weight;

/** Weighs the operations of a schema: each is compiled once, and is a few sums for each request from then on. */
export function scaleOf(schema: GraphQLSchema): Scale {
  const weighing = weighingOf(schema);
  const known = new WeakMap<OperationDefinitionNode, Weigh>();

  function compiled(document: DocumentNode, operation: OperationDefinitionNode): Weigh {
    const root = schema.getRootType(operation.operation);
    const fragments = document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    );
    // Validation lets operations pass that the schema has no root for; they end in the executor.
    return root ? weighing(root, [operation], new Map(fragments)) : weightless;
  }

  return (document, operation, variables) => {
    const weigh = known.get(operation) ?? compiled(document, operation);
    known.set(operation, weigh);
    return weigh(withDefaults(operation, variables));
  };
}
