import type { GraphQLFieldResolver } from 'graphql';
import { isStorable } from '../kernel/text.ts';
import type { Context } from './context.ts';
import { badInput } from './errors.ts';

/** Far more than any input needs, and far less than the database's JSON takes. */
const deepestArgument = 100;

/** A field whose arguments are looked through first: what the database cannot store is told before it is asked. */
export function storable(
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (row, args, context, info) => {
    refuseUnstorable(args, 0);
    return resolve(row, args, context, info);
  };
}

function refuseUnstorable(value: unknown, depth: number): void {
  if (typeof value === 'string') refuseUnstorableText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  if (depth > deepestArgument) throw badInput(`An argument may nest at most ${deepestArgument} deep.`);
  for (const [name, part] of Object.entries(value)) {
    refuseUnstorableText(name);
    refuseUnstorable(part, depth + 1);
  }
}

function refuseUnstorableText(text: string): void {
  if (isStorable(text)) return;
  throw badInput('Text cannot have the character U+0000 or half of a surrogate pair in it.');
}
