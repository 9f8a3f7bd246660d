import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isAmong, type Sql } from '../database/read.ts';
import { insertRows } from '../database/write.ts';
import { indexedBy } from '../kernel/batch.ts';
import { Race, type UserError, userError } from '../kernel/errors.ts';
import { localId, type Uuid } from '../kernel/ids.ts';
import type { CustomerKeyKind } from './customer.entity.ts';
import type { CustomerReference, ExternalId } from './customer.rules.ts';
import { emailKey } from './profile.fields.ts';

/** Something a customer is recognised by; no two customers have the same. */
export interface IdentityKey {
  kind: CustomerKeyKind;
  source: string;
  value: string;
}

export function keyOfEmail(email: string): IdentityKey {
  return { kind: 'EMAIL', source: '', value: emailKey(email) };
}

export function keyOfExternalId({ source, id }: ExternalId): IdentityKey {
  return { kind: 'EXTERNAL', source, value: id.trim() };
}

/** Reads the same for equal keys and only for them. */
export function textOf({ kind, source, value }: IdentityKey): string {
  return JSON.stringify([kind, source, value]);
}

/** Keys as rows of kind, source and value, to look for one in. */
export function listedKeys(keys: readonly IdentityKey[]): Sql {
  return sql`(
    select * from unnest(
      ${keys.map(({ kind }) => kind)}::text[],
      ${keys.map(({ source }) => source)}::text[],
      ${keys.map(({ value }) => value)}::text[]
    )
  )`;
}

/** Who holds which of the keys, by `textOf`: one statement. */
export async function holdersOf(em: EntityManager, keys: readonly IdentityKey[]): Promise<Map<string, Uuid>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<IdentityKey & { customerId: Uuid }>`
    select kind, source, value, customer_id as "customerId"
    from customer_key
    where (kind, source, value) in ${listedKeys(keys)}`.execute(em.getKysely());
  return new Map(rows.map((row) => [textOf(row), row.customerId]));
}

/** Makes the keys a customer's; one claimed twice counts once. Throws `Race` when another transaction took one since they were looked up. */
export async function claimKeys(
  em: EntityManager,
  claims: readonly (IdentityKey & { customerId: Uuid })[],
): Promise<void> {
  try {
    // In one order everywhere: two transactions claiming the same keys would otherwise deadlock.
    await insertRows(
      em,
      'customer_key',
      [...indexedBy(claims, textOf)]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, claim]) => claim),
    );
  } catch (error) {
    throw Race.of(error);
  }
}

export async function releaseEmails(em: EntityManager, customerIds: readonly Uuid[]): Promise<void> {
  if (customerIds.length === 0) return;
  await sql`delete from customer_key where kind = 'EMAIL' and customer_id = any(${customerIds}::uuid[])`.execute(
    em.getKysely(),
  );
}

/** The customers that references name, in their order; null where there is none or nobody is named. At most two statements. */
export async function findCustomers(
  em: EntityManager,
  references: readonly (CustomerReference | null | undefined)[],
): Promise<(Uuid | null)[]> {
  const given = references.flatMap((reference) => reference ?? []);
  const ids = given.flatMap((reference) =>
    'id' in reference ? (localId('customer', reference.id) ?? []) : [],
  );
  const existing = new Set(await existingIds(em, ids));
  const holders = await holdersOf(em, given.flatMap(keyOfReference));
  return references.map((reference) => {
    if (!reference) return null;
    if ('id' in reference) {
      const id = localId('customer', reference.id);
      return id !== null && existing.has(id) ? id : null;
    }
    const [key] = keyOfReference(reference);
    return (key && holders.get(textOf(key))) ?? null;
  });
}

/** What is told of a reference that names nobody, by where it stands in the input. */
export function noCustomer(
  reference: CustomerReference,
  path: readonly (string | number)[] = ['customer'],
): UserError {
  const by = Object.keys(reference)[0] ?? 'id';
  return userError('NOT_FOUND', [...path, by], 'There is no customer by this reference.');
}

export function keyOfReference(reference: CustomerReference): IdentityKey[] {
  if ('externalId' in reference) return [keyOfExternalId(reference.externalId)];
  return 'email' in reference ? [keyOfEmail(reference.email)] : [];
}

async function existingIds(em: EntityManager, ids: readonly Uuid[]): Promise<Uuid[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: Uuid }>`select id from customer where ${isAmong(sql`id`, ids)}`.execute(
    em.getKysely(),
  );
  return rows.map(({ id }) => id);
}
