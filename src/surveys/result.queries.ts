import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isAmong, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** How often something was answered to a question: a score, a choice, or with neither anything at all. */
export interface AnswerCount {
  questionId: Uuid;
  score: number | null;
  choice: string | null;
  count: number;
}

/**
 * What was answered to questions, of the responses that count: whoever chose several things counts in each, and once in
 * the line with neither score nor choice. One statement, over the index by question alone; by its ids, because a join
 * would have PostgreSQL read every answer there is.
 */
export function answerCounts({ reader }: Context, questionIds: readonly Uuid[]): Promise<AnswerCount[]> {
  return rowsOf(
    reader,
    sql`
      with alike as materialized (
        select question_id, score, choices, count(*) as count
        from answer
        where ${isAmong(sql`question_id`, questionIds)} and is_counted
        group by question_id, score, choices
      )
      select question_id as "questionId", score, null as choice, sum(count)::bigint as count
      from alike
      group by question_id, score
      union all
      select question_id, null, chosen.choice, sum(count)::bigint
      from alike
      cross join unnest(choices) as chosen (choice)
      group by question_id, chosen.choice`,
  );
}
