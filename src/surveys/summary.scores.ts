import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import { differingSummaries } from '../customers/summary.check.ts';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ScoreKind } from './survey.words.ts';

/** The scores that customers gave last, as far as they count. */
function figures(ofCustomers: Sql): Sql {
  const last = (kind: ScoreKind, value: Sql) => sql`(
    select ${value}
    from answer
    join question on question.id = answer.question_id
    where answer.customer_id = known.customer_id and answer.kind = ${kind} and answer.is_counted
    order by answer.submitted_at desc, answer.id desc
    limit 1
  )`;
  return sql`
    select
      known.customer_id,
      ${last('NPS', sql`answer.score`)} as last_nps,
      ${last('CSAT', sql`answer.score`)} as last_csat,
      ${last('CSAT', sql`question.scale_max`)} as last_csat_max
    from customer_summary as known
    where ${ofCustomers}`;
}

/** Brings the summaries up to date with the answers; the customers are locked. */
export async function refreshScores(em: EntityManager, customerIds: readonly Uuid[]): Promise<void> {
  await sql`
    update customer_summary as summary
    set last_nps = figures.last_nps, last_csat = figures.last_csat, last_csat_max = figures.last_csat_max
    from (${figures(sql`known.customer_id = any(${customerIds}::uuid[])`)}) as figures
    where summary.customer_id = figures.customer_id and summary.customer_id = any(${customerIds}::uuid[])
  `.execute(em.getKysely());
}

/** Every customer whose summary is not what their answers give. */
export function scoreDifferences(): Sql<FigureDifference> {
  return differingSummaries(figures(sql`true`));
}
