import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import { differingSummaries } from '../customers/summary.check.ts';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** How many interactions and unresolved cases customers have. */
function figures(ofCustomers: Sql): Sql {
  return sql`
    select
      known.customer_id,
      (
        select count(*)::int from interaction where interaction.customer_id = known.customer_id
      ) as interaction_count,
      (
        select count(*)::int from service_case
        where service_case.customer_id = known.customer_id and service_case.status in ('OPEN', 'WAITING')
      ) as open_case_count
    from customer_summary as known
    where ${ofCustomers}`;
}

/** Brings the summaries up to date with interactions and cases; the customers are locked. */
export async function refreshCounts(em: EntityManager, customerIds: Iterable<Uuid>): Promise<void> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return;
  await sql`
    update customer_summary as summary
    set interaction_count = figures.interaction_count, open_case_count = figures.open_case_count
    from (${figures(sql`known.customer_id = any(${ids}::uuid[])`)}) as figures
    where summary.customer_id = figures.customer_id and summary.customer_id = any(${ids}::uuid[])
  `.execute(em.getKysely());
}

/** Every customer whose summary is not what their interactions and cases give. */
export function countDifferences(): Sql<FigureDifference> {
  return differingSummaries(figures(sql`true`));
}

/** Every case whose figures are not what its messages and moments give. Business time depends on settings and is left out. */
export function caseDifferences(): Sql<FigureDifference> {
  return sql`
    with asked as (
      select case_id, customer_id, min(occurred_at) as at
      from interaction
      where case_id is not null and author = 'CUSTOMER'
      group by case_id, customer_id
    ), answered as (
      select asked.case_id, asked.customer_id, min(interaction.occurred_at) as at
      from asked
      join interaction on interaction.case_id = asked.case_id and interaction.customer_id = asked.customer_id
      where interaction.author = 'AGENT' and interaction.occurred_at >= asked.at
      group by asked.case_id, asked.customer_id
    ), compared as (
      select
        service_case.id,
        jsonb_build_object(
          'askedAt', asked_at, 'firstResponseAt', first_response_at,
          'firstResponseSeconds', first_response_seconds,
          'resolutionSeconds', resolution_seconds, 'withinTarget', within_target
        ) as kept,
        jsonb_build_object(
          'askedAt', asked.at, 'firstResponseAt', answered.at,
          'firstResponseSeconds', floor(extract(epoch from answered.at - asked.at))::int,
          'resolutionSeconds', floor(extract(epoch from resolved_at - opened_at))::int,
          'withinTarget', resolved_at <= due_at
        ) as figured
      from service_case
      left join asked
        on asked.case_id = service_case.id and asked.customer_id = service_case.customer_id
        and opened_by <> 'AGENT'
      left join answered
        on answered.case_id = asked.case_id and answered.customer_id = asked.customer_id
    )
    select id, kept, figured from compared where kept is distinct from figured`;
}
