import { type GraphQLError, locatedError } from 'graphql';
import type { Context } from '../context.ts';

/** One run of an operation. */
export interface Run {
  context: Context;
  variables: Readonly<Record<string, unknown>>;
  errors: GraphQLError[];
  /** What has not arrived yet of the object or list that is being filled in. */
  pending: Promise<unknown>[];
}

/** Where the nearest list item above a field stands: its list's keys since the item above that one, and its index. */
export interface Place {
  above: Place | null;
  keys: readonly string[];
  index: number;
}

/** From the top: made for errors, and for resolvers that ask. */
export function pathOf(place: Place | null, keys: readonly string[]): (string | number)[] {
  return place === null ? [...keys] : [...pathOf(place.above, place.keys), place.index, ...keys];
}

/** A field, or an item of its list: what is wrong there makes null of it, or of what it is in. */
export interface Spot {
  nodes: Parameters<typeof locatedError>[1];
  isNullable: boolean;
  keys: readonly string[];
}

export function failed(
  { nodes, isNullable, keys }: Spot,
  error: unknown,
  run: Run,
  place: Place | null,
): null {
  const located = locatedError(error, nodes, pathOf(place, keys));
  if (!isNullable) throw located;
  run.errors.push(located);
  return null;
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What could not be filled in. What is under way is waited for: nothing is to go on behind an answer. */
export function abandoned(run: Run, before: number, error: unknown): Promise<never> {
  const begun = run.pending.splice(before);
  if (begun.length === 0) throw error;
  return Promise.allSettled(begun).then(() => {
    throw error;
  });
}

/** The object with all of its values, of which some are under way. */
export async function arrived<Result extends object>(
  run: Run,
  before: number,
  partial: Result,
): Promise<Result> {
  run.pending.length = before;
  const late = Object.entries(partial).filter(([, value]) => isPromise(value));
  const values = await Promise.all(late.map(([, value]) => value));
  late.forEach(([key], index) => {
    (partial as Record<string, unknown>)[key] = values[index];
  });
  return partial;
}
