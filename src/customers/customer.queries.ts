import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import { piiScope } from '../api/scope.ts';
import type { Direction, Ordering, Sortable } from '../database/keyset.ts';
import { allOf, choosable, isAmong, type RowOf, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Customer, CustomerKey, CustomerSummary } from './customer.entity.ts';
import { type CustomerFilterShape, knownUnlessAsked } from './customer.filter.ts';
import { askedBy, matching } from './customer.matching.ts';
import type { ExternalId } from './customer.rules.ts';
import { searched } from './customer.search.ts';

export type CustomerRow = Omit<RowOf<typeof Customer>, 'foldedName'>;
export type CustomerSummaryRow = RowOf<typeof CustomerSummary>;

export const customerColumns = choosable('customer', [
  'id',
  'kind',
  'identified',
  'name',
  'givenName',
  'familyName',
  'registrationNumber',
  'industry',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'language',
  'yearlyIncomeMinor',
  'yearlyIncomeCurrency',
  'interests',
  'attributes',
  'organisationId',
  'createdAt',
  'updatedAt',
]);

const summaryColumns = choosable(
  'summary',
  [
    'customerId',
    'purchaseCount',
    'unitCount',
    'grossMinor',
    'refundedMinor',
    'totalSpentMinor',
    'firstPurchaseAt',
    'lastPurchaseAt',
    'interactionCount',
    'openCaseCount',
    'visitCount',
    'lastVisitAt',
    'lastNps',
    'lastCsat',
    'lastCsatMax',
  ],
  ['customerId'],
);

function ofCustomer(name: string, type: Sortable['type']): Sortable {
  return { type, value: () => sql.ref(`customer.${name}`) };
}

function ofSummary(name: string): Sortable {
  return { type: 'bigint', value: () => sql.ref(`summary.${name}`) };
}

/** Whoever never bought comes last in both directions. */
const lastPurchase: Sortable = {
  type: 'timestamptz',
  value: (direction) =>
    sql`coalesce(summary.last_purchase_at, ${sql.lit(direction === 'ASC' ? 'infinity' : '-infinity')}::timestamptz)`,
};

/** What customers can be ordered by. */
export const customerOrders = {
  CREATED_AT: ofCustomer('created_at', 'timestamptz'),
  UPDATED_AT: ofCustomer('updated_at', 'timestamptz'),
  NAME: ofCustomer('folded_name', 'text'),
  TOTAL_SPENT: ofSummary('total_spent_minor'),
  PURCHASE_COUNT: ofSummary('purchase_count'),
  LAST_PURCHASE_AT: lastPurchase,
} as const;
export type CustomerOrderField = keyof typeof customerOrders;

const ordersOfSummary: readonly Sortable[] = [
  customerOrders.TOTAL_SPENT,
  customerOrders.PURCHASE_COUNT,
  customerOrders.LAST_PURCHASE_AT,
];

export interface CustomerOrdering {
  field: CustomerOrderField;
  direction: Direction;
}

export interface CustomerListArgs extends PageArgs {
  filter?: CustomerFilterShape | null;
  search?: string | null;
  orderBy?: readonly CustomerOrdering[] | null;
}

const newestFirst: CustomerOrdering[] = [{ field: 'CREATED_AT', direction: 'DESC' }];

/** Customers that are known by name, unless the filter asks for others. */
export function customersPage(
  context: Context,
  { filter, search, orderBy, ...args }: CustomerListArgs,
  selected: Selection | null,
): Promise<Page<CustomerRow>> {
  const orderings = (orderBy?.length ? orderBy : newestFirst).map(orderingOf);
  const chosen = matching(filter, askedBy(context));
  // One row to one: joined, it saves a statement.
  const along = (selected?.links ?? []).filter(({ name }) => name === 'summary');
  return pageOf<CustomerRow>(
    context,
    {
      columns: (chosen) =>
        sql.join([customerColumns(chosen), ...along.map((link) => summaryColumns(link.selected))]),
      along,
      from: chosen.from,
      orderedFrom: along.length > 0 || isBySummary(orderings) ? withSummary(chosen.from) : chosen.from,
      where: allOf([
        chosen.where,
        knownUnlessAsked(filter),
        search?.trim() ? searched(search, { emails: context.caller.scopes.has(piiScope) }) : sql`true`,
      ]),
      id: sql.ref('customer.id'),
      orderings: chosen.sumsUp ? orderings.map(inNoIndex) : orderings,
    },
    args,
    selected,
  );
}

/** The people of organisations, by name. */
export function memberPages(
  context: Context,
  organisationIds: readonly Uuid[],
  { selected, ...args }: PageArgs & { selected: Selection | null },
): Promise<Map<Uuid, Page<CustomerRow>>> {
  return pagesOf<CustomerRow>(
    context,
    {
      columns: customerColumns,
      from: sql`customer`,
      where: sql`true`,
      id: sql.ref('customer.id'),
      orderings: [orderingOf({ field: 'NAME', direction: 'ASC' })],
      parent: sql.ref('customer.organisation_id'),
    },
    organisationIds,
    args,
    selected,
  );
}

export function customersById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<CustomerRow[]> {
  return rowsOf<CustomerRow>(
    reader,
    sql`select ${customerColumns(selected)} from customer where ${isAmong(sql`id`, ids)}`,
  );
}

export function summariesOf(
  { reader }: Context,
  customerIds: readonly Uuid[],
  selected: Selection | null,
): Promise<CustomerSummaryRow[]> {
  return rowsOf<CustomerSummaryRow>(
    reader,
    sql`select ${summaryColumns(selected)} from customer_summary as summary where ${isAmong(sql`customer_id`, customerIds)}`,
  );
}

export function externalIdsOf(
  { reader }: Context,
  customerIds: readonly Uuid[],
): Promise<(ExternalId & { customerId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      select customer_id as "customerId", source, value as id
      from customer_key
      where ${isAmong(sql`customer_id`, customerIds)} and kind = 'EXTERNAL'
      order by source, value`,
  );
}

type Key = Pick<RowOf<typeof CustomerKey>, 'kind' | 'source' | 'value'>;

export async function customerByKey(
  { reader }: Context,
  { kind, source, value }: Key,
  selected: Selection | null,
): Promise<CustomerRow | null> {
  const rows = await rowsOf<CustomerRow>(
    reader,
    sql`
      select ${customerColumns(selected)}
      from customer_key as key
      join customer on customer.id = key.customer_id
      where key.kind = ${kind} and key.source = ${source} and key.value = ${value}`,
  );
  return rows[0] ?? null;
}

function orderingOf({ field, direction }: CustomerOrdering): Ordering {
  return { field: `customer.${field}`, direction, sortable: customerOrders[field] };
}

/**
 * An order that no index has. PostgreSQL would go through the customers as they are ordered, and compare each of them
 * with all the figures, until it has a page: it takes the figures for few, and a page for soon full.
 */
function inNoIndex({ sortable, ...ordering }: Ordering): Ordering {
  const value = (direction: Direction) =>
    sql`coalesce(${sortable.value(direction)}, ${sortable.value(direction)})`;
  return { ...ordering, sortable: { ...sortable, value } };
}

function withSummary(customers: Sql): Sql {
  return sql`${customers} join customer_summary as summary on summary.customer_id = customer.id`;
}

/** The summary is joined only when it orders: a count or a page by name does without it. */
function isBySummary(orderings: readonly Ordering[]): boolean {
  return orderings.some(({ sortable }) => ordersOfSummary.includes(sortable));
}
