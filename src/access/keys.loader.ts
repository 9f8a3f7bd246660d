import { sql } from 'kysely';
import { loader } from '../api/loader.ts';
import { isAmong, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** What keys are called, ended ones too; null for one that there is not. */
export const keyNameById = loader<Uuid, string | null, null>(async ({ reader }, ids) => {
  const keys = await rowsOf<{ id: Uuid; name: string }>(
    reader,
    sql`select id, name from api_key where ${isAmong(sql`id`, ids)}`,
  );
  return new Map(keys.map(({ id, name }) => [id, name]));
}, null);
