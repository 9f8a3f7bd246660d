import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import { differingSummaries } from '../customers/summary.check.ts';
import { takeLocks } from '../database/advisory.ts';
import { isAmong, type Sql } from '../database/read.ts';
import { Race } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';

/**
 * Makes everybody else who changes these customers' facts wait until our transaction ends, so that what is left to
 * refund and the summaries are worked out on figures that stand. Advisory locks, because Citus takes them for many
 * customers at once and FOR UPDATE only for one; in id order, so that two batches never wait for each other.
 */
export async function lockCustomers(em: EntityManager, customerIds: Iterable<Uuid>): Promise<void> {
  const ids = [...new Set(customerIds)].toSorted();
  await takeLocks(em, 'customers', ids.map(lockKey));
}

/** Locks the customer of a fact and reads the fact again, so that it stays as it is. */
export async function lockCustomerOf(em: EntityManager, fact: { customerId: Uuid }): Promise<void> {
  await lockCustomers(em, [fact.customerId]);
  // It is gone when its customer was recognised while we waited; it is then found with the one they are.
  if (!(await em.refresh(fact))) throw new Race('The fact is of another customer by now.');
}

/** The random half of a UUIDv7 as a signed 64-bit number. */
function lockKey(id: Uuid): bigint {
  return BigInt.asIntN(64, BigInt(`0x${id.replaceAll('-', '').slice(16)}`));
}

/** A customer's figures as their purchases give them; cancelled ones are out. */
function figures(ofCustomers: Sql): Sql {
  return sql`
    select
      known.customer_id,
      count(purchase.id)::int as purchase_count,
      coalesce(sum(purchase.unit_count), 0)::bigint as unit_count,
      coalesce(sum(purchase.base_total_minor), 0)::bigint as gross_minor,
      coalesce(sum(purchase.base_refunded_minor), 0)::bigint as refunded_minor,
      coalesce(sum(purchase.base_total_minor - purchase.base_refunded_minor), 0)::bigint as total_spent_minor,
      min(purchase.purchased_at) as first_purchase_at,
      max(purchase.purchased_at) as last_purchase_at
    from customer_summary as known
    left join purchase on purchase.customer_id = known.customer_id and purchase.status <> 'CANCELLED'
    where ${ofCustomers}
    group by known.customer_id`;
}

/** Brings the summaries up to date with the purchases; the customers are locked. */
export async function refreshSummaries(em: EntityManager, customerIds: Iterable<Uuid>): Promise<void> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return;
  await sql`
    update customer_summary as summary
    set
      purchase_count = figures.purchase_count,
      unit_count = figures.unit_count,
      gross_minor = figures.gross_minor,
      refunded_minor = figures.refunded_minor,
      total_spent_minor = figures.total_spent_minor,
      first_purchase_at = figures.first_purchase_at,
      last_purchase_at = figures.last_purchase_at
    from (${figures(isAmong(sql`known.customer_id`, ids))}) as figures
    where summary.customer_id = figures.customer_id and ${isAmong(sql`summary.customer_id`, ids)}
  `.execute(em.getKysely());
}

/** Every customer whose summary is not what their purchases give. */
export function summaryDifferences(): Sql<FigureDifference> {
  return differingSummaries(figures(sql`true`));
}
