import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { indexedBy } from '../kernel/batch.ts';
import { localId } from '../kernel/ids.ts';
import type { FactKey } from '../purchases/purchase.queries.ts';

/** The service cases that global ids name, in their order; null where there is none. At most one statement. */
export async function findCases(
  em: EntityManager,
  globalIds: readonly (string | null)[],
): Promise<(FactKey | null)[]> {
  const ids = globalIds.map((id) => (id === null ? null : localId('case', id)));
  const named = ids.filter((id) => id !== null);
  if (named.length === 0) return ids.map(() => null);
  const { rows } = await sql<FactKey>`
    select id, customer_id as "customerId" from service_case where id = any(${named}::uuid[])`.execute(
    em.getKysely(),
  );
  const found = indexedBy(rows, ({ id }) => id);
  return ids.map((id) => (id === null ? null : (found.get(id) ?? null)));
}
