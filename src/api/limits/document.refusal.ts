import { type DocumentNode, GraphQLError } from 'graphql';
import { type DocumentSize, sizeOf } from './document.size.ts';
import { type DocumentLimits, deepestVariables } from './limits.ts';

type LimitName = keyof DocumentLimits | 'variablesDepth';

const sentences: Readonly<Record<LimitName, (allowed: number) => string>> = {
  tokens: (allowed) =>
    `The query has more than ${allowed} tokens. Ask in several requests, and send values as variables.`,
  depth: (allowed) =>
    `The query nests fields more than ${allowed} deep. Ask for what is deeper in a query of its own.`,
  introspectionDepth: (allowed) =>
    `The query goes more than ${allowed} deep into the schema. Ask the introspection query that tools send.`,
  aliases: (allowed) => `The query has more than ${allowed} aliases. Ask in several requests.`,
  directives: (allowed) => `The query has more than ${allowed} directives. Leave out what is not needed.`,
  duplicateFields: (allowed) =>
    `The query asks for one name more than ${allowed} times in the same place. Ask for it once.`,
  variablesDepth: (allowed) => `The variables nest more than ${allowed} deep. Send flatter values.`,
};

export function tooLarge(name: LimitName, allowed: number): GraphQLError {
  return new GraphQLError(sentences[name](allowed), {
    extensions: { code: 'QUERY_TOO_LARGE', limit: { name, allowed }, http: { status: 400 } },
  });
}

/** What a parsed document is refused for; null when it is not. */
export function refusalOf(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const size = sizeOf(document);
  const names = Object.keys(size) as (keyof DocumentSize)[];
  const exceeded = names.find((name) => limits[name] > 0 && size[name] > limits[name]);
  return exceeded === undefined ? null : tooLarge(exceeded, limits[exceeded]);
}

/** Refuses variables that nest so deep that reading them as inputs would run out of stack. */
export function refuseDeepVariables(variables: unknown): void {
  if (nestsDeeper(variables, deepestVariables + 1)) throw tooLarge('variablesDepth', deepestVariables);
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const part of Object.values(value)) {
    if (nestsDeeper(part, levels - 1)) return true;
  }
  return false;
}
