import type { ExecutionResult, GraphQLError } from 'graphql';

/** What sets two answers to one request apart, in words; null when nothing does. */
export function differenceBetween(compiled: ExecutionResult, graphqlJs: ExecutionResult): string | null {
  if (isRefused(compiled) && (isRefused(graphqlJs) || isOurRefusal(compiled))) return null;
  // As JSON, so that the order of fields counts and null is not the same as nothing.
  const [data, otherData] = [compiled.data, graphqlJs.data].map((each) => JSON.stringify(each));
  if (data !== otherData) return `compiled:   ${data}\ngraphql-js: ${otherData}`;
  // Fields fail when their rows arrive, whichever is first: GraphQL gives errors no order.
  const [errors, others] = [compiled, graphqlJs].map(({ errors = [] }) => errors.map(textOf).toSorted());
  const lacking = others?.filter((other) => !errors?.includes(other)) ?? [];
  const excess = (compiled.errors ?? []).filter(
    (error) => !others?.includes(textOf(error)) && !isBesideAnother(error, graphqlJs),
  );
  if (lacking.length === 0 && excess.length === 0) return null;
  return `compiled:   ${errors?.join('\n  ')}\ngraphql-js: ${others?.join('\n  ')}`;
}

/** Variables that do not fit are refused before anything runs, in words of ours: graphql-js repeats the value. */
function isRefused({ data, errors = [] }: ExecutionResult): boolean {
  return (data === undefined || data === null) && errors.length > 0 && errors.every(({ path }) => !path);
}

/** Names that graphql-js would take for variables. */
function isOurRefusal({ errors = [] }: ExecutionResult): boolean {
  return errors.every(({ message }) => message.includes('begins with two underscores'));
}

/**
 * Where a place is null because a field in it failed that may not be null, graphql-js tells one error and leaves the
 * other fields of the place; the compiled operation tells the error of each. GraphQL allows both.
 */
function isBesideAnother({ path }: GraphQLError, { data, errors = [] }: ExecutionResult): boolean {
  const place = nulledPlaceOf(path, data);
  return place !== null && errors.some((other) => nulledPlaceOf(other.path, data) === place);
}

/** The place above a path that is null; null when the field at its end is there to be null itself. */
function nulledPlaceOf(path: GraphQLError['path'], data: unknown): string | null {
  if (!path) return null;
  let value = data;
  for (const [depth, step] of path.entries()) {
    if (value === null || value === undefined) return JSON.stringify(path.slice(0, depth));
    value = (value as Record<string | number, unknown>)[step];
  }
  return null;
}

function textOf({ message, path, locations, extensions }: GraphQLError): string {
  return JSON.stringify({ path, message, locations, extensions });
}
