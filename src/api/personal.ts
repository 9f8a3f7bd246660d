import {
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { Extensions } from 'type-graphql';
import type { Ordering } from '../database/keyset.ts';
import type { Context } from './context.ts';
import { piiScope, requireScope } from './scope.ts';

/** A clause of a filter that compares personal data: without the scope it would let one guess what one may not read. */
export const Personal = Extensions({ personal: true });

/** Whether anything that can be given for the arguments compares personal data. */
export function canComparePersonal(args: readonly GraphQLArgument[]): boolean {
  const seen = new Set<GraphQLInputType>();
  const leads = (type: GraphQLInputType): boolean => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || seen.has(named)) return false;
    seen.add(named);
    return Object.values(named.getFields()).some((field) => field.extensions.personal || leads(field.type));
  };
  return args.some(({ type }) => leads(type));
}

/** A field that is refused, without the scope, when its arguments compare personal data, however deep. */
export function comparingPersonal(
  args: readonly GraphQLArgument[],
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (row, given, context, info) => {
    if (args.some(({ name, type }) => comparesPersonal(type, given[name]))) notePersonalLookup(context);
    return resolve(row, given, context, info);
  };
}

/** Asking by personal data tells some of it, as reading does: it needs the same scope, and is counted with it. */
export function notePersonalLookup(context: Context): void {
  requireScope(context, piiScope);
  context.personalReads += 1;
}

function comparesPersonal(type: GraphQLInputType, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((part) => comparesPersonal(type, part));
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return false;
  const fields = named.getFields();
  return Object.entries(value).some(([name, part]) => {
    const field = fields[name];
    if (!field || part === null || part === undefined) return false;
    return field.extensions.personal === true || comparesPersonal(field.type, part);
  });
}

/** The order of a list, and its cursors, tell what it is ordered by. */
export function requireForOrder(context: Context, orderings: readonly Ordering[]): void {
  if (orderings.some(({ sortable }) => sortable.personal)) requireScope(context, piiScope);
}
