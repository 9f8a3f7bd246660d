import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Uuid } from '../kernel/ids.ts';
import { refreshScores } from './summary.scores.ts';

/**
 * Has figures count, of each customer and survey, the latest response submitted and no other, in what is kept of the
 * responses, of their answers and of the customers. The customers are locked.
 */
export async function recount(em: EntityManager, customerIds: Iterable<Uuid>): Promise<void> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return;
  const db = em.getKysely();
  await sql`
    with latest as (
      select distinct on (survey_id, customer_id) id, customer_id
      from survey_response
      where customer_id = any(${ids}::uuid[]) and status = 'SUBMITTED'
      order by survey_id, customer_id, submitted_at desc, id desc
    )
    update survey_response as response
    set is_counted = not response.is_counted
    where response.customer_id = any(${ids}::uuid[])
      and response.is_counted <> exists (
        select from latest where latest.id = response.id and latest.customer_id = response.customer_id
      )`.execute(db);
  await sql`
    update answer
    set is_counted = response.is_counted
    from survey_response as response
    where response.id = answer.response_id and response.customer_id = answer.customer_id
      and answer.customer_id = any(${ids}::uuid[])
      and answer.is_counted <> response.is_counted`.execute(db);
  await refreshScores(em, ids);
}
