import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { addDays } from '../kernel/clock.ts';
import { refuse } from '../kernel/errors.ts';
import type { Unit } from './unit.ts';

export const longestIdempotencyKey = 200;

interface Attempt {
  key: string;
  operation: string;
  input: object;
}

/**
 * Does the work once for a key of an actor and remembers what came of it; a repeat gets the first result.
 * Concurrent repeats wait for the first on the primary key. A refused attempt leaves nothing, its key included.
 */
export async function once<Result>(
  unit: Unit,
  { key, operation, input }: Attempt,
  work: () => Promise<Result>,
): Promise<Result> {
  if (key.length === 0 || key.length > longestIdempotencyKey) {
    refuse(
      'INVALID',
      ['idempotencyKey'],
      `An idempotency key has 1 to ${longestIdempotencyKey} characters; got ${key.length}.`,
    );
  }
  const db = unit.em.getKysely();
  const hash = hashOf(operation, input);
  const expired = addDays(unit.now, -unit.shop.idempotencyDays);
  const claimed = await sql`
    insert into idempotency as known (owner, key, input_hash, created_at)
    values (${unit.actor}, ${key}, ${hash}, ${unit.now})
    on conflict (owner, key) do update
      set input_hash = excluded.input_hash, created_at = excluded.created_at, result = null
      where known.created_at < ${expired}
    returning key`.execute(db);
  if (claimed.rows.length === 0) return known(unit, key, hash);

  const result = await work();
  await sql`
    update idempotency set result = ${JSON.stringify(result)}::jsonb
    where owner = ${unit.actor} and key = ${key}`.execute(db);
  return result;
}

/** Forgets keys that are older than they are kept for; returns how many. */
export async function forgetExpired(kysely: Kysely<unknown>, now: Date, days: number): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from idempotency where created_at < ${addDays(now, -days)}`.execute(kysely);
  return Number(numAffectedRows ?? 0);
}

async function known<Result>(unit: Unit, key: string, hash: string): Promise<Result> {
  const { rows } = await sql<{ input_hash: string; result: Result }>`
    select input_hash, result from idempotency where owner = ${unit.actor} and key = ${key}
  `.execute(unit.em.getKysely());
  const row = rows[0];
  if (!row || row.input_hash !== hash) {
    refuse(
      'IDEMPOTENCY_CONFLICT',
      ['idempotencyKey'],
      'This idempotency key was used with another input. Use a new one.',
    );
  }
  return row.result;
}

function hashOf(operation: string, input: object): string {
  return createHash('sha256').update(operation).update(canonical(input)).digest('base64url');
}

/** JSON with the keys of every object in one order, so that the same input always reads the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
