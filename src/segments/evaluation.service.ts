import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { type CustomerFilterShape, knownUnlessAsked } from '../customers/customer.filter.ts';
import { matching } from '../customers/customer.matching.ts';
import { readFilter } from '../customers/stored.filter.ts';
import type { Uuid } from '../kernel/ids.ts';

/** A segment whose rule says who is in it. */
export interface EvaluatedSegment {
  id: Uuid;
  /** As it is stored. */
  rule: unknown;
}

/**
 * Finds out anew who is in segments, one after the other in the order given: those that others ask about come first.
 * One statement for each, after one that locks them all.
 */
export async function evaluateSegments(unit: Unit, segments: readonly EvaluatedSegment[]): Promise<void> {
  if (segments.length === 0) return;
  // In id order everywhere: two that evaluate the same segments would otherwise deadlock.
  await sql`
    select from segment where id = any(${segments.map(({ id }) => id)}::uuid[])
    order by id for update`.execute(unit.em.getKysely());
  for (const segment of segments) await evaluate(unit, segment);
}

async function evaluate(unit: Unit, { id, rule }: EvaluatedSegment): Promise<void> {
  const { now, em, contributions } = unit;
  const filter: CustomerFilterShape = readFilter(rule, contributions.filterType());
  const { from, where } = matching(filter, unit);
  await sql`
    with matched as materialized (
      select customer.id as customer_id from ${from} where ${where} and ${knownUnlessAsked(filter)}
    ), joined as (
      -- Made here: those of a hundred thousand who join would otherwise travel to us and back.
      insert into segment_membership (id, customer_id, segment_id, joined_at)
      select gen_random_uuid(), matched.customer_id, ${id}::uuid, ${now}::timestamptz
      from matched
      where not exists (
        select from segment_membership as open
        where open.segment_id = ${id}::uuid and open.customer_id = matched.customer_id and open.left_at is null
      )
    ), departed as (
      update segment_membership as open set left_at = ${now}::timestamptz
      where open.segment_id = ${id}::uuid and open.left_at is null
        and not exists (select from matched where matched.customer_id = open.customer_id)
    )
    update segment set
      size = (select count(*) from matched),
      computed_at = ${now}::timestamptz, failed_at = null, failure = null
    where id = ${id}::uuid`.execute(em.getKysely());
}
