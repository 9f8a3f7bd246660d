// Floor 2: the GraphQL platform. Knows requests, fields and pages; no customer.

import type { EntityManager } from '@mikro-orm/postgresql';
import type { FilterSetting } from '../database/filter.ts';
import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Loader, Loaders } from './loader.ts';
import type { Selection } from './selection.ts';

/** What a shop is set to, for every rule that depends on it. */
export interface ShopSettings {
  baseCurrency: string;
  timeZone: string;
  /** Where a phone number without a country prefix is from. */
  country: string;
  /** How long after a purchase a customer counts as active. */
  activeDays: number;
  idempotencyDays: number;
}

/** Who asks and what they may do. */
export interface Caller {
  /** Names the key in the change log; null when nobody is known. */
  keyId: string | null;
  name: string | null;
  scopes: ReadonlySet<string>;
}

/** One request: its reader, its loaders, its caller. */
export interface Context {
  requestId: string;
  clock: Clock;
  shop: ShopSettings;
  caller: Caller;
  reader: Reader;
  /** A unit of work for writes. */
  fork(): EntityManager;
  loaders: Loaders;
  /** Schema coordinates of personal data left out of the answer. */
  redacted: Set<string>;
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
