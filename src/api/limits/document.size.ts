import {
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { DocumentLimits } from './limits.ts';

/** What is counted of a document once it is parsed. */
export type DocumentSize = Record<Exclude<keyof DocumentLimits, 'tokens'>, number>;

/** A selection set, with how often each name of its own place is asked for. */
interface Level extends DocumentSize {
  /**
   * Fields of one name are merged and so is what they select: `a { b b } a { b }` asks for `b` three times. Counted as
   * if the same name were the most frequent under each, since telling the names apart would take their product.
   */
  names: ReadonlyMap<string, number>;
}

const nothing: Level = {
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  directives: 0,
  duplicateFields: 0,
  names: new Map(),
};

/**
 * The sizes of a document: of each the largest that an operation or fragment in it has, fragments counted wherever
 * they are spread. Each fragment is walked once, so that fragments doubling each other cost no more than their text;
 * one that leads back to itself adds nothing, and is refused by validation.
 */
export function sizeOf({ definitions }: DocumentNode): DocumentSize {
  const fragments = new Map(
    definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]),
  );
  const known = new Map<string, Level>();

  function inFragment(name: string): Level {
    const level = known.get(name);
    if (level) return level;
    known.set(name, nothing);
    const fragment = fragments.get(name);
    const walked = fragment ? inSet(fragment.selectionSet, isOfSchema(fragment)) : nothing;
    known.set(name, walked);
    return walked;
  }

  function inSet({ selections }: SelectionSetNode, ofSchema: boolean): Level {
    return together(
      selections.map((selection) => {
        const directives = selection.directives?.length ?? 0;
        if (selection.kind === Kind.FIELD) return withDirectives(directives, inField(selection, ofSchema));
        const level =
          selection.kind === Kind.INLINE_FRAGMENT
            ? inSet(selection.selectionSet, ofSchema)
            : inFragment(selection.name.value);
        return withDirectives(directives, level);
      }),
    );
  }

  function inField({ name, alias, selectionSet }: FieldNode, ofSchema: boolean): Level {
    const leadsToSchema = ofSchema || name.value === '__schema' || name.value === '__type';
    const under = selectionSet ? inSet(selectionSet, leadsToSchema) : nothing;
    const step = name.value === 'ofType' ? 0 : 1;
    return {
      ...under,
      depth: ofSchema ? under.depth : under.depth + 1,
      introspectionDepth: under.introspectionDepth + (leadsToSchema ? step : 0),
      aliases: under.aliases + (alias ? 1 : 0),
      names: new Map([[alias?.value ?? name.value, Math.max(1, under.duplicateFields)]]),
    };
  }

  const levels = definitions.map((definition) => {
    if (isFragment(definition))
      return withDirectives(directivesOf(definition), inFragment(definition.name.value));
    return definition.kind === Kind.OPERATION_DEFINITION
      ? withDirectives(directivesOf(definition), inSet(definition.selectionSet, false))
      : nothing;
  });
  return {
    depth: largest(levels, 'depth'),
    introspectionDepth: largest(levels, 'introspectionDepth'),
    aliases: largest(levels, 'aliases'),
    directives: largest(levels, 'directives'),
    duplicateFields: largest(levels, 'duplicateFields'),
  };
}

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

/** Whether a fragment is on a type of introspection, whose names alone begin so. */
function isOfSchema({ typeCondition }: FragmentDefinitionNode): boolean {
  return typeCondition.name.value.startsWith('__');
}

function directivesOf(definition: DefinitionNode): number {
  const variables = 'variableDefinitions' in definition ? (definition.variableDefinitions ?? []) : [];
  const own = 'directives' in definition ? (definition.directives?.length ?? 0) : 0;
  return variables.reduce((sum, { directives }) => sum + (directives?.length ?? 0), own);
}

function withDirectives(count: number, level: Level): Level {
  return count === 0 ? level : { ...level, directives: level.directives + count };
}

/** What stands side by side in one place. */
function together(levels: readonly Level[]): Level {
  const names = new Map<string, number>();
  for (const level of levels) {
    for (const [name, count] of level.names) names.set(name, (names.get(name) ?? 0) + count);
  }
  return {
    depth: largest(levels, 'depth'),
    introspectionDepth: largest(levels, 'introspectionDepth'),
    aliases: levels.reduce((sum, { aliases }) => sum + aliases, 0),
    directives: levels.reduce((sum, { directives }) => sum + directives, 0),
    duplicateFields: [...names.values()].reduce((most, count) => Math.max(most, count), 0),
    names,
  };
}

function largest(levels: readonly Level[], name: keyof DocumentSize): number {
  return levels.reduce((most, level) => Math.max(most, level[name]), 0);
}
