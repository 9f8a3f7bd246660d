import { sql } from 'kysely';
import type { Checking, FigureDifference } from '../api/contributions.ts';
import { readFilter } from '../customers/stored.filter.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { belongingTo } from './evaluation.ts';

/** A rule that was evaluated, and is not known to be behind. */
interface EvaluatedRule {
  id: Uuid;
  rule: unknown;
  isMoving: boolean;
  computedAt: string;
}

/**
 * Every segment of another size than it has members, or with others than its rule means. Whoever something has just
 * happened to is let be: upkeep has yet to follow that. Of a rule that moves with time somebody is wrong who is so by
 * what it means now and by what it meant when it was last evaluated.
 */
export async function membershipDifferences(checking: Checking): Promise<Sql<FigureDifference>> {
  const rules = await evaluatedRules(checking);
  const moving = rules.filter(({ isMoving }) => isMoving);
  const ids = (some: readonly EvaluatedRule[]) => sql`any(${some.map(({ id }) => id)}::uuid[])`;
  const before = moving.map((one) => meantBy(one, { ...checking, now: new Date(one.computedAt) }));
  return sql`
    with meant as materialized (${all(rules.map((one) => meantBy(one, checking)))}), meant_before as materialized (
      ${all(before)} union all select segment_id, customer_id from meant where not segment_id = ${ids(moving)}
    ), member as materialized (
      select segment_id, customer_id from segment_membership where left_at is null
    ), superfluous as (
      select segment_id, customer_id from member where segment_id = ${ids(rules)}
      except select segment_id, customer_id from meant
      except select segment_id, customer_id from meant_before
    ), missing as (
      (select segment_id, customer_id from meant intersect select segment_id, customer_id from meant_before)
      except select segment_id, customer_id from member
    ), wrong as (
      select segment_id, customer_id, 1 as is_superfluous, 0 as is_missing from superfluous
      union all
      select segment_id, customer_id, 0, 1 from missing
    ), told as (
      select segment_id, sum(is_superfluous)::int as superfluous, sum(is_missing)::int as missing
      from wrong
      where not exists (select from change_queue as queued where queued.customer_id = wrong.customer_id)
      group by segment_id
    ), counted as (
      select segment_id, count(*)::int as members from member group by segment_id
    ), compared as (
      select
        segment.id, segment.size, coalesce(counted.members, 0) as members,
        coalesce(told.superfluous, 0) as superfluous, coalesce(told.missing, 0) as missing
      from segment
      left join counted on counted.segment_id = segment.id
      left join told on told.segment_id = segment.id
    )
    select
      id,
      json_build_object('size', size, 'superfluous', superfluous, 'missing', missing) as kept,
      json_build_object('size', members, 'superfluous', 0, 'missing', 0) as figured
    from compared
    where size <> members or superfluous > 0 or missing > 0
    order by id`;
}

function evaluatedRules({ reader }: Checking): Promise<EvaluatedRule[]> {
  return rowsOf(
    reader,
    sql`
      select id, rule, is_moving as "isMoving", computed_at as "computedAt" from segment
      where kind = 'RULE' and computed_at is not null and failed_at is null and not is_due
      order by id`,
  );
}

function meantBy({ id, rule }: EvaluatedRule, checking: Checking): Sql {
  const filter = readFilter(rule, checking.contributions.filterType());
  return belongingTo({ segmentId: id, filter }, checking, null);
}

function all(members: readonly Sql[]): Sql {
  const none = sql`select null::uuid as segment_id, null::uuid as customer_id where false`;
  return sql.join([none, ...members], sql` union all `);
}
