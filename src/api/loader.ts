import DataLoader from 'dataloader';
import type { Context } from './context.ts';

/**
 * How many keys are answered with one statement. `Args` are the same for all keys of a batch: fields of
 * different arguments load apart.
 */
export interface Loader<Key, Value, Args = undefined> {
  batch(context: Context, keys: readonly Key[], args: Args): Promise<Map<Key, Value>>;
  /** What a key without a row gets. */
  absent: Value | ((args: Args) => Value);
}

export function loader<Key, Value, Args = undefined>(
  batch: Loader<Key, Value, Args>['batch'],
  absent: Loader<Key, Value, Args>['absent'],
): Loader<Key, Value, Args> {
  return { batch, absent };
}

/** The loaders of one request: a batch is what its fields ask for in the same turn. */
export class Loaders {
  readonly #byLoader = new Map<object, Map<string, DataLoader<unknown, unknown>>>();

  load<Key, Value, Args>(
    context: Context,
    definition: Loader<Key, Value, Args>,
    key: Key,
    args: Args,
  ): Promise<Value> {
    const byArgs = this.#byLoader.get(definition) ?? new Map<string, DataLoader<unknown, unknown>>();
    this.#byLoader.set(definition, byArgs);
    const name = args === undefined ? '' : JSON.stringify(args);
    const existing = byArgs.get(name);
    if (existing) return existing.load(key) as Promise<Value>;

    const created = new DataLoader<Key, Value>(async (keys) => {
      const found = await definition.batch(context, keys, args);
      return keys.map((wanted) => found.get(wanted) ?? absentOf(definition, args));
    });
    byArgs.set(name, created as DataLoader<unknown, unknown>);
    return created.load(key);
  }

  /** After a write: what was loaded before it may no longer be so. */
  forget(): void {
    this.#byLoader.clear();
  }
}

function absentOf<Key, Value, Args>({ absent }: Loader<Key, Value, Args>, args: Args): Value {
  return typeof absent === 'function' ? (absent as (args: Args) => Value)(args) : absent;
}
