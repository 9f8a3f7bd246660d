import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { type CustomerRow, customerColumns } from '../customers/customer.queries.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { CaseStudy, Finding } from './study.entity.ts';

export type CaseStudyRow = Omit<RowOf<typeof CaseStudy>, 'updatedAt'>;
export type FindingRow = RowOf<typeof Finding>;

const studyColumns = choosable('case_study', [
  'id',
  'title',
  'question',
  'periodFrom',
  'periodTo',
  'conclusion',
  'concludedAt',
  'createdAt',
]);
const findingColumns = choosable(
  'finding',
  [
    'id',
    'customerId',
    'caseStudyId',
    'statement',
    'quote',
    'purchaseId',
    'interactionId',
    'responseId',
    'reviewId',
    'createdAt',
  ],
  ['id', 'caseStudyId'],
);

/** Newest first. */
export function studiesPage(
  context: Context,
  args: PageArgs,
  selected: Selection | null,
): Promise<Page<CaseStudyRow>> {
  return pageOf<CaseStudyRow>(
    context,
    {
      columns: studyColumns,
      from: sql`case_study`,
      where: sql`true`,
      id: column('case_study', 'id'),
      orderings: [
        {
          field: 'study.CREATED_AT',
          direction: 'DESC',
          sortable: { type: 'timestamptz', value: () => column('case_study', 'createdAt') },
        },
      ],
    },
    args,
    selected,
  );
}

export function studiesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<CaseStudyRow[]> {
  return rowsOf<CaseStudyRow>(
    reader,
    sql`select ${studyColumns(selected)} from case_study where ${isAmong(sql`id`, ids)}`,
  );
}

/** Whom case studies follow, in the order given. */
export function customersOfStudies(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<(CustomerRow & { caseStudyId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      with followed as (
        select case_study_id, customer_id, min(id::text) as first
        from case_study_customer where ${isAmong(sql`case_study_id`, ids)}
        group by case_study_id, customer_id
      )
      select ${customerColumns(selected)}, followed.case_study_id as "caseStudyId"
      from followed join customer on customer.id = followed.customer_id
      order by followed.first`,
  );
}

export function findingsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<FindingRow[]> {
  return rowsOf<FindingRow>(
    reader,
    sql`select ${findingColumns(selected)} from finding where ${isAmong(sql`id`, ids)}`,
  );
}

/** What case studies found, in the order in which it was. */
export function findingsOf(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<FindingRow[]> {
  return rowsOf<FindingRow>(
    reader,
    sql`
      select ${findingColumns(selected)} from finding
      where ${isAmong(sql`case_study_id`, ids)} order by created_at, id`,
  );
}
