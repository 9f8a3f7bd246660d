import type { ExecutionResult, GraphQLError } from 'graphql';

/** What sets two answers to one request apart, in words; null when nothing does. */
export function differenceBetween(planned: ExecutionResult, graphqlJs: ExecutionResult): string | null {
  if (isRefused(planned) && (isRefused(graphqlJs) || isOurRefusal(planned))) return null;
  // As JSON, so that the order of fields counts and null is not the same as nothing.
  const [data, otherData] = [planned.data, graphqlJs.data].map((each) => JSON.stringify(each));
  if (data !== otherData) return `planned:   ${data}\ngraphql-js: ${otherData}`;
  // Fields fail when their rows arrive, whichever is first: GraphQL gives errors no order.
  const [errors, others] = [planned, graphqlJs].map(({ errors = [] }) => errors.map(textOf).toSorted());
  const lacking = others?.filter((other) => !errors?.includes(other)) ?? [];
  const excess = errors?.filter((error) => !others?.includes(error)) ?? [];
  if (lacking.length === 0 && excess.length === 0) return null;
  return `planned:   ${errors?.join('\n  ')}\ngraphql-js: ${others?.join('\n  ')}`;
}

/** Variables that do not fit are refused before anything runs, in words of ours: graphql-js repeats the value. */
function isRefused({ data, errors = [] }: ExecutionResult): boolean {
  return (data === undefined || data === null) && errors.length > 0 && errors.every(({ path }) => !path);
}

/** Names that graphql-js would take for variables. */
function isOurRefusal({ errors = [] }: ExecutionResult): boolean {
  return errors.every(({ message }) => message.includes('begins with two underscores'));
}

function textOf({ message, path, locations, extensions }: GraphQLError): string {
  return JSON.stringify({ path, message, locations, extensions });
}
