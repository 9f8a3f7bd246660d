import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import { conditionOf } from '../database/filter.ts';
import type { Direction, Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { among, type FactKey } from '../purchases/purchase.queries.ts';
import { caseClauses, type ServiceCaseFilter } from './case.filter.ts';
import type { ServiceCase } from './interaction.entity.ts';

export type ServiceCaseRow = Omit<
  RowOf<typeof ServiceCase>,
  'askedAt' | 'changedAt' | 'createdAt' | 'updatedAt' | 'openedDay' | 'firstResponseDay' | 'resolvedDay'
>;

export const caseColumns = choosable(
  'service_case',
  [
    'id',
    'customerId',
    'kind',
    'channel',
    'openedBy',
    'subject',
    'status',
    'priority',
    'assignee',
    'openedAt',
    'dueAt',
    'firstResponseAt',
    'resolvedAt',
    'reopenedCount',
    'firstResponseSeconds',
    'firstResponseBusinessSeconds',
    'resolutionSeconds',
    'resolutionBusinessSeconds',
    'withinTarget',
  ],
  ['id', 'customerId'],
);

/** What is due at no time comes last in both directions. */
const due: Sortable = {
  type: 'timestamptz',
  value: (direction) =>
    sql`coalesce(service_case.due_at, ${sql.lit(direction === 'ASC' ? 'infinity' : '-infinity')}::timestamptz)`,
};

/** What cases can be ordered by. */
export const caseOrders = {
  OPENED_AT: { type: 'timestamptz', value: () => sql.ref('service_case.opened_at') },
  UPDATED_AT: { type: 'timestamptz', value: () => sql.ref('service_case.updated_at') },
  DUE_AT: due,
} satisfies Record<string, Sortable>;
export type CaseOrderField = keyof typeof caseOrders;

export interface CaseListArgs extends PageArgs {
  filter?: ServiceCaseFilter | null;
  orderBy?: readonly { field: CaseOrderField; direction: Direction }[] | null;
}

/** A list of cases under each of many customers, and what is wanted of them. */
export type SelectedCases = CaseListArgs & { selected: Selection | null };

export function casesPage(
  context: Context,
  args: CaseListArgs,
  selected: Selection | null,
): Promise<Page<ServiceCaseRow>> {
  return pageOf<ServiceCaseRow>(context, listing(context, args), args, selected);
}

export function casePagesByCustomer(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedCases,
): Promise<Map<Uuid, Page<ServiceCaseRow>>> {
  const parent = { parent: column('service_case', 'customerId'), parentIs: 'customerId' };
  return pagesOf<ServiceCaseRow>(
    context,
    { ...listing(context, args), ...parent },
    customerIds,
    args,
    selected,
  );
}

function listing(context: Context, { filter, orderBy }: CaseListArgs): Listing {
  const orders = orderBy?.length ? orderBy : [{ field: 'OPENED_AT', direction: 'DESC' } as const];
  return {
    columns: caseColumns,
    from: sql`service_case`,
    where: conditionOf(caseClauses, filter, filterSetting(context)),
    id: column('service_case', 'id'),
    orderings: orders.map((order) => ({
      field: `case.${order.field}`,
      direction: order.direction,
      sortable: caseOrders[order.field],
    })),
  };
}

export function casesById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<ServiceCaseRow[]> {
  return rowsOf<ServiceCaseRow>(
    reader,
    sql`select ${caseColumns(selected)} from service_case where ${isAmong(sql`id`, ids)}`,
  );
}

export function casesByKey(
  { reader }: Context,
  keys: readonly FactKey[],
  selected: Selection | null,
): Promise<ServiceCaseRow[]> {
  return rowsOf<ServiceCaseRow>(
    reader,
    sql`select ${caseColumns(selected)} from service_case where ${among('id', 'customer_id', keys)}`,
  );
}
