import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isAmong, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** How often something was answered to a question: a score, a choice, or with neither anything at all. */
export interface AnswerCount {
  surveyId: Uuid;
  questionId: Uuid;
  score: number | null;
  choice: string | null;
  count: number;
}

/**
 * What was answered to the questions of surveys, of the responses that count: whoever chose several things counts in
 * each, and once in the line with neither score nor choice. One statement.
 */
export function answerCounts({ reader }: Context, surveyIds: readonly Uuid[]): Promise<AnswerCount[]> {
  const ofSurveys = isAmong(sql.ref('question.survey_id'), surveyIds);
  return rowsOf(
    reader,
    sql`
      select question.survey_id as "surveyId", question.id as "questionId", answer.score, null as choice,
        count(*) as count
      from question
      join answer on answer.question_id = question.id and answer.is_counted
      where ${ofSurveys}
      group by question.survey_id, question.id, answer.score
      union all
      select question.survey_id, question.id, null, chosen.choice, count(*)
      from question
      join answer on answer.question_id = question.id and answer.is_counted
      cross join unnest(answer.choices) as chosen (choice)
      where ${ofSurveys} and question.choices is not null
      group by question.survey_id, question.id, chosen.choice`,
  );
}
