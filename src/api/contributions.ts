import type { EntityManager } from '@mikro-orm/postgresql';
import type { GraphQLInputType } from 'graphql';
import type { Reader, Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { CustomerClause } from './clause.ts';
import type { TimelineSource } from './timeline.ts';
import type { Trade } from './trade.ts';

/** A table whose rows are a customer's and go with them when they turn out to be another. */
export interface Fact {
  table: string;
  /** Its rows have a key of their own and are changed in place. The customer of others is in their key: they are moved. */
  isKeyed?: boolean;
  /** Makes rows of some customers those of others, where it takes more than moving them: two may have to become one. */
  unite?(em: EntityManager, unions: readonly Union[]): Promise<void>;
}

/** Somebody known only by what they did, and who they turned out to be. */
export interface Union {
  from: Uuid;
  into: Uuid;
}

/** Kept figures that can be worked out anew from the facts. */
export interface FigureCheck {
  /** What the ids of those that have them begin with; null where ids are names already. */
  prefix: string | null;
  /** Everybody and everything whose figures are not what the facts give, with both. */
  differences(checking: Checking): Sql<FigureDifference> | Promise<Sql<FigureDifference>>;
}

/** When and in which shop figures are compared. */
export interface Checking {
  reader: Reader;
  now: Date;
  shop: { activeDays: number; baseCurrency: string; timeZone: string };
  contributions: Contributions;
}

export interface FigureDifference {
  id: Uuid;
  kept: unknown;
  figured: unknown;
}

/** Something that happens to customers, so many hours after which they can be asked about it. */
export interface Occasion {
  /** `PURCHASE`: what the trigger of a survey calls it. */
  event: string;
  /** The table, under its own name: it has `id` and `customer_id`. */
  table: string;
  /** When it happened: a column that an index leads through with the id. */
  at: Sql;
  /** Which rows count. */
  where: Sql;
  /** Which column of an invitation names it; null for none. */
  subject: 'purchaseId' | 'serviceCaseId' | null;
}

/** What slices give to what reaches across all of them, which walks these lists and names no slice. */
export interface Contributions {
  /** Those others refer to come first. */
  facts: readonly Fact[];
  /** Bring up to date what is kept of customers, once facts of others have become theirs. */
  settlings: readonly ((em: EntityManager, customerIds: readonly Uuid[]) => Promise<void>)[];
  /** Keep figures of what is sold, called off and paid back, in the transaction of it. */
  ledgers: readonly ((em: EntityManager, trade: Trade, timeZone: string) => Promise<void>)[];
  /** What `Customer.timeline` shows. */
  timeline: readonly TimelineSource[];
  /** What customers can be asked about once it has happened. */
  occasions: readonly Occasion[];
  /** What can be asked of customers, beside their profile. */
  clauses: readonly CustomerClause[];
  /** The type of filters of customers, to read those that were stored or come from a file. */
  filterType(): GraphQLInputType;
  /** Find what is kept and not so. */
  checks: readonly FigureCheck[];
}
