import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';

/** PostgreSQL has room for some thousands, of all transactions together. */
const mostLocks = 500;

/** What stands for every lock of a kind. */
const whole = { customers: 7_201_001n, keys: 7_201_002n };

/**
 * Makes everybody else who takes one of these locks wait until our transaction ends. They are taken in the order given,
 * which has to be the same for all, so that two never wait for each other. Whoever needs many takes the whole kind
 * instead, which the others share as long as nobody has it.
 */
export async function takeLocks(
  em: EntityManager,
  kind: keyof typeof whole,
  locks: readonly bigint[],
): Promise<void> {
  if (locks.length === 0) return;
  const all = whole[kind].toString();
  const taken =
    locks.length > mostLocks
      ? [sql`pg_advisory_xact_lock(${all}::bigint)`]
      : [
          sql`pg_advisory_xact_lock_shared(${all}::bigint)`,
          ...locks.map((lock) => sql`pg_advisory_xact_lock(${lock.toString()}::bigint)`),
        ];
  await sql`select ${sql.join(taken)}`.execute(em.getKysely());
}

const segments = 7_201_003;

/** Makes everybody else who evaluates or writes rules of segments wait until our transaction ends. */
export async function lockSegments(em: EntityManager): Promise<void> {
  await sql`select pg_advisory_xact_lock(${segments}::bigint)`.execute(em.getKysely());
}

/** The same, unless somebody else has it: whether we have it now. */
export async function segmentsAreLocked(em: EntityManager): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${segments}::bigint) as taken`.execute(em.getKysely());
  return rows[0]?.taken ?? false;
}
