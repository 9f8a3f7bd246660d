// Floor 2: the GraphQL platform. Knows requests, fields and pages; no customer.

import type { EntityManager } from '@mikro-orm/postgresql';
import type { FilterSetting } from '../database/filter.ts';
import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';
import type { OpeningHours } from '../kernel/opening.hours.ts';
import type { Contributions } from './contributions.ts';
import type { ArgumentsOf } from './execution/arguments.ts';
import type { Budget, Cost } from './limits/budget.ts';

/** What a shop is set to, for every rule that depends on it. */
export interface ShopSettings {
  baseCurrency: string;
  timeZone: string;
  /** Where a phone number without a country prefix is from. */
  country: string;
  /** How long after a purchase a customer counts as active. */
  activeDays: number;
  idempotencyDays: number;
  /** When customers are served. */
  openingHours: OpeningHours;
  /** Within how many seconds a case is to be resolved, by its priority; null: no target. */
  caseTargets: Readonly<Record<'LOW' | 'NORMAL' | 'HIGH' | 'URGENT', number | null>>;
  /** The source of external ids that the userId of a tracked call is of. */
  trackingSource: string;
  /** How many days a customer who was asked by one survey is asked by no other. */
  surveyFatigueDays: number;
  /** After how many hours the model of lifetimes is fitted anew; 0: never. */
  lifetimeFitHours: number;
  /** What a month takes off what customers will be worth, as a share: 0.01 is 1 %. */
  lifetimeDiscount: number;
  /** After how many minutes rules of segments that change with time are evaluated anew. */
  segmentMinutes: number;
  /** Where the server is reached from outside, without a slash at the end; null where nobody said. */
  publicUrl: string | null;
}

/** Who asks and what they may do. */
export interface Caller {
  /** Names them in the change log: a key's id, or `token:` and the subject of a token. Null: nobody is known. */
  actor: string | null;
  /** What the key is called, or the subject of the token. */
  name: string | null;
  scopes: ReadonlySet<string>;
}

/** One request: its reader, its loaders, its caller. */
export interface Context {
  requestId: string;
  clock: Clock;
  shop: ShopSettings;
  contributions: Contributions;
  caller: Caller;
  /** Of the operation that is run; null before it is. */
  variables: Readonly<Record<string, unknown>> | null;
  reader: Reader;
  /** A unit of work for writes. */
  fork(): EntityManager;
  loaders: Loaders;
  /** Schema coordinates of personal data left out of the answer. */
  redacted: Set<string>;
  /** How many values of personal data the answer has so far. */
  personalReads: number;
  cost: Cost;
  /** What the caller may spend; null where budgets are off. */
  budget: Budget | null;
  /** Takes one of the turns that an address and the holder of a secret have, or says after how many seconds there is one. */
  turn(secret: string): Promise<number>;
  /** Says under which error code the request ends, for the log and the metrics. */
  settle(code: string): void;
}

/**
 * How many keys are answered with one statement. `Args` are the same for all keys of a batch: fields of
 * different arguments load apart.
 */
export interface Loader<Key, Value, Args = Selection | null> {
  batch(context: Context, keys: readonly Key[], args: Args): Promise<Map<Key, Value>>;
  /** What a key without a row gets. */
  absent: Value;
}

/** The loaders of one request; `RequestLoaders` are they. */
export interface Loaders {
  load<Key, Value, Args>(
    context: Context,
    definition: Loader<Key, Value, Args>,
    key: Key,
    args: Args,
  ): Promise<Value>;
  follow(context: Context, rows: readonly unknown[], links: readonly FollowedLink[]): Promise<void>;
  arrive(context: Context, rows: readonly unknown[], link: FollowedLink): Promise<void>;
  forget(): void;
}

/** What an operation asks of the rows a field leads to, so that nothing else is read. Null where all is wanted. */
export interface Selection {
  /** Row properties that the selected fields are made of. */
  columns: readonly string[];
  /** Whether cursors are asked for, which need the values a list is ordered by. */
  cursors: boolean;
  /** Selected fields that lead on to other rows. */
  links: readonly FollowedLink[];
  /** Where a row keeps what the field with this selection leads to, once that has been followed. */
  slot: symbol;
}

/** A link as its field declares it. */
export interface LinkExtension {
  by: Loader<unknown, unknown>;
  key(row: unknown): unknown;
}

export interface FollowedLink extends LinkExtension {
  /** The field's, whatever the operation calls it. */
  name: string;
  scope: string | undefined;
  /** What a list is asked for; null for a link that takes nothing. */
  argumentsIn: ArgumentsOf | null;
  selected: Selection;
}

/** One thing by its key, whole unless a selection says what is wanted of it. */
export function load<Key, Value>(
  context: Context,
  definition: Loader<Key, Value, Selection | null>,
  key: Key,
  selection: Selection | null = null,
): Promise<Value> {
  return context.loaders.load(context, definition, key, selection);
}

export function filterSetting({ clock, shop }: Context): FilterSetting {
  return { now: clock.now(), activeDays: shop.activeDays, baseCurrency: shop.baseCurrency };
}
