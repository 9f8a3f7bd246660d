// The timeline: everything that happened with a customer, in one list. It knows no kind of fact; the slices declare them.

import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type Page, type PageArgs, pagesOf } from '../api/page.ts';
import type { TimelineSource } from '../api/timeline.ts';
import type { Sortable } from '../database/keyset.ts';
import type { Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** A fact with the name of its type, which tells what it is. */
export type TimelineEntry = { __typename: string; id: Uuid };

interface Listed {
  typeName: string;
  /** The fact as JSON. */
  row: string;
}

const happened: Sortable = { type: 'timestamptz', value: () => sql.ref('entry.at') };

/** Newest first: one statement, whatever the number of kinds and customers. */
export async function timelinesOf(
  context: Context,
  sources: readonly TimelineSource[],
  customerIds: readonly Uuid[],
  args: PageArgs,
): Promise<Map<Uuid, Page<TimelineEntry>>> {
  const pages = await pagesOf<Listed>(
    context,
    {
      columns: () => sql`entry.id, entry.customer_id as "customerId", entry.type_name as "typeName"`,
      from: sql`(${sql.join(sources.map(entriesOf), sql` union all `)}) as entry`,
      where: sql`true`,
      id: sql.ref('entry.id'),
      orderings: [{ field: 'timeline.AT', direction: 'DESC', sortable: happened }],
      detail: sql`case listed."typeName" ${sql.join(sources.map(rowOf), sql` `)} end as row`,
      parent: sql.ref('entry.customer_id'),
      parentIs: 'customerId',
    },
    customerIds,
    args,
    null,
  );
  return new Map([...pages].map(([id, page]) => [id, { ...page, rows: page.rows.map(entryOf) }]));
}

function entriesOf({ typeName, table, at }: TimelineSource): Sql {
  const [id, customerId] = [sql.ref(`${table}.id`), sql.ref(`${table}.customer_id`)];
  return sql`select ${sql.lit(typeName)} as type_name, ${id}, ${customerId}, ${at} as at from ${sql.table(table)}`;
}

/** The fact's row as JSON: rows of several kinds have no columns in common. */
function rowOf({ typeName, table, columns, joined = sql`` }: TimelineSource): Sql {
  const [id, customerId] = [sql.ref(`${table}.id`), sql.ref(`${table}.customer_id`)];
  return sql`when ${sql.lit(typeName)} then (
      select row_to_json(fact)::text from (
        select ${columns} from ${sql.table(table)} ${joined}
        where ${id} = listed.id and ${customerId} = listed."customerId"
      ) as fact
    )`;
}

function entryOf({ row, typeName, orderedBy }: Page<Listed>['rows'][number]) {
  return { ...(JSON.parse(row) as { id: Uuid }), __typename: typeName, orderedBy };
}
