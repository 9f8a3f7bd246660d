import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { knownUnlessAsked } from '../customers/customer.filter.ts';
import { matching } from '../customers/customer.matching.ts';
import type { Asking } from '../customers/customer.reading.ts';
import { isAmong, rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Rule } from './rule.ts';

/** How many came to a segment and went. */
export interface Shift {
  segmentId: Uuid;
  joined: number;
  left: number;
}

/**
 * Makes the members of segments those whom their rules mean now, among some customers or all, and counts them. The
 * upkeep is locked. One statement; the rules do not depend on one another.
 */
export async function evaluate(
  em: EntityManager,
  rules: readonly Rule[],
  asking: Asking,
  among: readonly Uuid[] | null,
): Promise<Shift[]> {
  if (rules.length === 0) return [];
  const segments = sql`${rules.map(({ segmentId }) => segmentId)}::uuid[]`;
  const ofThem = among === null ? sql`true` : isAmong(sql.ref('membership.customer_id'), among);
  return rowsOf<Shift>(
    { kysely: em.getKysely() },
    sql`
      with belonging as materialized (
        ${sql.join(
          rules.map((rule) => belongingTo(rule, asking, among)),
          sql` union all `,
        )}
      ), member as materialized (
        select membership.id, membership.segment_id, membership.customer_id
        from segment_membership as membership
        where membership.left_at is null and membership.segment_id = any(${segments}) and ${ofThem}
      ), difference as materialized (
        -- A full join, which is never made row by row: what the planner guesses of either side is far from what it is.
        select segment_id, customer_id, member.id, belonging.customer_id is null as is_gone
        from belonging full join member using (segment_id, customer_id)
        where belonging.customer_id is null or member.id is null
      ), gone as (
        update segment_membership as membership
        set left_at = greatest(${asking.now}::timestamptz, membership.joined_at)
        from difference
        where difference.is_gone
          and membership.id = difference.id and membership.customer_id = difference.customer_id
        returning membership.segment_id
      ), come as (
        insert into segment_membership (id, customer_id, segment_id, joined_at)
        select gen_random_uuid(), customer_id, segment_id, ${asking.now}::timestamptz
        from difference
        where not is_gone
        returning segment_id
      ), shift as (
        select segment_id, count(*) filter (where has_come)::int as joined, count(*) filter (where not has_come)::int as gone
        from (
          select segment_id, true as has_come from come
          union all
          select segment_id, false from gone
        ) as change
        group by segment_id
      )
      update segment set size = segment.size + shift.joined - shift.gone
      from shift
      where segment.id = shift.segment_id
      returning segment.id as "segmentId", shift.joined, shift.gone as "left"`,
  );
}

/** Whom a rule means, by the id of its segment: among some customers or all. */
export function belongingTo(
  { segmentId, filter }: Pick<Rule, 'segmentId' | 'filter'>,
  asking: Asking,
  among: readonly Uuid[] | null,
): Sql {
  const { from, where } = matching(filter, asking, among);
  return sql`
    select ${segmentId}::uuid as segment_id, customer.id as customer_id
    from ${from}
    where ${where} and ${knownUnlessAsked(filter)}`;
}
