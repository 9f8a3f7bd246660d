import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { isWanted, listSizeOf, pageSizeOf } from './asked.ts';
import { type FieldCost, mutationCost } from './cost.declaration.ts';
import { argumentCost, comparisonsIn, itemsIn } from './cost.input.ts';
import { type Asked, askedOf, type Fragments, type Selecting } from './cost.selection.ts';
import { introspectionSizes } from './introspection.sizes.ts';
import {
  anExtra,
  anObject,
  heaviest,
  nothing,
  repeated,
  sum,
  type Weigh,
  type Weight,
  weightless,
  when,
} from './weight.ts';

type AnyField = GraphQLField<unknown, unknown>;

/** How what is selected under fields is weighed. */
export type Weighing = (
  type: GraphQLCompositeType,
  fields: readonly Selecting[],
  fragments: Fragments,
) => Weigh;

/**
 * How the operations of a schema are weighed. Every object costs 1, times the sizes of the lists around it; values
 * that are no objects, and parts of a row, cost nothing; counts and mutations cost what is declared, filters and
 * inputs by what is sent.
 */
export function weighingOf(schema: GraphQLSchema): Weighing {
  const schemaSizes = introspectionSizes(schema);

  const selection: Weighing = (type, fields, fragments) =>
    isAbstractType(type)
      ? heaviest(schema.getPossibleTypes(type).map((possible) => selection(possible, fields, fragments)))
      : together(type as GraphQLObjectType, fields, fragments);

  function together(type: GraphQLObjectType, fields: readonly Selecting[], fragments: Fragments): Weigh {
    const asked = askedOf(schema, type, fields, fragments);
    const again = repeatedValues(type, asked);
    return sum([
      ...asked.map((part) => one(type, part, fragments)),
      ...(again > 0 ? [() => ({ nodes: 0, extra: again })] : []),
    ]);
  }

  /** How often a plain value is asked for once more under another name: an answer can be made long by it. */
  function repeatedValues(type: GraphQLObjectType, asked: readonly Asked[]): number {
    const names = asked
      .flatMap(({ nodes: [node] }) => node?.name.value ?? [])
      .filter((name) => {
        const definition = definitionOf(type, name);
        return definition && !isCompositeType(getNamedType(definition.type));
      });
    return names.length - new Set(names).size;
  }

  function one(parent: GraphQLObjectType, { nodes, conditions }: Asked, fragments: Fragments): Weigh {
    const [node] = nodes;
    const definition = node && definitionOf(parent, node.name.value);
    if (!node || !definition) return weightless;
    const type = getNamedType(definition.type);
    const read = isConnection(type)
      ? connection(type, node, askedOf(schema, type, nodes, fragments), fragments)
      : plain(
          parent,
          definition,
          node,
          isCompositeType(type) ? selection(type, nodes, fragments) : weightless,
        );
    const weigh = sum([read, ...sent(parent, node)]);
    const isAlways = conditions.some((directives) => directives.length === 0);
    return isAlways
      ? weigh
      : when((variables) => conditions.some((directives) => isWanted(directives, variables)), weigh);
  }

  /** What is asked of the connection itself counts once, what is asked of its rows for each. */
  function connection(
    type: GraphQLObjectType,
    node: FieldNode,
    asked: readonly Asked[],
    fragments: Fragments,
  ): Weigh {
    const isCount = ({ nodes: [first] }: Asked) => first?.name.value === 'totalCount';
    const parts = (which: boolean) =>
      sum(asked.filter((part) => isCount(part) === which).map((part) => one(type, part, fragments)));
    const times = pageSizeOf.bind(null, node);
    return sum([repeated({ times, each: anObject, under: parts(false), extra: 0 }), parts(true)]);
  }

  function plain(parent: GraphQLObjectType, definition: AnyField, node: FieldNode, under: Weigh): Weigh {
    const { size, extra = 0, paid = false } = costOf(definition);
    const isMutation = parent === schema.getMutationType();
    const sized = schemaSizes.get(definition.name) ?? size;
    return repeated({
      times: listSizeOf.bind(null, node, isIntrospectionType(parent) ? sized : size),
      each: paid || isMutation ? nothing : itself(definition),
      under,
      extra: extra + (isMutation ? mutationCost : 0),
    });
  }

  /** What the arguments cost that make work by themselves. */
  function sent(parent: GraphQLObjectType, node: FieldNode): Weigh[] {
    if (parent === schema.getMutationType()) return [argumentCost(node, 'input', itemsIn)];
    const isFiltered = node.arguments?.some(({ name }) => name.value === 'filter') ?? false;
    return isFiltered ? [argumentCost(node, 'filter', comparisonsIn)] : [];
  }

  function definitionOf(parent: GraphQLObjectType, name: string): AnyField | undefined {
    const isQuery = parent === schema.getQueryType();
    if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return parent.getFields()[name];
  }

  return selection;
}

/** Whether a field is a list of objects that must say which size it is weighed with; a test asks the whole schema. */
export function lacksSize(parent: GraphQLObjectType, definition: AnyField): boolean {
  const isWeighed = isList(definition) && itself(definition) === anObject && !isConnection(parent);
  return isWeighed && costOf(definition).size === undefined;
}

function costOf({ extensions }: AnyField): FieldCost {
  return (extensions.cost as FieldCost | undefined) ?? {};
}

function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection');
}

function isList({ type }: AnyField): boolean {
  return isListType(getNullableType(type));
}

/** What one of the values of a field is. Of introspection only lists cost: its links lead to the same few objects. */
function itself(definition: AnyField): Weight {
  const type = getNamedType(definition.type);
  if (!isCompositeType(type) || type.extensions.partOfRow === true) return nothing;
  if (isIntrospectionType(type)) return isList(definition) ? anExtra : nothing;
  return anObject;
}
