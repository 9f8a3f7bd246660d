import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

const mostLocksAtOnce = 1_000;

/**
 * Makes everybody else who takes one of these locks wait until our transaction ends. They are taken in the order given,
 * which has to be the same for all, so that two never wait for each other.
 */
export async function takeLocks(em: EntityManager, locks: readonly bigint[]): Promise<void> {
  for (let start = 0; start < locks.length; start += mostLocksAtOnce) {
    const taken = locks
      .slice(start, start + mostLocksAtOnce)
      .map((lock) => sql`pg_advisory_xact_lock(${lock.toString()}::bigint)`);
    await sql`select ${sql.join(taken)}`.execute(em.getKysely());
  }
}
