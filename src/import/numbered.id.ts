import type { Survey } from './file.survey.ts';
import type { Read } from './lookup.file.ts';
import { hashOf } from './text.hash.ts';

/**
 * Tells equal ids apart by counting them: `a`, `a#2`, `a#3`. The first bears no number, so that a longer
 * file, in which more of them follow, calls the earlier ones the same. Only ids that the survey found
 * repeated are counted.
 */
export function numberedRead(idOf: Read, runsByHash: Survey['runsByHash']): Read {
  const counts = new Map<string, number>();
  return (row) => {
    const id = idOf(row);
    if (id === '' || !runsByHash.has(hashOf(id))) return id;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  };
}
