import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Question, Survey } from './survey.entity.ts';
import { type SurveyFilter, surveyClauses } from './survey.filter.ts';

export type SurveyRow = RowOf<typeof Survey>;
export type QuestionRow = RowOf<typeof Question>;

const surveyColumns = choosable('survey', [
  'id',
  'name',
  'status',
  'languages',
  'fatigueDays',
  'trigger',
  'openedAt',
  'closedAt',
  'createdAt',
  'updatedAt',
]);

const questionColumns = choosable(
  'question',
  ['id', 'surveyId', 'position', 'kind', 'texts', 'choices', 'scaleMax', 'topBox', 'isRequired'],
  ['id', 'surveyId'],
);

export interface SurveyListArgs extends PageArgs {
  filter?: SurveyFilter | null;
}

/** Newest first. */
export function surveysPage(
  context: Context,
  { filter, ...args }: SurveyListArgs,
  selected: Selection | null,
): Promise<Page<SurveyRow>> {
  return pageOf<SurveyRow>(
    context,
    {
      columns: surveyColumns,
      from: sql`survey`,
      where: conditionOf(surveyClauses, filter, filterSetting(context)),
      id: column('survey', 'id'),
      orderings: [
        {
          field: 'survey.CREATED_AT',
          direction: 'DESC',
          sortable: { type: 'timestamptz', value: () => sql.ref('survey.created_at') },
        },
      ],
    },
    args,
    selected,
  );
}

export function surveysById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<SurveyRow[]> {
  return rowsOf<SurveyRow>(
    reader,
    sql`select ${surveyColumns(selected)} from survey where ${isAmong(sql`id`, ids)}`,
  );
}

/** In the order in which they are asked. */
export function questionsOf(
  { reader }: Context,
  surveyIds: readonly Uuid[],
  selected: Selection | null,
): Promise<QuestionRow[]> {
  return rowsOf<QuestionRow>(
    reader,
    sql`
      select ${questionColumns(selected)} from question
      where ${isAmong(sql`survey_id`, surveyIds)}
      order by survey_id, position`,
  );
}

export function questionsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<QuestionRow[]> {
  return rowsOf<QuestionRow>(
    reader,
    sql`select ${questionColumns(selected)} from question where ${isAmong(sql`id`, ids)}`,
  );
}
