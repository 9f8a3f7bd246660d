import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type NamedTypeNode,
  type SelectionSetNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What has a selection of its own: an operation or a field. */
export interface Selecting {
  readonly selectionSet?: SelectionSetNode | undefined;
}

/** One name asked for under a field: every place that asks for it, and under which directives each does. */
export interface Asked {
  nodes: FieldNode[];
  conditions: (readonly DirectiveNode[])[];
}

/**
 * What fields of the same name ask of an object together, by the names in the answer: a name that two fragments ask
 * for is read once. For valid documents only, in which one name in one place is one field.
 */
export function askedOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  fields: readonly Selecting[],
  fragments: Fragments,
): Asked[] {
  const byName = new Map<string, Asked>();
  /** Fragments that were let in without a condition: once more adds nothing. */
  const spread = new Set<string>();

  function collect({ selections }: SelectionSetNode, around: readonly DirectiveNode[]): void {
    for (const selection of selections) {
      const conditions = selection.directives?.length ? [...around, ...selection.directives] : around;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const asked = byName.get(name) ?? { nodes: [], conditions: [] };
        byName.set(name, asked);
        asked.nodes.push(selection);
        asked.conditions.push(conditions);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        if (conditions.length === 0) spread.add(selection.name.value);
      }
      const inside =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (inside && applies(schema, type, inside.typeCondition)) collect(inside.selectionSet, conditions);
    }
  }

  for (const { selectionSet } of fields) if (selectionSet) collect(selectionSet, []);
  return [...byName.values()];
}

function applies(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  condition: NamedTypeNode | undefined,
): boolean {
  const named = condition ? schema.getType(condition.name.value) : type;
  return named === type || (isAbstractType(named) && schema.isSubType(named, type));
}
