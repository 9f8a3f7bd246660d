import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Reader, type RowOf, rowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ApiKey } from './access.entity.ts';

export type KeyRow = Omit<RowOf<typeof ApiKey>, 'secretHash'>;

/** Every key there ever was, oldest first. */
export function allKeys(reader: Reader): Promise<KeyRow[]> {
  return rowsOf<KeyRow>(
    reader,
    sql`
      select id, name, prefix, scopes, created_at as "createdAt", expires_at as "expiresAt",
        revoked_at as "revokedAt", last_used_at as "lastUsedAt"
      from api_key order by created_at, id`,
  );
}

export type KeyState = 'active' | 'expired' | 'revoked';

export function stateOf({ revokedAt, expiresAt }: KeyRow, now: Date): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'active';
}

/** The keys that a prefix (or a whole key, whose beginning it is) or a name means, revoked ones among them. */
export async function keysBy(reader: Reader, prefixOrName: string): Promise<KeyRow[]> {
  const prefix = /^ck_[\da-f]{12}/.exec(prefixOrName)?.[0];
  const keys = await allKeys(reader);
  return keys.filter((key) => key.prefix === prefix || key.name === prefixOrName);
}

/** Ends a key: servers that believe it let it go within a second. */
export async function revokeKey(em: EntityManager, id: Uuid, now: Date): Promise<void> {
  await sql`update api_key set revoked_at = ${now} where id = ${id}`.execute(em.getKysely());
}

export async function isAnyKeyActive(reader: Reader, now: Date): Promise<boolean> {
  const active = await rowOf(
    reader,
    sql`select 1 as found from api_key where revoked_at is null and (expires_at is null or expires_at > ${now}) limit 1`,
  );
  return active !== null;
}
