import type { Survey } from './file.survey.ts';
import { hashOf } from './text.hash.ts';

/** All rows of one id, in the order of the file. */
export interface Gathered<Item> {
  id: string;
  items: Item[];
}

export interface Gathering<Item> {
  /** Takes the next row (no item: it has the id but is refused) and gives back what became complete by it. */
  take(id: string, item: Item | undefined): Gathered<Item>[];
  /** What the end of the file completes. */
  rest(): Gathered<Item>[];
}

/**
 * Puts the rows of one id together. Neighbours are complete when another id follows; only the ids that the
 * survey found in several places are held back until the last of those places.
 */
export function gathering<Item>(runsByHash: Survey['runsByHash']): Gathering<Item> {
  const runsLeft = new Map(runsByHash);
  const held = new Map<number, Map<string, Item[]>>();
  let current: Gathered<Item> | undefined;

  function endRun(): Gathered<Item>[] {
    if (!current) return [];
    const run = current;
    const hash = hashOf(run.id);
    const left = runsLeft.get(hash);
    if (left === undefined) return filled([run]);
    const byId = held.get(hash) ?? new Map<string, Item[]>();
    held.set(hash, byId);
    byId.set(run.id, [...(byId.get(run.id) ?? []), ...run.items]);
    runsLeft.set(hash, left - 1);
    return left > 1 ? [] : release(hash);
  }

  function release(hash: number): Gathered<Item>[] {
    const byId = held.get(hash) ?? [];
    held.delete(hash);
    return filled([...byId].map(([id, items]) => ({ id, items })));
  }

  return {
    take(id, item) {
      const complete = current?.id === id ? [] : endRun();
      if (current?.id !== id) current = { id, items: [] };
      if (item !== undefined) current.items.push(item);
      return complete;
    },
    rest() {
      const complete = endRun();
      current = undefined;
      return [...complete, ...[...held.keys()].flatMap(release)];
    },
  };
}

function filled<Item>(gathered: Gathered<Item>[]): Gathered<Item>[] {
  return gathered.filter(({ items }) => items.length > 0);
}
