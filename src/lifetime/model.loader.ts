import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type LifetimeModelRow, modelInUse, modelsById } from './model.queries.ts';

export const modelById = loader<Uuid, LifetimeModelRow | null>(async (context, ids, selected) => {
  return indexedBy(await modelsById(context, ids, selected), ({ id }) => id);
}, null);

/** The model that figures are made with; there is one key, so that a request reads it once. */
export const currentModel = loader<'current', LifetimeModelRow | null>(
  async ({ reader }, [key], selected) => {
    return new Map([[key ?? 'current', await modelInUse(reader, selected)]]);
  },
  null,
);
