import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Whether a place in the answer is written several times in the operation, and not always each time asked for. graphql-jit
 * is wrong there: it keeps the place of the first even where that is left out, and takes what stands under one that is.
 */
export function mergesConditionally(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return isDoubtful([operation.selectionSet], fragments);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

interface Written {
  field: FieldNode;
  isConditional: boolean;
}

function isDoubtful(sets: readonly SelectionSetNode[], fragments: Fragments): boolean {
  const visited = new Set<string>();
  const written = sets.flatMap((set) => [...fieldsIn(set, { fragments, visited, isConditional: false })]);
  const places = Map.groupBy(written, ({ field }) => (field.alias ?? field.name).value);
  return [...places.values()].some(
    (place) => isMergedWrongly(place) || isDoubtful(place.flatMap(setOf), fragments),
  );
}

/** Leaves that come once more under a condition do no harm: they are there already. */
function isMergedWrongly([first, ...more]: readonly Written[]): boolean {
  if (!first || more.length === 0) return false;
  return first.isConditional || more.some(({ field, isConditional }) => isConditional && field.selectionSet);
}

function setOf({ field }: Written): readonly SelectionSetNode[] {
  return field.selectionSet ? [field.selectionSet] : [];
}

interface Walk {
  fragments: Fragments;
  /** Fragments that have been read, with and without a condition. */
  visited: Set<string>;
  isConditional: boolean;
}

function* fieldsIn({ selections }: SelectionSetNode, walk: Walk): Generator<Written> {
  for (const selection of selections) {
    const isConditional = walk.isConditional || hasCondition(selection.directives);
    if (selection.kind === Kind.FIELD) yield { field: selection, isConditional };
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* fieldsIn(selection.selectionSet, { ...walk, isConditional });
    else yield* fieldsOfFragment(selection.name.value, { ...walk, isConditional });
  }
}

function* fieldsOfFragment(name: string, walk: Walk): Generator<Written> {
  const fragment = walk.fragments.get(name);
  const reading = `${name} ${walk.isConditional}`;
  if (!fragment || walk.visited.has(reading)) return;
  walk.visited.add(reading);
  yield* fieldsIn(fragment.selectionSet, walk);
}

function hasCondition(directives: readonly DirectiveNode[] | undefined): boolean {
  return directives?.some(({ name }) => name.value === 'skip' || name.value === 'include') ?? false;
}
