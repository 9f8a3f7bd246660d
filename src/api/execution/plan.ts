import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import { selectionOf } from '../selection.ts';
import { type ArgumentsOf, argumentsOf } from './arguments.ts';
import { type Complete, type CompletedField, completeOf, finished, plainTypeOf } from './complete.ts';
import { collectFields, type Operation } from './fields.ts';
import { ResolveInfo, type Site } from './info.ts';
import { abandoned, arrived, failed, type Place, type Run } from './run.ts';

/** A field where it stands in an operation. */
interface PlannedField extends CompletedField {
  site: Site;
  complete: Complete;
  plainType: string | null;
  argumentsIn: ArgumentsOf;
  /** Where an object keeps what the field leads to, when that has been loaded for many of them at once. */
  slot: symbol | null;
}

/** The fields of an object, by their names in the answer; null for `__typename`. */
type PlannedFields = ReadonlyMap<string, PlannedField | null>;

type Nodes = readonly Pick<FieldNode, 'selectionSet'>[];

/** Fills the fields of one object in, in the order they are asked for. */
type Fill = (source: unknown, run: Run, place: Place | null) => Record<string, unknown>;

/** Runs an operation whose plan this is: its data, and what went wrong in the errors of the run. */
export type Plan = (run: Run) => Promise<Record<string, unknown> | null>;

export function planOf(operation: Operation): Plan {
  const { definition, schema } = operation;
  const type = schema.getRootType(definition.operation);
  if (!type) throw new Error(`The schema has no ${definition.operation}.`);
  const complete: (source: unknown, run: Run, place: null) => unknown =
    definition.operation === OperationTypeNode.MUTATION
      ? oneAfterTheOther(type, fieldsUnder(operation, type, [definition], []))
      : objectOf(operation, type, [definition], []);
  return async (run) => {
    try {
      return (await complete({}, run, null)) as Record<string, unknown>;
    } catch (error) {
      return failed({ nodes: [], isNullable: true, keys: [] }, error, run, null);
    }
  };
}

function fieldsUnder(
  operation: Operation,
  type: GraphQLObjectType,
  nodes: Nodes,
  above: readonly string[],
): PlannedFields {
  const fields = new Map<string, PlannedField | null>();
  const sets = nodes.map(({ selectionSet }) => selectionSet);
  for (const [key, ofKey] of collectFields(operation, type, sets)) {
    const name = ofKey[0]?.name.value ?? '';
    const definition = type.getFields()[name];
    if (name === '__typename') fields.set(key, null);
    else if (definition) fields.set(key, fieldOf(operation, type, definition, ofKey, [...above, key]));
  }
  return fields;
}

function fieldOf(
  operation: Operation,
  parentType: GraphQLObjectType,
  definition: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  keys: readonly string[],
): PlannedField {
  const { type } = definition;
  const named = getNamedType(type);
  // Below a list, places are told from its items.
  const under = isListType(getNullableType(type)) ? [] : keys;
  const site = { operation, definition, parentType, nodes, keys };
  const spot = {
    keys,
    nodes,
    isNullable: !isNonNullType(type),
    coordinate: `${parentType.name}.${definition.name}`,
    completeObject: isObjectType(named)
      ? objectOf(operation, named, nodes, under)
      : isAbstractType(named)
        ? anyOf(operation, named, nodes, under)
        : neverAnObject,
  };
  return {
    ...spot,
    complete: completeOf(type, spot),
    plainType: plainTypeOf(type),
    site,
    argumentsIn: argumentsOf(definition, nodes),
    slot: slotOf(site),
  };
}

function objectOf(
  operation: Operation,
  type: GraphQLObjectType,
  nodes: Nodes,
  keys: readonly string[],
): Complete {
  const fill = fillOf(type, fieldsUnder(operation, type, nodes, keys));
  return (source, run, place) => {
    const before = run.pending.length;
    try {
      const object = fill(source, run, place);
      return run.pending.length === before ? object : arrived(run, before, object);
    } catch (error) {
      return abandoned(run, before, error);
    }
  };
}

/** An object of one of several types, each with fields of its own. */
function anyOf(
  operation: Operation,
  type: GraphQLAbstractType,
  nodes: readonly FieldNode[],
  keys: readonly string[],
): Complete {
  // Planned when the first of them comes: most of a union's types are not in most answers.
  const byName = new Map<string, Complete>();
  const planned = (possible: GraphQLObjectType) => {
    const complete = objectOf(operation, possible, nodes, keys);
    byName.set(possible.name, complete);
    return complete;
  };
  const { schema } = operation;
  return (source, run, place) => {
    const { __typename: name = '' } = source as { __typename?: string };
    const possible = schema.getPossibleTypes(type).find((one) => one.name === name);
    const complete = byName.get(name) ?? (possible && planned(possible));
    if (!complete) throw new Error(`A value of ${type.name} says of itself that it is ${name}.`);
    return complete(source, run, place);
  };
}

const neverAnObject: Complete = () => {
  throw new Error('A type without fields was asked for one.');
};

/**
 * A function written for these fields. Written out, each place reads one property of one kind of row, which JavaScript
 * does at once; a loop over the fields looks each of them up by name, and takes twice the time on large answers.
 */
function fillOf(type: GraphQLObjectType, fields: PlannedFields): Fill {
  const planned = [...fields.values()];
  const parts = [...fields].map(([key, field], index) => {
    const name = JSON.stringify(key);
    // Written as a name, it would be the prototype.
    const property = key === '__proto__' ? `[${name}]` : name;
    return `${property}: ${written(type, field, `fields[${index}]`)}`;
  });
  const body = `return (source, run, place) => ({ ${parts.join(', ')} });`;
  return new Function('fields', 'property', 'resolved', body)(planned, propertyOf, resolved) as Fill;
}

/** Names of GraphQL are names of JavaScript. */
function written(type: GraphQLObjectType, field: PlannedField | null, at: string): string {
  if (field === null) return JSON.stringify(type.name);
  const { definition } = field.site;
  return definition.resolve
    ? `resolved(${at}, source, run, place)`
    : `property(${at}, source.${definition.name}, run, place)`;
}

function propertyOf(field: PlannedField, value: unknown, run: Run, place: Place | null): unknown {
  return typeof value === field.plainType ? value : finished(field, field.complete, value, run, place);
}

function resolved(field: PlannedField, source: unknown, run: Run, place: Place | null): unknown {
  const followed = field.slot && (source as Record<symbol, unknown>)[field.slot];
  if (followed !== undefined && followed !== null) return propertyOf(field, followed, run, place);
  let value: unknown;
  try {
    const given = field.argumentsIn(run.variables);
    const info = new ResolveInfo(field.site, run, place);
    value = field.site.definition.resolve?.(source, given, run.context, info);
  } catch (error) {
    return failed(field, error, run, place);
  }
  return propertyOf(field, value, run, place);
}

function slotOf({ operation, definition, nodes }: Site): symbol | null {
  if (!definition.extensions.link) return null;
  const { fragments } = operation;
  return selectionOf({ fieldNodes: nodes, returnType: definition.type, fragments })?.slot ?? null;
}

function oneAfterTheOther(type: GraphQLObjectType, fields: PlannedFields) {
  return async (_source: unknown, run: Run) => {
    const data: Record<string, unknown> = {};
    for (const [key, field] of fields) {
      data[key] = field === null ? type.name : await resolved(field, {}, run, null);
      run.pending.length = 0;
    }
    return data;
  };
}
