import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Union } from '../api/contributions.ts';
import { pairs } from '../customers/union.service.ts';
import type { Uuid } from '../kernel/ids.ts';

/**
 * Makes memberships of some customers those of others. Ranges of one segment that meet become one, from the earliest joining
 * to the latest leaving, so that nobody is in a segment twice. At most two statements.
 */
export async function uniteMemberships(em: EntityManager, unions: readonly Union[]): Promise<void> {
  const { rows } = await sql<{ segmentId: Uuid; fewer: number }>`
    with taken as (
      delete from segment_membership as one
      using (
        select pair.into_id, pair.from_id, theirs.segment_id
        from ${pairs(unions)} join segment_membership as theirs on theirs.customer_id = pair.from_id
      ) as moved
      where one.segment_id = moved.segment_id and one.customer_id in (moved.from_id, moved.into_id)
      returning one.id, moved.into_id as customer_id, one.segment_id, one.joined_at,
        coalesce(one.left_at, 'infinity') as left_at
    ), seen as (
      select taken.*, max(left_at) over (
        partition by customer_id, segment_id order by joined_at, id
        rows between unbounded preceding and 1 preceding
      ) as reached
      from taken
    ), numbered as (
      select seen.*, count(*) filter (where (joined_at <= reached) is not true) over (
        partition by customer_id, segment_id order by joined_at, id
      ) as number
      from seen
    ), united as (
      insert into segment_membership (id, customer_id, segment_id, joined_at, left_at)
      select
        (array_agg(id order by joined_at, id))[1], customer_id, segment_id, min(joined_at),
        nullif(max(left_at), 'infinity')
      from numbered
      group by customer_id, segment_id, number
    )
    select segment_id as "segmentId", (count(*) - count(distinct customer_id))::int as fewer
    from taken
    where left_at = 'infinity'
    group by segment_id
    having count(*) > count(distinct customer_id)
    order by segment_id`.execute(em.getKysely());
  if (rows.length === 0) return;
  await sql`
    update segment set size = size - united.fewer
    from unnest(
      ${rows.map(({ segmentId }) => segmentId)}::uuid[], ${rows.map(({ fewer }) => fewer)}::int[]
    ) as united (id, fewer)
    where segment.id = united.id`.execute(em.getKysely());
}
