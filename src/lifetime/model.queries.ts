import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import { choosable, column, isAmong, type Reader, type RowOf, rowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { LifetimeModel } from './model.entity.ts';

export type LifetimeModelRow = RowOf<typeof LifetimeModel>;

const modelColumns = choosable('lifetime_model', [
  'id',
  'fittedAt',
  'dataFrom',
  'dataTo',
  'currency',
  'customerCount',
  'repeaterCount',
  'spenderCount',
  'purchaseDayCount',
  'buying',
  'spending',
  'holdout',
  'correlation',
  'warnings',
  'reason',
  'valueReason',
]);

/** The model that figures were made with at an instant: the latest that gives any, else the latest. null before the first. */
export function modelInUse(
  reader: Reader,
  at: string,
  selected: Selection | null,
): Promise<LifetimeModelRow | null> {
  return rowOf<LifetimeModelRow>(
    reader,
    sql`
      select ${modelColumns(selected)} from lifetime_model
      where fitted_at <= ${at}::timestamptz
      order by (reason is null) desc, fitted_at desc, id desc
      limit 1`,
  );
}

export function modelsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<LifetimeModelRow[]> {
  return rowsOf<LifetimeModelRow>(
    reader,
    sql`select ${modelColumns(selected)} from lifetime_model where ${isAmong(sql`id`, ids)}`,
  );
}

/** Newest first. */
export function modelsPage(
  context: Context,
  args: PageArgs,
  selected: Selection | null,
): Promise<Page<LifetimeModelRow>> {
  return pageOf<LifetimeModelRow>(
    context,
    {
      columns: modelColumns,
      from: sql`lifetime_model`,
      where: sql`true`,
      id: column('lifetime_model', 'id'),
      orderings: [
        {
          field: 'FITTED_AT',
          direction: 'DESC',
          sortable: { type: 'timestamptz', value: () => sql.ref('lifetime_model.fitted_at') },
        },
      ],
    },
    args,
    selected,
  );
}
