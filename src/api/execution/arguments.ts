import { type FieldNode, type GraphQLField, getArgumentValues, Kind, visit } from 'graphql';

/** A field's arguments under the variables of a run. */
export type ArgumentsOf = (variables: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Arguments that no variable has a part in are the same in every run. */
export function argumentsOf(
  definition: GraphQLField<unknown, unknown>,
  [node]: readonly FieldNode[],
): ArgumentsOf {
  if (!node || definition.args.length === 0) return () => none;
  const read: ArgumentsOf = (variables) => getArgumentValues(definition, node, variables);
  if (usesVariables(node)) return read;
  let known: Record<string, unknown> | undefined;
  return (variables) => {
    known ??= read(variables);
    return known;
  };
}

const none = Object.freeze({});

function usesVariables(node: FieldNode): boolean {
  let isUsed = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      [Kind.VARIABLE]: () => {
        isUsed = true;
      },
    });
  }
  return isUsed;
}
