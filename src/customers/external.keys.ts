import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Sql } from '../database/read.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ExternalId } from './customer.rules.ts';

/** What somebody wants recorded under external ids, and what is wrong with it so far. */
interface Keyed {
  externalIds: readonly ExternalId[];
  errors: UserError[];
}

/** External ids as pairs of source and value, to look for a pair in. */
export function listedExternalIds(keys: readonly ExternalId[]): Sql {
  return sql`(
    select * from unnest(${keys.map(({ source }) => source)}::text[], ${keys.map(({ id }) => id.trim())}::text[])
  )`;
}

/**
 * The purchase, interaction or response that already has one of the external ids of each; null when none has. One statement,
 * whatever their number; an id that stands in two of them is told with the errors of the later.
 */
export async function knownByExternalId(
  em: EntityManager,
  noun: 'purchase' | 'interaction' | 'response',
  drafts: readonly Keyed[],
): Promise<(Uuid | null)[]> {
  const keys = drafts.flatMap(({ externalIds }) => externalIds);
  if (keys.length === 0) return drafts.map(() => null);
  const { rows } = await sql<{ source: string; value: string; id: Uuid }>`
    select source, value, ${sql.ref(`${noun}_id`)} as id
    from ${sql.table(`${noun}_key`)}
    where (source, value) in ${listedExternalIds(keys)}`.execute(em.getKysely());
  const byKey = new Map(rows.map(({ source, value, id }) => [JSON.stringify([source, value]), id]));
  const seen = new Set<string>();
  return drafts.map(({ externalIds, errors }) => {
    for (const { source, id } of externalIds) {
      const key = JSON.stringify([source, id.trim()]);
      const holder = byKey.get(key);
      if (holder) return holder;
      // Twice in one batch is a mistake of the caller's, which the unique key would tell as a race without end.
      if (seen.has(key))
        errors.push(userError('CONFLICT', ['externalIds'], 'The same external id is given twice.'));
      seen.add(key);
    }
    return null;
  });
}
