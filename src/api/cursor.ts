import type { Ordering, Position, Sortable } from '../database/keyset.ts';
import { isDay, isOnCalendar } from '../kernel/clock.ts';
import { isUuid } from '../kernel/ids.ts';
import { isStorable } from '../kernel/text.ts';
import { badInput } from './errors.ts';

const instantPattern = /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?\+00$/;
/** Whether the database can read a value back; a cursor can come from anybody. */
const isReadable: Record<Sortable['type'], (value: string) => boolean> = {
  timestamptz: (value) => /^-?infinity$/.test(value) || (instantPattern.test(value) && isOnCalendar(value)),
  date: isDay,
  bigint: (value) => /^-?\d{1,18}$/.test(value),
  text: isStorable,
};

/** The orders a cursor was made under are part of it, so that it cannot be read under others. */
export function encodeCursor(orderings: readonly Ordering[], { values, id }: Position): string {
  return Buffer.from(JSON.stringify([signature(orderings), ...values, id])).toString('base64url');
}

export function decodeCursor(orderings: readonly Ordering[], cursor: string): Position {
  const [order, ...rest] = parsed(cursor);
  const id = rest.pop();
  if (order !== signature(orderings) || rest.length !== orderings.length || !id || !isUuid(id)) {
    throw foreignCursor();
  }
  orderings.forEach(({ sortable }, index) => {
    if (!isReadable[sortable.type](rest[index] ?? '')) throw foreignCursor();
  });
  return { values: rest, id };
}

function parsed(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // Not JSON: refused below like any other garbage.
  }
  throw foreignCursor();
}

function signature(orderings: readonly Ordering[]): string {
  return orderings.map(({ field, direction }) => `${field}:${direction}`).join();
}

function foreignCursor() {
  return badInput('This cursor is not of this list in this order. Take one from its pageInfo or edges.');
}
