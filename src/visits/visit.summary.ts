import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import { differingSummaries } from '../customers/summary.check.ts';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** A customer's figures as their visits give them. */
function figures(ofCustomers: Sql): Sql {
  return sql`
    select known.customer_id, count(visit.id)::int as visit_count, max(visit.ended_at) as last_visit_at
    from customer_summary as known
    left join visit on visit.customer_id = known.customer_id
    where ${ofCustomers}
    group by known.customer_id`;
}

/** Brings the summaries up to date with the visits; the customers are locked. */
export async function refreshVisitSummaries(em: EntityManager, customerIds: readonly Uuid[]): Promise<void> {
  await sql`
    update customer_summary as summary
    set visit_count = figures.visit_count, last_visit_at = figures.last_visit_at
    from (${figures(sql`known.customer_id = any(${customerIds}::uuid[])`)}) as figures
    where summary.customer_id = figures.customer_id and summary.customer_id = any(${customerIds}::uuid[])
  `.execute(em.getKysely());
}

/** Every customer whose summary is not what their visits give, with both. */
export function visitDifferences(): Sql<FigureDifference> {
  return differingSummaries(figures(sql`true`));
}
