import type { MikroORM } from '@mikro-orm/postgresql';
import type { Chore } from './chore.ts';
import type { Contributions } from './contributions.ts';
import type { NodeKind } from './node.ts';

type Entities = NonNullable<Parameters<typeof MikroORM.init>[0]['entities']>;

/** Everything a noun of the business adds to the whole. The list of them is in `schema.ts`. */
export interface Slice extends Partial<Omit<Contributions, 'filterType'>> {
  name: string;
  entities: Entities;
  /** Classes for type-graphql. */
  // biome-ignore lint/complexity/noBannedTypes: type-graphql's own name for a class.
  resolvers: readonly Function[];
  nodes: readonly NodeKind[];
  /** What a server does by itself. */
  chores?: readonly Chore[];
  /** Scopes its fields ask for, each with what it allows. */
  scopes: Readonly<Record<string, string>>;
}
