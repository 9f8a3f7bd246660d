import type { GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { isAbstractType, isInputObjectType, isIntrospectionType, isObjectType } from 'graphql';
import { Extensions, Field, FieldResolver } from 'type-graphql';
import { askingMore, canAskMore } from './asked.scopes.ts';
import type { Context, Loader, Selection } from './context.ts';
import type { FieldCost } from './limits/cost.declaration.ts';
import { piiScope, requireScope } from './scope.ts';
import { selectionOf } from './selection.ts';
import { storable } from './storable.ts';

/** What a field of ours knows beside its type: where its value comes from and who may see it. */
interface FieldExtensions {
  of?: (row: never, context: Context, info: GraphQLResolveInfo, args: Record<string, unknown>) => unknown;
  from?: readonly string[];
  scope?: string;
  personal?: boolean;
}

type TypeThunk = Parameters<typeof Field>[0];

interface DerivedOptions<Row> {
  description: string;
  nullable?: boolean;
  /** The scope without which the field is refused. */
  scope?: string;
  /** Personal data: null, with a note, for those without `customers:pii`. */
  personal?: boolean;
  /** The properties of the row that it is made of; the one with the field's name when nothing is said. */
  from?: readonly (keyof Row & string)[];
  /** What it is weighed with; a list of objects must say its size. */
  cost?: FieldCost;
  of(row: Row, context: Context, info: GraphQLResolveInfo): unknown;
}

/**
 * A field computed from its row. It costs one plain function call, where a type-graphql method costs a promise
 * and its arguments: on a list of thousands that is most of the time.
 */
export function Derived<Row>(type: TypeThunk, { description, nullable, ...extensions }: DerivedOptions<Row>) {
  return (target: object, name: string) => {
    Field(type, { description, ...(nullable === undefined ? {} : { nullable }) })(target, name);
    Extensions({ ...extensions })(target, name);
  };
}

/** A derived field that a slice adds to a type of another: it stands over a method without a body, in a resolver class. */
export function Added<Row>(type: TypeThunk, { description, nullable, ...extensions }: DerivedOptions<Row>) {
  return (target: object, name: string, method: PropertyDescriptor) => {
    FieldResolver(type, { description, ...(nullable === undefined ? {} : { nullable }) })(
      target,
      name,
      method,
    );
    Extensions({ ...extensions })(target, name);
  };
}

interface LinkOptions<Row, Key, Value> {
  description: string;
  nullable?: boolean;
  scope?: string;
  by: Loader<Key, Value, Selection | null>;
  /** The properties of the row that the key is made of. */
  from: readonly (keyof Row & string)[];
  /** What it is weighed with; a list must say its size. */
  cost?: FieldCost;
  /** The key of the other end; null: there is none. */
  key(row: Row): Key | null;
}

/** A field that leads to other rows through a loader. */
export function Link<Row, Key, Value>(
  type: TypeThunk,
  { by, key, ...options }: LinkOptions<Row, Key, Value>,
) {
  const derived = Derived<Row>(type, {
    ...options,
    of: (row, context, info) => {
      const selected = selectionOf(info);
      const followed = selected && (row as Record<symbol, unknown>)[selected.slot];
      if (followed !== undefined && followed !== null) return followed;
      const found = key(row);
      if (found === null) return null;
      return context.loaders.load(context, by, found, selected);
    },
  });
  return (target: object, name: string) => {
    derived(target, name);
    Extensions({ link: { by, key } })(target, name);
  };
}

interface ListOptions<Row, Key, Value, Args> {
  description: string;
  by: Loader<Key, Value, Args>;
  key(row: Row): Key;
}

/**
 * A connection under each of many rows: the loader finds the pages of all of them at once. It stands over a method
 * without a body that takes the arguments, in a resolver class.
 */
export function Listed<Row, Key, Value, Args extends { selected: Selection | null }>(
  type: TypeThunk,
  { description, by, key }: ListOptions<Row, Key, Value, Args>,
) {
  const of = (row: Row, context: Context, info: GraphQLResolveInfo, args: Omit<Args, 'selected'>) =>
    context.loaders.load(context, by, key(row), { ...args, selected: selectionOf(info) } as Args);
  return (target: object, name: string, method: PropertyDescriptor) => {
    FieldResolver(type, { description })(target, name, method);
    Extensions({ of, link: { by, key } })(target, name);
  };
}

/** The scope a root field or a linked list needs: the whole access rule of a slice is these lines. */
export function Needs(scope: string) {
  return Extensions({ scope });
}

/** A root field anybody may ask, with or without a key. */
export const Public = Needs('');

/** An input of which exactly one field is given: `@oneOf` in SDL, introspection and validation. */
export const OneOf = Extensions({ oneOf: true });

/** Gives each field of the schema the resolver and the guard its extensions describe. Changes the schema given. */
export function completeFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.oneOf) type.isOneOf = true;
    // Synchronous, as our executor wants it; type-graphql's own is a promise.
    if (isAbstractType(type)) type.resolveType = (value: { __typename: string }) => value.__typename;
    // The types of introspection are shared by all schemas of the process.
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const [name, field] of Object.entries(type.getFields())) {
      const { of, scope, personal } = field.extensions as FieldExtensions;
      // What takes no arguments and is not derived is a property; type-graphql would run its middleware over each.
      if (!isRoot && field.args.length === 0) delete field.resolve;
      if (of) field.resolve = (row, args, context: Context, info) => of(row as never, context, info, args);
      if (personal) field.resolve = withheld(`${type.name}.${name}`, field.resolve ?? property(name));
      if (canAskMore(field.args)) field.resolve = askingMore(field.args, field.resolve ?? property(name));
      if (field.args.length > 0) field.resolve = storable(field.resolve ?? property(name));
      if (scope) field.resolve = guarded(scope, field.resolve ?? property(name));
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, Context>;

function property(name: string): Resolve {
  return (row) => (row as Record<string, unknown>)[name];
}

function guarded(scope: string, resolve: Resolve): Resolve {
  return (row, args, context, info) => {
    requireScope(context, scope);
    return resolve(row, args, context, info);
  };
}

function withheld(coordinate: string, resolve: Resolve): Resolve {
  return (row, args, context, info) => {
    if (!context.caller.scopes.has(piiScope)) {
      context.redacted.add(coordinate);
      return null;
    }
    const value = resolve(row, args, context, info);
    if (value !== null) context.personalReads += 1;
    return value;
  };
}
