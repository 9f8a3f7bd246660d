import { sql } from 'kysely';
import type { FigureDifference } from '../api/contributions.ts';
import type { Sql } from '../database/read.ts';

/**
 * Every response whose kept score, or whether it counts, is not what its answers and its fellows give, and every one of
 * which an answer has another copy. What was said is left out of what is told.
 */
export function responseDifferences(): Sql<FigureDifference> {
  return sql`
    with ranked as (
      select
        id, customer_id, status, is_counted, score, score_kind, submitted_at, channel, product_id, survey_id,
        row_number() over (
          partition by survey_id, customer_id, status order by submitted_at desc, id desc
        ) as place
      from survey_response
    ), scored as (
      select distinct on (answer.response_id, answer.customer_id)
        answer.response_id, answer.customer_id, answer.score, answer.kind
      from answer
      join question on question.id = answer.question_id
      where answer.score is not null
      order by answer.response_id, answer.customer_id, question.position
    ), strayed as (
      select answer.response_id, answer.customer_id, count(*)::int as count
      from answer
      join survey_response as response
        on response.id = answer.response_id and response.customer_id = answer.customer_id
      where (answer.survey_id, answer.submitted_at, answer.channel, answer.product_id, answer.is_counted)
        is distinct from
        (response.survey_id, response.submitted_at, response.channel, response.product_id, response.is_counted)
      group by answer.response_id, answer.customer_id
    ), compared as (
      select
        ranked.id,
        jsonb_build_object(
          'isCounted', ranked.is_counted, 'score', ranked.score, 'scoreKind', ranked.score_kind,
          'answersOtherwise', coalesce(strayed.count, 0)
        ) as kept,
        jsonb_build_object(
          'isCounted', ranked.status = 'SUBMITTED' and ranked.place = 1,
          'score', scored.score, 'scoreKind', scored.kind,
          'answersOtherwise', 0
        ) as figured
      from ranked
      left join scored on scored.response_id = ranked.id and scored.customer_id = ranked.customer_id
      left join strayed on strayed.response_id = ranked.id and strayed.customer_id = ranked.customer_id
    )
    select id, kept, figured from compared where kept is distinct from figured`;
}
