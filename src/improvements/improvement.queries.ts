import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import { type CustomerRow, customerColumns, customerOrders } from '../customers/customer.queries.ts';
import { conditionOf } from '../database/filter.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Improvement } from './improvement.entity.ts';
import { type ImprovementFilter, improvementClauses } from './improvement.filter.ts';

export type ImprovementRow = Omit<RowOf<typeof Improvement>, 'updatedAt'>;

const improvementColumns = choosable(
  'improvement',
  ['id', 'title', 'description', 'status', 'reason', 'productId', 'doneAt', 'createdAt'],
  // An effect is of what was done.
  ['id', 'doneAt'],
);

export interface ImprovementListArgs extends PageArgs {
  filter?: ImprovementFilter | null;
}

/** Newest first. */
export function improvementsPage(
  context: Context,
  { filter, ...args }: ImprovementListArgs,
  selected: Selection | null,
): Promise<Page<ImprovementRow>> {
  return pageOf<ImprovementRow>(
    context,
    {
      columns: improvementColumns,
      from: sql`improvement`,
      where: conditionOf(improvementClauses, filter, filterSetting(context)),
      id: column('improvement', 'id'),
      orderings: [
        {
          field: 'improvement.CREATED_AT',
          direction: 'DESC',
          sortable: { type: 'timestamptz', value: () => column('improvement', 'createdAt') },
        },
      ],
    },
    args,
    selected,
  );
}

export function improvementsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ImprovementRow[]> {
  return rowsOf<ImprovementRow>(
    reader,
    sql`select ${improvementColumns(selected)} from improvement where ${isAmong(sql`id`, ids)}`,
  );
}

/** How much feedback led to improvements. */
export function evidenceCounts(
  { reader }: Context,
  ids: readonly Uuid[],
): Promise<{ improvementId: Uuid; count: number }[]> {
  return rowsOf(
    reader,
    sql`
      select improvement_id as "improvementId", count(*)::int as count
      from improvement_feedback where ${isAmong(sql`improvement_id`, ids)}
      group by improvement_id`,
  );
}

/** Customers known by name whose feedback led to improvements, each once, by name. */
export function customerPagesToTell(
  context: Context,
  improvementIds: readonly Uuid[],
  { selected, ...args }: PageArgs & { selected: Selection | null },
): Promise<Map<Uuid, Page<CustomerRow>>> {
  const from = sql`
    (select distinct improvement_id, customer_id from improvement_feedback) as told
    join customer on customer.id = told.customer_id`;
  return pagesOf<CustomerRow>(
    context,
    {
      columns: customerColumns,
      from,
      where: sql`customer.identified`,
      id: sql.ref('customer.id'),
      orderings: [{ field: 'customer.NAME', direction: 'ASC', sortable: customerOrders.NAME }],
      parent: sql.ref('told.improvement_id'),
    },
    improvementIds,
    args,
    selected,
  );
}
