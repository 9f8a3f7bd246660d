import 'reflect-metadata';
import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { access } from './access/access.slice.ts';
import type { Contributions } from './api/contributions.ts';
import { completeFields } from './api/field.ts';
import { nodeResolver } from './api/node.ts';
import type { Slice } from './api/slice.ts';
import { audit } from './audit/audit.slice.ts';
import { addClause } from './customers/customer.filter.ts';
import { customers } from './customers/customers.slice.ts';
import { documents } from './documents/documents.slice.ts';
import { improvements } from './improvements/improvements.slice.ts';
import { interactions } from './interactions/interactions.slice.ts';
import { invitations } from './invitations/invitations.slice.ts';
import { lifetime } from './lifetime/lifetime.slice.ts';
import { loyalty } from './loyalty/loyalty.slice.ts';
import { products } from './products/products.slice.ts';
import { purchases } from './purchases/purchases.slice.ts';
import { reviews } from './reviews/reviews.slice.ts';
import { sales } from './sales/sales.slice.ts';
import { satisfaction } from './satisfaction/satisfaction.slice.ts';
import { segments } from './segments/segments.slice.ts';
import { surveys } from './surveys/surveys.slice.ts';
import { timelineResolver } from './timeline/timeline.resolver.ts';
import { visits } from './visits/visits.slice.ts';

/** Every noun the API knows. A new slice is one line here. */
export const slices: readonly Slice[] = [
  access,
  documents,
  customers,
  audit,
  products,
  purchases,
  sales,
  loyalty,
  lifetime,
  interactions,
  visits,
  surveys,
  invitations,
  reviews,
  satisfaction,
  improvements,
  segments,
];

export const entities = slices.flatMap((slice) => slice.entities);

/** Every scope a key can have, with what it allows. */
export const scopes: Readonly<Record<string, string>> = Object.assign(
  {},
  ...slices.map((slice) => slice.scopes),
);

/** What a server does by itself. */
export const chores = slices.flatMap((slice) => slice.chores ?? []);

export const contributions: Contributions = {
  facts: slices.flatMap(({ facts }) => facts ?? []),
  settlings: slices.flatMap(({ settlings }) => settlings ?? []),
  ledgers: slices.flatMap(({ ledgers }) => ledgers ?? []),
  checks: slices.flatMap(({ checks }) => checks ?? []),
  timeline: slices.flatMap(({ timeline }) => timeline ?? []),
  occasions: slices.flatMap(({ occasions }) => occasions ?? []),
  clauses: slices.flatMap(({ clauses }) => clauses ?? []),
  filterType: () => buildSchema().getType('CustomerFilter') as GraphQLInputType,
};

for (const clause of contributions.clauses) addClause(clause);

let built: GraphQLSchema | undefined;

export function buildSchema(): GraphQLSchema {
  built ??= builtOf(slices);
  return built;
}

function builtOf(slices: readonly Slice[]): GraphQLSchema {
  const resolvers = [
    nodeResolver(slices.flatMap(({ nodes }) => nodes)),
    ...slices.flatMap((slice) => slice.resolvers),
    timelineResolver(contributions.timeline),
  ];
  const schema = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    validate: false,
  });
  return describeRoots(completeFields(schema));
}

/** type-graphql makes the two root types itself and has no place to describe them. */
function describeRoots(schema: GraphQLSchema): GraphQLSchema {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be asked.';
  if (mutation) mutation.description = 'What can be changed: one input, and a payload with userErrors.';
  return schema;
}
