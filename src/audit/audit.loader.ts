import { loader } from '../api/loader.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type ChangeRow, changesById } from './change.queries.ts';
import { type PersonalReadRow, personalReadsById } from './personal.read.queries.ts';

export const changeById = loader<Uuid, ChangeRow | null>(async (context, ids, selected) => {
  return indexedBy(await changesById(context, ids, selected), ({ id }) => id);
}, null);

export const personalReadById = loader<Uuid, PersonalReadRow | null>(async (context, ids, selected) => {
  return indexedBy(await personalReadsById(context, ids, selected), ({ id }) => id);
}, null);
