import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import type { Change } from '../database/journal.entity.ts';
import type { Ordering } from '../database/keyset.ts';
import { choosable, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type ChangeFilter, changeClauses } from './change.filter.ts';

export type ChangeRow = RowOf<typeof Change>;

const changeColumns = choosable('change', [
  'id',
  'at',
  'actor',
  'action',
  'subjectId',
  'customerId',
  'details',
]);

const newestFirst: Ordering = {
  field: 'change.AT',
  direction: 'DESC',
  sortable: { type: 'timestamptz', value: () => sql.ref('change.at') },
};

export function changesPage(
  context: Context,
  { filter, ...args }: PageArgs & { filter?: ChangeFilter | null },
  selected: Selection | null,
): Promise<Page<ChangeRow>> {
  return pageOf<ChangeRow>(
    context,
    {
      columns: changeColumns,
      from: sql`change`,
      where: conditionOf(changeClauses, filter, filterSetting(context)),
      id: sql.ref('change.id'),
      orderings: [newestFirst],
    },
    args,
    selected,
  );
}

export function changesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ChangeRow[]> {
  return rowsOf<ChangeRow>(
    reader,
    sql`select ${changeColumns(selected)} from change where ${isAmong(sql`id`, ids)}`,
  );
}
