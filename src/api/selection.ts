import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { createParameterDecorator } from 'type-graphql';
import type { FollowedLink, LinkExtension, Selection } from './context.ts';
import { argumentsOf } from './execution/arguments.ts';
import type { PageArgs } from './page.ts';

// The nodes of a field stay the same objects for every run of an operation, and so does what they select. A field that
// an operation writes in several places has a node for each, and their list for a key.
const known = new WeakMap<FieldNode | readonly FieldNode[], Selection | null>();

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'returnType' | 'fragments'>;

/** A resolver's argument: what is selected under its field. */
export function Selected() {
  return createParameterDecorator(({ info }) => selectionOf(info));
}

/** What is selected under a field: of the type it returns, or for a connection of its nodes. */
export function selectionOf({ fieldNodes, returnType, fragments }: Asked): Selection | null {
  const [only] = fieldNodes;
  const place = fieldNodes.length === 1 && only ? only : fieldNodes;
  return known.get(place) ?? remembered(place, getNamedType(returnType), fieldNodes, { fragments });
}

function remembered(
  place: FieldNode | readonly FieldNode[],
  type: GraphQLNamedType,
  fieldNodes: readonly FieldNode[],
  info: Fragments,
): Selection | null {
  const selection = isObjectType(type) ? selectionUnder(type, fieldNodes, info) : null;
  known.set(place, selection);
  return selection;
}

type Fragments = Pick<GraphQLResolveInfo, 'fragments'>;

function selectionUnder(
  type: GraphQLObjectType,
  fieldNodes: readonly FieldNode[],
  info: Fragments,
): Selection {
  const fields = fieldsOf(fieldNodes, info);
  if (!type.name.endsWith('Connection')) return selectionOn(type, fields, info);
  const edges = fieldsOf(named(fields, 'edges'), info);
  const nodes = [...fieldsOf(named(fields, 'nodes'), info), ...fieldsOf(named(edges, 'node'), info)];
  const nodeType = getNamedType(type.getFields().nodes?.type);
  const cursors = named(edges, 'cursor').length > 0 || named(fields, 'pageInfo').length > 0;
  return isObjectType(nodeType)
    ? { ...selectionOn(nodeType, nodes, info), cursors }
    : { columns: [], links: [], cursors, slot: Symbol(type.name) };
}

function selectionOn(type: GraphQLObjectType, fields: readonly FieldNode[], info: Fragments): Selection {
  return {
    columns: columnsOf(type, fields),
    links: linksOf(type, fields, info),
    cursors: false,
    slot: Symbol(type.name),
  };
}

/** Links that stand alone and unconditionally; others are left to load when their turn comes. */
function linksOf(type: GraphQLObjectType, fields: readonly FieldNode[], info: Fragments): FollowedLink[] {
  const written = Map.groupBy(fields, ({ alias, name }) => (alias ?? name).value);
  return [...written.values()].flatMap(([field, another]) => {
    const definition = field && type.getFields()[field.name.value];
    const link = definition?.extensions.link as LinkExtension | undefined;
    const target = getNamedType(definition?.type);
    if (!definition || !link || !isObjectType(target) || another) return [];
    if ((field.directives?.length ?? 0) > 0 || !isFollowed(field)) return [];
    const scope = definition.extensions.scope as string | undefined;
    const selected = known.get(field) ?? remembered(field, target, [field], info);
    if (!selected) return [];
    const argumentsIn = definition.args.length === 0 ? null : argumentsOf(definition, [field]);
    return [{ ...link, name: field.name.value, scope, argumentsIn, selected }];
  });
}

/** A filter or an order can be of something the caller may not compare: its field looks into that first. */
function isFollowed(field: FieldNode): boolean {
  return (field.arguments ?? []).every(({ name }) => harmless.has(name.value));
}

const harmless: ReadonlySet<string> = new Set([
  'first',
  'after',
  'last',
  'before',
] satisfies (keyof PageArgs)[]);

/** A field is made of the columns it says it is from, else of the one with its name. */
function columnsOf(type: GraphQLObjectType, fields: readonly FieldNode[]): string[] {
  const names = fields.flatMap(({ name: { value } }) => {
    const from = type.getFields()[value]?.extensions.from;
    return Array.isArray(from) ? (from as string[]) : [value];
  });
  return [...new Set(names)].toSorted();
}

function named(fields: readonly FieldNode[], name: string): FieldNode[] {
  return fields.filter((field) => field.name.value === name);
}

/** The fields right below, whatever fragments they stand in; what @skip or @include may leave out counts as asked for. */
function fieldsOf(nodes: readonly FieldNode[], { fragments }: Fragments): FieldNode[] {
  const inSet = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return inSet(selection.selectionSet);
      return inSet(fragments[selection.name.value]?.selectionSet);
    });
  return nodes.flatMap((node) => inSet(node.selectionSet));
}
