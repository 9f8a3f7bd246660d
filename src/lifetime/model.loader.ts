import { type Context, load, type Selection } from '../api/context.ts';
import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type LifetimeModelRow, modelInUse, modelsById } from './model.queries.ts';

export const modelById = loader<Uuid, LifetimeModelRow | null>(async (context, ids, selected) => {
  return indexedBy(await modelsById(context, ids, selected), ({ id }) => id);
}, null);

/** The model that figures are made with at an instant. A request has one now, and so reads one model. */
const modelAt = loader<string, LifetimeModelRow | null>(async ({ reader }, instants, selected) => {
  const found = instants.map(async (at) => [at, await modelInUse(reader, at, selected)] as const);
  return new Map(await Promise.all(found));
}, null);

export function modelUsedAt(
  context: Context,
  at: Date,
  selected: Selection | null = null,
): Promise<LifetimeModelRow | null> {
  return load(context, modelAt, at.toISOString(), selected);
}
