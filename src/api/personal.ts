import { Extensions } from 'type-graphql';
import type { Ordering } from '../database/keyset.ts';
import type { Context } from './context.ts';
import { piiScope, requireScope } from './scope.ts';

/** A clause of a filter that compares personal data: without the scope it would let one guess what one may not read. */
export const Personal = Extensions({ personal: true });

/** Asking by personal data tells some of it, as reading does: it needs the same scope, and is counted with it. */
export function notePersonalLookup(context: Context): void {
  requireScope(context, piiScope);
  context.personalReads += 1;
}

/** The order of a list, and its cursors, tell what it is ordered by. */
export function requireForOrder(context: Context, orderings: readonly Ordering[]): void {
  if (orderings.some(({ sortable }) => sortable.personal)) requireScope(context, piiScope);
}
