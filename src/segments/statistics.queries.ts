import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import type { CustomerKind } from '../customers/customer.rules.ts';
import { rowsOf, type Sql } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import { daysSince } from '../loyalty/buyer.queries.ts';
import { nobody, type Tally } from '../satisfaction/score.rules.ts';
import { keptTally } from '../satisfaction/score.source.ts';

/** What a group of customers comes to. Amounts are in minor units of the base currency. */
export interface Statistics {
  size: number;
  totalSpentMinor: number;
  grossMinor: number;
  purchaseCount: number;
  /** Of those who bought, whole days; null when nobody did. */
  medianDays: number | null;
  kinds: readonly { kind: CustomerKind; count: number }[];
  regions: readonly { country: string | null; region: string | null; count: number }[];
  nps: Tally;
}

export const ofNobody: Statistics = {
  size: 0,
  totalSpentMinor: 0,
  grossMinor: 0,
  purchaseCount: 0,
  medianDays: null,
  kinds: [],
  regions: [],
  nps: nobody,
};

/** Of so many regions the statistics tell, those with most customers. */
export const mostRegions = 20;

/** Groups of customers: what is read, which has `customer` under its own name, which of it, and what tells the groups apart. */
export interface Groups {
  group: Sql;
  from: Sql;
  where: Sql;
}

/** The statistics of groups of customers: one statement, which finds their members once. */
export async function statisticsOf<More extends object = object>(
  { reader, clock }: Context,
  { group, from, where }: Groups,
  more: Sql = sql``,
): Promise<(Statistics & More & { groupId: Uuid })[]> {
  const rows = await rowsOf<Statistics & More & { groupId: Uuid }>(
    reader,
    sql`
      with member as materialized (
        select
          ${group} as group_id, customer.id as customer_id, customer.kind, customer.country, customer.region,
          summary.total_spent_minor, summary.gross_minor, summary.purchase_count,
          summary.nps_count, summary.nps_promoters, summary.nps_detractors,
          case when summary.last_purchase_at is not null
            then ${daysSince(sql.ref('summary.last_purchase_at'), clock.now())}
          end as days
        from ${from} join customer_summary as summary on summary.customer_id = customer.id
        where ${where}
      ), sums as (
        select
          group_id, count(*)::int as size, sum(total_spent_minor)::bigint as spent,
          sum(gross_minor)::bigint as gross, sum(purchase_count)::bigint as purchases,
          percentile_cont(0.5) within group (order by days) as median
        from member group by group_id
      ), cell as materialized (
        select group_id, kind, country, region, count(*) as count
        from member group by group_id, kind, country, region
      ), kinds as (
        select group_id, json_agg(json_build_object('kind', kind, 'count', count) order by count desc, kind) as list
        from (select group_id, kind, sum(count) as count from cell group by group_id, kind) as counted
        group by group_id
      ), regions as (
        select
          group_id,
          json_agg(
            json_build_object('country', country, 'region', region, 'count', count)
            order by count desc, country, region
          ) as list
        from (
          select
            group_id, country, region, sum(count) as count,
            row_number() over (partition by group_id order by sum(count) desc, country, region) as place
          from cell group by group_id, country, region
        ) as counted
        where place <= ${mostRegions}
        group by group_id
      ), scores as (
        select group_id, ${keptTally('NPS')} from member as summary group by group_id
      )
      select
        sums.group_id as "groupId", sums.size, sums.spent as "totalSpentMinor", sums.gross as "grossMinor",
        sums.purchases as "purchaseCount", sums.median as "medianDays",
        kinds.list as kinds, regions.list as regions, to_json(scores) as nps ${more}
      from sums
      join kinds using (group_id)
      join regions using (group_id)
      join scores using (group_id)`,
  );
  return rows;
}

/** Whoever is in segments now, by segment. */
export function membersNow(segmentIds: readonly Uuid[]): Groups {
  return {
    group: sql`membership.segment_id`,
    from: sql`segment_membership as membership join customer on customer.id = membership.customer_id`,
    where: sql`membership.segment_id = any(${segmentIds}::uuid[]) and membership.left_at is null`,
  };
}
