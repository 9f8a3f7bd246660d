import {
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { abandoned, arrived, failed, isPromise, type Place, type Run, type Spot } from './run.ts';

/** Makes what goes out of what a field has; a promise when something in it has not arrived. */
export type Complete = (value: unknown, run: Run, place: Place | null) => unknown;

/** The field a value is of. */
export interface CompletedField extends Spot {
  /** `Customer.purchases`, for errors. */
  coordinate: string;
  /** Completes an object of the type, or of one of its types. */
  completeObject: Complete;
}

export function completeOf(type: GraphQLOutputType, field: CompletedField): Complete {
  if (isNonNullType(type)) return notNull(completeOf(type.ofType, field), field);
  const complete = isListType(type)
    ? listOf(type, field)
    : isLeafType(type)
      ? leaf(type, field)
      : field.completeObject;
  return (value, run, place) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(value, run, place);
  };
}

/** The JavaScript type whose values go out as they are; none for types that have something to check or to write. */
export function plainTypeOf(type: GraphQLOutputType): string | null {
  const of = isNonNullType(type) ? type.ofType : type;
  return (isLeafType(of) && plainTypes[of.name]) || null;
}

const plainTypes: Readonly<Record<string, string>> = { ID: 'string', String: 'string', Boolean: 'boolean' };

function notNull(complete: Complete, { coordinate }: CompletedField): Complete {
  const checked = (result: unknown) => {
    if (result === null) throw new Error(`Cannot return null for non-nullable field ${coordinate}.`);
    return result;
  };
  return (value, run, place) => {
    const result = complete(value, run, place);
    return result instanceof Promise ? result.then(checked) : checked(result);
  };
}

function leaf(type: GraphQLLeafType, { coordinate }: CompletedField): Complete {
  return (value) => {
    const written = type.serialize(value);
    if (written === null || written === undefined)
      throw new Error(`${type.name} has no way to write the value of ${coordinate}.`);
    return written;
  };
}

function listOf({ ofType }: GraphQLList<GraphQLOutputType>, field: CompletedField): Complete {
  const { keys, nodes, coordinate } = field;
  const item: Spot = { keys: [], nodes, isNullable: !isNonNullType(ofType) };
  const complete = completeOf(ofType, { ...field, keys: [] });
  return (values, run, above) => {
    if (!isList(values))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${coordinate}".`);
    const before = run.pending.length;
    const results: unknown[] = [];
    try {
      for (const value of values) {
        results.push(finished(item, complete, value, run, { above, keys, index: results.length }));
      }
    } catch (error) {
      return abandoned(run, before, error);
    }
    return run.pending.length === before ? results : arrived(run, before, results);
  };
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** What goes out at a spot: null when it failed and may be null. */
export function finished(
  spot: Spot,
  complete: Complete,
  value: unknown,
  run: Run,
  place: Place | null,
): unknown {
  try {
    const result = isPromise(value)
      ? Promise.resolve(value).then((found) => complete(found, run, place))
      : complete(value, run, place);
    // What is completed is ours: no other kind of promise comes out of it.
    return result instanceof Promise ? later(spot, result, run, place) : result;
  } catch (error) {
    return failed(spot, error, run, place);
  }
}

function later(spot: Spot, result: Promise<unknown>, run: Run, place: Place | null): Promise<unknown> {
  const settled = result.catch((error: unknown) => failed(spot, error, run, place));
  run.pending.push(settled);
  return settled;
}
