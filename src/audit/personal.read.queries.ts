import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf } from '../api/page.ts';
import type { Ordering } from '../database/keyset.ts';
import { choosable, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type ActorFilter, actorsIn } from './actor.type.ts';
import type { PersonalRead } from './personal.read.entity.ts';

export type PersonalReadRow = RowOf<typeof PersonalRead>;

const readColumns = choosable('personal_read', ['id', 'actor', 'day', 'count']);

const latestFirst: Ordering = {
  field: 'personal_read.DAY',
  direction: 'DESC',
  sortable: { type: 'date', value: () => sql.ref('personal_read.day') },
};

export function personalReadsPage(
  context: Context,
  { actor, ...args }: PageArgs & { actor?: ActorFilter | null },
  selected: Selection | null,
): Promise<Page<PersonalReadRow>> {
  return pageOf<PersonalReadRow>(
    context,
    {
      columns: readColumns,
      from: sql`personal_read`,
      where: actor ? actorsIn(sql.ref('personal_read.actor'), actor) : sql`true`,
      id: sql.ref('personal_read.id'),
      orderings: [latestFirst],
    },
    args,
    selected,
  );
}

export function personalReadsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<PersonalReadRow[]> {
  return rowsOf<PersonalReadRow>(
    reader,
    sql`select ${readColumns(selected)} from personal_read where ${isAmong(sql`id`, ids)}`,
  );
}
