import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import { differingSummaries } from '../customers/summary.check.ts';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ScoreKind } from './survey.words.ts';

/** The scores that customers gave last, and what all of theirs come to, as far as they count. */
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
      ${last('CSAT', sql`question.scale_max`)} as last_csat_max,
      given.*
    from customer_summary as known
    cross join lateral (
      select
        count(*) filter (where kind = 'NPS') as nps_count,
        count(*) filter (where kind = 'NPS' and is_top) as nps_promoters,
        count(*) filter (where kind = 'NPS' and score <= 6) as nps_detractors,
        count(*) filter (where kind = 'CSAT') as csat_count,
        count(*) filter (where kind = 'CSAT' and is_top) as csat_top,
        count(*) filter (where kind = 'CES') as ces_count,
        count(*) filter (where kind = 'CES' and is_top) as ces_easy,
        coalesce(sum(score) filter (where kind = 'CES'), 0) as ces_sum,
        coalesce(sum(score * score) filter (where kind = 'CES'), 0) as ces_squares
      from answer
      where answer.customer_id = known.customer_id and is_counted and score is not null
    ) as given
    where ${ofCustomers}`;
}

/** Brings the summaries up to date with the answers; the customers are locked. */
export async function refreshScores(em: EntityManager, customerIds: readonly Uuid[]): Promise<void> {
  await sql`
    update customer_summary as summary
    set
      last_nps = figures.last_nps, last_csat = figures.last_csat, last_csat_max = figures.last_csat_max,
      nps_count = figures.nps_count, nps_promoters = figures.nps_promoters, nps_detractors = figures.nps_detractors,
      csat_count = figures.csat_count, csat_top = figures.csat_top,
      ces_count = figures.ces_count, ces_easy = figures.ces_easy,
      ces_sum = figures.ces_sum, ces_squares = figures.ces_squares
    from (${figures(sql`known.customer_id = any(${customerIds}::uuid[])`)}) as figures
    where summary.customer_id = figures.customer_id and summary.customer_id = any(${customerIds}::uuid[])
  `.execute(em.getKysely());
}

/** Every customer whose summary is not what their answers give. */
export function scoreDifferences(): Sql<FigureDifference> {
  return differingSummaries(figures(sql`true`));
}
