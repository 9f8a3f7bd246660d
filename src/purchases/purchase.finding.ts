import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { ExternalId } from '../customers/customer.rules.ts';
import { listedExternalIds } from '../customers/external.keys.ts';
import { localId } from '../kernel/ids.ts';
import type { FactKey } from './purchase.queries.ts';

export type PurchaseReference = { id: string } | { externalId: ExternalId };

/** The purchases that references name, in their order; null where there is none or nothing is named. At most one statement. */
export async function findPurchases(
  em: EntityManager,
  references: readonly (PurchaseReference | null | undefined)[],
): Promise<(FactKey | null)[]> {
  const given = references.flatMap((reference) => reference ?? []);
  const ids = given.flatMap((one) => ('id' in one ? (localId('purchase', one.id) ?? []) : []));
  const keys = given.flatMap((one) => ('externalId' in one ? [one.externalId] : []));
  if (ids.length + keys.length === 0) return references.map(() => null);
  const { rows } = await sql<FactKey & { source: string | null; value: string | null }>`
    select id, customer_id as "customerId", null as source, null as value
    from purchase
    where id = any(${ids}::uuid[])
    union all
    select purchase_id, customer_id, source, value
    from purchase_key
    where (source, value) in ${listedExternalIds(keys)}`.execute(em.getKysely());
  const found = new Map(
    rows.map(({ source, value, ...purchase }) => [
      source === null ? purchase.id : JSON.stringify([source, value]),
      purchase,
    ]),
  );
  return references.map((reference) => (reference && found.get(keyOf(reference))) ?? null);
}

function keyOf(reference: PurchaseReference): string {
  if ('id' in reference) return localId('purchase', reference.id) ?? '';
  return JSON.stringify([reference.externalId.source, reference.externalId.id.trim()]);
}
