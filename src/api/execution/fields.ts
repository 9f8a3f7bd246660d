// How an operation is run: planned once, for where each of its fields stands, and then filled in. Knows GraphQL's rules,
// and nothing of what the fields are about.

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  visit,
} from 'graphql';

/** An operation with the variables that decide which of its fields are asked for. */
export interface Operation {
  schema: GraphQLSchema;
  definition: OperationDefinitionNode;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Readonly<Record<string, unknown>>;
}

/** The fields under these sets for an object of the type: the name in the answer, and all nodes of that name. */
export function collectFields(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly (SelectionSetNode | undefined)[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (!isAskedFor(operation, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = fields.get(key);
        if (nodes) nodes.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : operation.fragments[selection.name.value];
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      if (fragment && fits(operation, fragment, type)) collect(fragment.selectionSet);
    }
  };
  for (const set of sets) if (set) collect(set);
  return fields;
}

/** The variables by which @skip and @include decide. */
export function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function isAskedFor({ variables }: Operation, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  const isSkipped = getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true;
  return !isSkipped && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}

function fits(
  { schema }: Operation,
  { typeCondition }: Partial<Pick<FragmentDefinitionNode, 'typeCondition'>>,
  type: GraphQLObjectType,
): boolean {
  if (!typeCondition) return true;
  const wanted = typeFromAST(schema, typeCondition);
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
}
