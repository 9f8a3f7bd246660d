import type { MikroORM } from '@mikro-orm/postgresql';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { NodeKind } from './node.ts';

type Entities = NonNullable<Parameters<typeof MikroORM.init>[0]['entities']>;

/** Everything a noun of the business adds to the whole. The list of them is in `schema.ts`. */
export interface Slice {
  name: string;
  entities: Entities;
  /** Classes for type-graphql. */
  // biome-ignore lint/complexity/noBannedTypes: type-graphql's own name for a class.
  resolvers: readonly Function[];
  nodes: readonly NodeKind[];
  /** Scopes its fields ask for, each with what it allows. */
  scopes: Readonly<Record<string, string>>;
  /** Figures that it keeps, for `clientele check`. */
  checks?: readonly FigureCheck[];
}

/** Kept figures that can be worked out anew from the facts. */
export interface FigureCheck {
  /** What the ids of those that have them begin with. */
  prefix: string;
  /** Everybody and everything whose figures are not what the facts give, with both. */
  differences(): Sql<FigureDifference>;
}

export interface FigureDifference {
  id: Uuid;
  kept: unknown;
  figured: unknown;
}
