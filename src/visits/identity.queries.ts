import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type IdentityKey, listedKeys, textOf } from '../customers/identity.ts';
import { takeLocks } from '../database/advisory.ts';
import type { Uuid } from '../kernel/ids.ts';

/** What is known of the keys that calls name people by. */
export interface KnownKeys {
  /** Who holds a key, by `textOf`. */
  holders: Map<string, Uuid>;
  /** Holders that are known by more than what they did. */
  identified: Set<Uuid>;
  names: Map<Uuid, string>;
}

/** One statement. */
export async function knownKeys(em: EntityManager, keys: readonly IdentityKey[]): Promise<KnownKeys> {
  const { rows } = await sql<IdentityKey & { customerId: Uuid; identified: boolean; name: string }>`
    select key.kind, key.source, key.value, key.customer_id as "customerId", customer.identified, customer.name
    from customer_key as key
    join customer on customer.id = key.customer_id
    where (key.kind, key.source, key.value) in ${listedKeys(keys)}`.execute(em.getKysely());
  return {
    holders: new Map(rows.map((row) => [textOf(row), row.customerId])),
    identified: new Set(rows.flatMap(({ identified, customerId }) => (identified ? [customerId] : []))),
    names: new Map(rows.map(({ customerId, name }) => [customerId, name])),
  };
}

/** Makes everybody else who would claim these keys wait until our transaction ends. */
export function lockKeys(em: EntityManager, keys: readonly IdentityKey[]): Promise<void> {
  const locks = new Set(keys.map((key) => lockOf(textOf(key))));
  return takeLocks(
    em,
    'keys',
    [...locks].toSorted((one, other) => (one < other ? -1 : 1)),
  );
}

/** A signed 64-bit number that a text gives. */
function lockOf(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigInt64BE();
}

/** Adds attributes to those of customers without a profile; more than a customer may have are left out. */
export async function addAttributes(
  em: EntityManager,
  attributes: ReadonlyMap<Uuid, Record<string, unknown>>,
  longest: number,
): Promise<void> {
  if (attributes.size === 0) return;
  const rows = [...attributes].map(([id, added]) => ({ id, attributes: added }));
  await sql`
    update customer set attributes = customer.attributes || added.attributes
    from json_to_recordset(${JSON.stringify(rows)}::json) as added (id uuid, attributes jsonb)
    where customer.id = added.id and not customer.identified
      and length((customer.attributes || added.attributes)::text) <= ${longest}`.execute(em.getKysely());
}
