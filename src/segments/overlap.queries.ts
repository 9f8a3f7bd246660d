import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';

/** How many are in two segments, and in each; of those known by name as well, and how many of these there are. */
export interface OverlapRow {
  segmentId: Uuid;
  size: number;
  otherSize: number;
  common: number;
  named: { all: number; size: number; otherSize: number; common: number };
}

/** What segments have in common with another one; nothing when there is no such segment. One statement. */
export function overlapsWith(
  { reader }: Context,
  segmentIds: readonly Uuid[],
  otherId: Uuid,
): Promise<OverlapRow[]> {
  return rowsOf(
    reader,
    sql`
      with other as materialized (
        select membership.customer_id, customer.identified
        from segment_membership as membership join customer on customer.id = membership.customer_id
        where membership.segment_id = ${otherId} and membership.left_at is null
      ), own as (
        select membership.segment_id, membership.customer_id, customer.identified
        from segment_membership as membership join customer on customer.id = membership.customer_id
        where membership.segment_id = any(${segmentIds}::uuid[]) and membership.left_at is null
      ), met as (
        select
          own.segment_id, count(*)::int as size, count(other.customer_id)::int as common,
          (count(*) filter (where own.identified))::int as named_size,
          (count(other.customer_id) filter (where own.identified))::int as named_common
        from own left join other on other.customer_id = own.customer_id
        group by own.segment_id
      ), others as (
        select count(*)::int as size, (count(*) filter (where identified))::int as named_size from other
      )
      select
        segment.id as "segmentId", coalesce(met.size, 0) as size,
        others.size as "otherSize", coalesce(met.common, 0) as common,
        json_build_object(
          'all', (select count(*) from customer where identified), 'size', coalesce(met.named_size, 0),
          'otherSize', others.named_size, 'common', coalesce(met.named_common, 0)
        ) as named
      from segment
      cross join others
      left join met on met.segment_id = segment.id
      where segment.id = any(${segmentIds}::uuid[])
        and exists (select from segment as named where named.id = ${otherId})`,
  );
}
