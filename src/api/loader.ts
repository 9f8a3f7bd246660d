import DataLoader from 'dataloader';
import type { Context, FollowedLink, Loader, Loaders, Selection } from './context.ts';

export function loader<Key, Value, Args = Selection | null>(
  batch: Loader<Key, Value, Args>['batch'],
  absent: Value,
): Loader<Key, Value, Args> {
  return { batch, absent };
}

/** One loader with one set of arguments, in one request. */
interface Loading<Key = unknown, Value = unknown> {
  queue: DataLoader<Key, Value>;
  /** What has arrived. */
  values: Map<Key, Value>;
  batch(keys: readonly Key[]): Promise<void>;
}

/** The loaders of one request: a batch is what its fields ask for in the same turn. */
export class RequestLoaders implements Loaders {
  #byLoader = new Map<object, Map<string, Loading>>();

  load<Key, Value, Args>(
    context: Context,
    definition: Loader<Key, Value, Args>,
    key: Key,
    args: Args,
  ): Promise<Value> {
    return this.#loading(context, definition, args).queue.load(key);
  }

  /**
   * Loads what the selected links of rows lead to, before the fields ask row by row: a promise for each of thousands
   * of fields costs more than their SQL. What cannot be loaded is left to its field, which tells the error.
   */
  async follow(context: Context, rows: readonly unknown[], links: readonly FollowedLink[]): Promise<void> {
    if (rows.length === 0) return;
    const allowed = links.filter(({ scope }) => !scope || context.caller.scopes.has(scope));
    await Promise.all(allowed.map((link) => this.#followOne(context, rows, link).catch(() => {})));
  }

  async #followOne(context: Context, rows: readonly unknown[], link: FollowedLink): Promise<void> {
    const { by, key, selected, argumentsIn } = link;
    const asked = argumentsIn === null ? selected : { ...argumentsIn(context.variables ?? {}), selected };
    const loading = this.#loading(context, by, asked);
    const left = (rows as Record<symbol, unknown>[]).filter((row) => row[selected.slot] === undefined);
    const keys = new Set(left.map(key).filter((found) => found !== null && !loading.values.has(found)));
    if (keys.size > 0) await loading.batch([...keys]);
    for (const row of left) row[selected.slot] = loading.values.get(key(row));
  }

  /** What a link leads to has been read along with the rows it starts from, and is in them. */
  async arrive(context: Context, rows: readonly unknown[], { selected }: FollowedLink): Promise<void> {
    for (const row of rows as Record<symbol, unknown>[]) row[selected.slot] = row;
    await this.follow(context, rows, selected.links);
  }

  /** After a write: what was loaded before it may no longer be so. */
  forget(): void {
    this.#byLoader = new Map();
  }

  #loading<Key, Value, Args>(
    context: Context,
    definition: Loader<Key, Value, Args>,
    args: Args,
  ): Loading<Key, Value> {
    const byArgs = this.#byLoader.get(definition) ?? new Map<string, Loading>();
    this.#byLoader.set(definition, byArgs);
    const name = nameOf(args);
    const existing = byArgs.get(name);
    if (existing) return existing as Loading<Key, Value>;

    const values = new Map<Key, Value>();
    const batch = async (keys: readonly Key[]) => {
      const found = await definition.batch(context, keys, args);
      await this.follow(context, rowsIn(found.values()), linksOf(args));
      for (const key of keys) values.set(key, found.get(key) ?? definition.absent);
    };
    const queue = new DataLoader<Key, Value>(async (keys) => {
      await batch(keys);
      return keys.map((key) => values.get(key) ?? definition.absent);
    });
    const created: Loading<Key, Value> = { queue, values, batch };
    byArgs.set(name, created as Loading);
    return created;
  }
}

const names = new WeakMap<object, string>();

/**
 * Equal arguments have the same name. Links are told by what is selected, which names the columns they start from. A
 * selection is the same object throughout an operation and named once; arguments are new for each parent of a list.
 */
function nameOf(args: unknown): string {
  if (typeof args !== 'object' || args === null) return '';
  const known = names.get(args);
  if (known !== undefined) return known;
  const { links, selected, ...own } = args as Partial<Selection & { selected: Selection | null }>;
  const name = `${JSON.stringify(own)} ${nameOf(selected)}`;
  if (links) names.set(args, name);
  return name;
}

function linksOf(args: unknown): readonly FollowedLink[] {
  return (args as Selection | null)?.links ?? [];
}

/** A loader's values are rows, or lists of them; pages follow their own. */
function rowsIn(values: Iterable<unknown>): unknown[] {
  return [...values].flat().filter((row) => row !== null);
}
