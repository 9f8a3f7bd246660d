import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Reader, rowOf } from '../database/read.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { ApiKey } from './access.entity.ts';

/** `ck_4f9a…_…`: a public prefix it is found by, and a secret that only its holder has. */
const keyPattern = /^(ck_[\da-f]{12})_([\w-]{43})$/;

/** Whether a text has the form of a key; what has not may be a token. */
export function looksLikeKey(text: string): boolean {
  return keyPattern.test(text);
}

export interface NewKey {
  name: string;
  scopes: readonly string[];
  now: Date;
  expiresAt?: Date | null;
}

/** Makes a key and returns it in plain; it cannot be read again. Flush to keep it. */
export function createKey(
  em: EntityManager,
  { name, scopes, now, expiresAt = null }: NewKey,
): { id: Uuid; key: string } {
  const prefix = `ck_${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(32).toString('base64url');
  const id = newId();
  em.create(ApiKey, {
    id,
    name,
    prefix,
    secretHash: hashOf(secret),
    scopes: [...scopes],
    createdAt: now,
    expiresAt,
  });
  return { id, key: `${prefix}_${secret}` };
}

export interface KnownKey {
  id: Uuid;
  name: string;
  scopes: string[];
}

/** The key a caller presents, when it is known, not revoked and not expired. */
export async function findKey(reader: Reader, presented: string, now: Date): Promise<KnownKey | null> {
  const [, prefix, secret] = keyPattern.exec(presented) ?? [];
  if (!prefix || !secret) return null;
  const row = await rowOf<KnownKey & { secretHash: string }>(
    reader,
    sql`
      select id, name, scopes, secret_hash as "secretHash" from api_key
      where prefix = ${prefix} and revoked_at is null and (expires_at is null or expires_at > ${now})`,
  );
  return row && isSame(row.secretHash, hashOf(secret)) ? row : null;
}

/** The secret has 256 random bits, so a plain hash keeps it as well as a slow one would. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
