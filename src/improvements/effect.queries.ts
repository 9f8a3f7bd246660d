import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Tally } from '../satisfaction/score.rules.ts';
import { tallyFrom } from '../satisfaction/score.source.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

interface EffectRow extends Tally {
  improvementId: Uuid;
  isTouched: boolean;
  isAfter: boolean;
}

/**
 * What was answered so many days before and after improvements were done, by whether they touched the customer: whether
 * feedback of theirs led to it, or they had bought its product when they answered. One statement. Of a customer and a
 * survey the latest answer of each side counts, so that nobody who was asked again disappears from before.
 */
export function answersAround(
  { reader }: Context,
  improvementIds: readonly Uuid[],
  { score, days }: { score: ScoreKind; days: number },
): Promise<EffectRow[]> {
  return rowsOf(
    reader,
    sql<EffectRow>`
      with done as (
        select id, product_id, done_at from improvement
        where id = any(${improvementIds}::uuid[]) and done_at is not null
      ), given as (
        select distinct on (done.id, answer.submitted_at >= done.done_at, answer.customer_id, answer.survey_id)
          done.id as improvement_id, done.product_id, answer.submitted_at >= done.done_at as is_after,
          answer.customer_id, answer.score, answer.is_top, answer.submitted_at
        from done
        join answer
          on answer.submitted_at >= done.done_at - make_interval(days => ${days}::int)
          and answer.submitted_at < done.done_at + make_interval(days => ${days}::int)
        where answer.kind = ${score} and answer.score is not null
        order by
          done.id, answer.submitted_at >= done.done_at, answer.customer_id, answer.survey_id,
          answer.submitted_at desc, answer.id desc
      ), told as (
        select given.*,
          exists (
            select from improvement_feedback as linked
            where linked.improvement_id = given.improvement_id and linked.customer_id = given.customer_id
          ) or exists (
            select from purchase_line as line
            join purchase on purchase.id = line.purchase_id and purchase.customer_id = line.customer_id
            where line.product_id = given.product_id and line.customer_id = given.customer_id
              and purchase.purchased_at <= given.submitted_at and purchase.status <> 'CANCELLED'
          ) as is_touched
        from given
      )
      select
        improvement_id as "improvementId", is_touched as "isTouched", is_after as "isAfter",
        ${tallyFrom(score)}
      from told as answer
      group by improvement_id, is_touched, is_after`,
  );
}
