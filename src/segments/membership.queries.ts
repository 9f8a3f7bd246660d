import { sql } from 'kysely';
import type { Context, Selection } from '../api/context.ts';
import { type ListingOfParents, type Page, type PageArgs, pagesOf } from '../api/page.ts';
import { type CustomerRow, customerColumns } from '../customers/customer.queries.ts';
import type { Sortable } from '../database/keyset.ts';
import { allOf, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** The arguments of a list of customers, and what is selected of them. */
export type Selecting<Args> = PageArgs & Args & { selected: Selection | null };

const joinedAt: Sortable = { type: 'timestamptz', value: () => sql.ref('membership.joined_at') };

/** Who is in segments, or was at an instant; who joined last comes first. */
export function memberPages(
  context: Context,
  segmentIds: readonly Uuid[],
  { asOf, selected, ...args }: Selecting<{ asOf?: Date | null }>,
): Promise<Map<Uuid, Page<CustomerRow>>> {
  const where = asOf ? lasted(sql`membership`, asOf) : sql`membership.left_at is null`;
  return pagesOf<CustomerRow>(context, listingOf(where), segmentIds, args, selected);
}

/** Whether somebody was in a segment at the one instant and at the other. */
export const movements = ['JOINED', 'LEFT', 'STAYED'] as const;
export type Movement = (typeof movements)[number];

export interface FlowPeriod {
  from: Date;
  to: Date;
}

/** Who joined segments between two instants, left them or stayed in them. */
export function flowPages(
  context: Context,
  segmentIds: readonly Uuid[],
  { movement, from, to, selected, ...args }: Selecting<FlowPeriod & { movement: Movement }>,
): Promise<Map<Uuid, Page<CustomerRow>>> {
  const [at, otherwise] = movement === 'LEFT' ? [from, to] : [to, from];
  const isThen = sql`exists (
    select from segment_membership as other
    where other.segment_id = membership.segment_id and other.customer_id = membership.customer_id
      and ${lasted(sql`other`, otherwise)}
  )`;
  const where = allOf([lasted(sql`membership`, at), movement === 'STAYED' ? isThen : sql`not ${isThen}`]);
  return pagesOf<CustomerRow>(context, listingOf(where), segmentIds, args, selected);
}

export interface FlowCounts {
  joinedCount: number;
  leftCount: number;
  stayedCount: number;
}

/** How many there are of each: one statement. */
export function flowCounts(
  { reader }: Context,
  segmentIds: readonly Uuid[],
  { from, to }: FlowPeriod,
): Promise<(FlowCounts & { segmentId: Uuid })[]> {
  return rowsOf(
    reader,
    sql`
      with seen as (
        select
          segment_id, customer_id,
          bool_or(${lasted(sql`membership`, from)}) as before, bool_or(${lasted(sql`membership`, to)}) as after
        from segment_membership as membership
        where segment_id = any(${segmentIds}::uuid[])
        group by segment_id, customer_id
      )
      select
        segment_id as "segmentId",
        (count(*) filter (where after and not before))::int as "joinedCount",
        (count(*) filter (where before and not after))::int as "leftCount",
        (count(*) filter (where before and after))::int as "stayedCount"
      from seen
      group by segment_id`,
  );
}

/** Whether a membership lasted at an instant. */
function lasted(membership: Sql, at: Date): Sql {
  return sql`(
    ${membership}.joined_at <= ${at}::timestamptz
    and (${membership}.left_at is null or ${membership}.left_at > ${at}::timestamptz)
  )`;
}

function listingOf(where: Sql): ListingOfParents {
  return {
    columns: customerColumns,
    from: sql`segment_membership as membership join customer on customer.id = membership.customer_id`,
    where,
    id: sql.ref('membership.customer_id'),
    orderings: [{ field: 'membership.JOINED_AT', direction: 'DESC', sortable: joinedAt }],
    parent: sql.ref('membership.segment_id'),
  };
}
