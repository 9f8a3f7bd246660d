import { sql } from 'kysely';
import type { Comparison, CustomerClause } from '../api/clause.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import type { Sql } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';
import { localId, type Uuid } from '../kernel/ids.ts';
import { SegmentMembershipFilter } from './membership.filter.ts';

export const membershipClause: CustomerClause<SegmentMembershipFilter> = {
  name: 'segment',
  description: 'By the segments they are in now.',
  type: () => SegmentMembershipFilter,
  scope: 'segments:read',
  follows: ['segment.joined', 'segment.left'],
  isMoving: () => false,
  comparisons: ({ in: anyOfThem, notIn: noneOfThem }) => {
    const asked: Comparison[] = [];
    if (isGiven(anyOfThem)) {
      const isMember = isMemberOf(local(anyOfThem));
      asked.push({
        path: ['in'],
        words: `in the segment ${anyOfThem.join(' or ')}`,
        actual: namesAmong(anyOfThem),
        holds: isMember,
      });
    }
    if (isGiven(noneOfThem)) {
      asked.push({
        path: ['notIn'],
        words: `not in the segment ${noneOfThem.join(' or ')}`,
        actual: namesAmong(noneOfThem),
        holds: sql`not ${isMemberOf(local(noneOfThem))}`,
      });
    }
    if (asked.length === 0) throw new UnusableFilter('A clause on segments says in or notIn which ones.');
    return asked;
  },
};

/** Whether the customer is in one of the segments. */
export function isMemberOf(segmentIds: readonly Uuid[]): Sql {
  return sql`exists (
    select from segment_membership as membership
    where membership.segment_id = any(${segmentIds}::uuid[]) and membership.left_at is null
      and membership.customer_id = customer.id
  )`;
}

/** The names of those of the segments that the customer is in; null for none. */
function namesAmong(segmentIds: readonly string[]): Sql {
  return sql`(
    select string_agg(segment.name, ', ' order by segment.name)
    from segment_membership as membership
    join segment on segment.id = membership.segment_id
    where membership.segment_id = any(${local(segmentIds)}::uuid[]) and membership.left_at is null
      and membership.customer_id = customer.id
  )`;
}

/** Malformed ids are of no segment. */
function local(segmentIds: readonly string[]): Uuid[] {
  return segmentIds.flatMap((id) => localId('segment', id) ?? []);
}
