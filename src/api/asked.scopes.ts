import {
  type GraphQLArgument,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { isGiven } from '../kernel/given.ts';
import type { Context } from './context.ts';
import { notePersonalLookup } from './personal.ts';
import { requireScope } from './scope.ts';

/** What has to be allowed for what is asked, beside the scope of the field that it is asked of. */
interface Needed {
  scopes: Set<string>;
  personal: boolean;
}

/** Whether anything that can be given for the arguments needs more than the field does. */
export function canAskMore(args: readonly GraphQLArgument[]): boolean {
  const seen = new Set<GraphQLInputType>();
  const leads = (type: GraphQLInputType): boolean => {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || seen.has(named)) return false;
    seen.add(named);
    return Object.values(named.getFields()).some(
      ({ extensions, type: inner }) => extensions.personal || extensions.scope || leads(inner),
    );
  };
  return args.some(({ type }) => leads(type));
}

/** A field that is refused where its arguments ask, however deep, what the caller may not know. */
export function askingMore(
  args: readonly GraphQLArgument[],
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (row, given, context, info) => {
    for (const { name, type } of args) requireAsked(context, type, given[name]);
    return resolve(row, given, context, info);
  };
}

/** Throws FORBIDDEN when a value asks what the caller may not know. */
export function requireAsked(context: Context, type: GraphQLInputType, value: unknown): void {
  const needed = neededFor(type, value);
  for (const scope of needed.scopes) requireScope(context, scope);
  if (needed.personal) notePersonalLookup(context);
}

/** Whether a value asks about personal data, however deep. */
export function asksPersonalData(type: GraphQLInputType, value: unknown): boolean {
  return neededFor(type, value).personal;
}

function neededFor(type: GraphQLInputType, value: unknown): Needed {
  const needed: Needed = { scopes: new Set(), personal: false };
  gather(type, value, needed);
  return needed;
}

function gather(type: GraphQLInputType, value: unknown, needed: Needed): void {
  if (Array.isArray(value)) {
    for (const part of value) gather(type, part, needed);
    return;
  }
  const named = getNamedType(type);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return;
  const fields = named.getFields();
  for (const [name, part] of Object.entries(value)) {
    const field = fields[name];
    if (!field || !isGiven(part)) continue;
    if (typeof field.extensions.scope === 'string') needed.scopes.add(field.extensions.scope);
    if (field.extensions.personal === true) needed.personal = true;
    gather(field.type, part, needed);
  }
}
