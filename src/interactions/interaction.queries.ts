import { sql } from 'kysely';
import { type Context, filterSetting, type Selection } from '../api/context.ts';
import { type Listing, type Page, type PageArgs, pageOf, pagesOf } from '../api/page.ts';
import type { ExternalId } from '../customers/customer.rules.ts';
import { conditionOf } from '../database/filter.ts';
import type { Direction, Sortable } from '../database/keyset.ts';
import { choosable, column, isAmong, type RowOf, rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { among, type FactKey } from '../purchases/purchase.queries.ts';
import type { Interaction } from './interaction.entity.ts';
import { type InteractionFilter, interactionClauses } from './interaction.filter.ts';

export type InteractionRow = Omit<RowOf<typeof Interaction>, 'createdAt'>;

export const interactionColumns = choosable(
  'interaction',
  [
    'id',
    'customerId',
    'caseId',
    'kind',
    'channel',
    'author',
    'agent',
    'occurredAt',
    'subject',
    'body',
    'productId',
    'purchaseId',
  ],
  ['id', 'customerId'],
);

/** What interactions can be ordered by. */
export const interactionOrders = {
  OCCURRED_AT: { type: 'timestamptz', value: () => sql.ref('interaction.occurred_at') },
} satisfies Record<string, Sortable>;
export type InteractionOrderField = keyof typeof interactionOrders;

export interface InteractionListArgs extends PageArgs {
  filter?: InteractionFilter | null;
  orderBy?: readonly { field: InteractionOrderField; direction: Direction }[] | null;
}

/** A list of interactions under each of many parents, and what is wanted of them. */
export type SelectedInteractions = InteractionListArgs & { selected: Selection | null };

export function interactionsPage(
  context: Context,
  args: InteractionListArgs,
  selected: Selection | null,
): Promise<Page<InteractionRow>> {
  return pageOf<InteractionRow>(context, listing(context, args, 'DESC'), args, selected);
}

export function interactionPagesByCustomer(
  context: Context,
  customerIds: readonly Uuid[],
  { selected, ...args }: SelectedInteractions,
): Promise<Map<Uuid, Page<InteractionRow>>> {
  const parent = { parent: column('interaction', 'customerId'), parentIs: 'customerId' };
  return pagesOf<InteractionRow>(
    context,
    { ...listing(context, args, 'DESC'), ...parent },
    customerIds,
    args,
    selected,
  );
}

/** What was said in cases, in the order in which it was. */
export function interactionPagesByCase(
  context: Context,
  cases: readonly FactKey[],
  { selected, ...args }: SelectedInteractions,
): Promise<Map<Uuid, Page<InteractionRow>>> {
  const customers = [...new Set(cases.map(({ customerId }) => customerId))];
  const { where, ...rest } = listing(context, args, 'ASC');
  return pagesOf<InteractionRow>(
    context,
    {
      ...rest,
      where: sql`${isAmong(sql.ref('interaction.customer_id'), customers)} and ${where}`,
      parent: sql.ref('interaction.case_id'),
    },
    cases.map(({ id }) => id),
    args,
    selected,
  );
}

function listing(context: Context, { filter, orderBy }: InteractionListArgs, direction: Direction): Listing {
  const orders = orderBy?.length ? orderBy : [{ field: 'OCCURRED_AT', direction } as const];
  return {
    columns: interactionColumns,
    from: sql`interaction`,
    where: conditionOf(interactionClauses, filter, filterSetting(context)),
    id: column('interaction', 'id'),
    orderings: orders.map((order) => ({
      field: `interaction.${order.field}`,
      direction: order.direction,
      sortable: interactionOrders[order.field],
    })),
  };
}

export function interactionsById(
  { reader }: Context,
  ids: readonly Uuid[],
  selected: Selection | null,
): Promise<InteractionRow[]> {
  return rowsOf<InteractionRow>(
    reader,
    sql`select ${interactionColumns(selected)} from interaction where ${isAmong(sql`id`, ids)}`,
  );
}

export function externalIdsOf(
  { reader }: Context,
  interactions: readonly FactKey[],
): Promise<(ExternalId & { interactionId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      select interaction_id as "interactionId", source, value as id
      from interaction_key
      where ${among('interaction_id', 'customer_id', interactions)}
      order by source, value`,
  );
}
