import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { plannedAnew, rowOf, type Sql } from '../database/read.ts';
import { buyersOf } from './buyer.queries.ts';
import { type LoyaltyScope, momentOf } from './loyalty.scope.ts';
import { cutOffsOfMeasured, type DatedCutOffs, measured } from './rfm.cuts.ts';
import type { RfmScores } from './rfm.rules.ts';
import { scoresIn } from './rfm.score.ts';

/** How many customers have the same scores, and what they spent. */
export interface ScoredTally extends RfmScores {
  customers: number;
  spentMinor: number;
}

/** All customers who have bought, by their scores. */
export interface ScoredTallies {
  cutOffs: DatedCutOffs;
  tallies: readonly ScoredTally[];
}

/**
 * As of now by the cut-offs that are kept. As of a day gone by, and until there are any, by those of that day, of all
 * customers, whichever of them are asked for. Null where nobody has bought.
 */
export async function scoredTalliesOf(context: Context, scope: LoyaltyScope): Promise<ScoredTallies | null> {
  const kept = scope.asOf === null ? await told(context, await talliesByKept(context, scope)) : null;
  return kept ?? told(context, await talliesByOwn(context, scope));
}

function told({ reader }: Context, query: Sql<ScoredTallies>): Promise<ScoredTallies | null> {
  return rowOf(reader, plannedAnew(query));
}

async function talliesByKept(context: Context, scope: LoyaltyScope): Promise<Sql<ScoredTallies>> {
  const now = momentOf(context, scope);
  return sql`
    with cut as (
      select recency, frequency, monetary, computed_at from rfm_cut
    ), measured as (
      ${measured(await buyersOf(context, scope), now)}
    ) ${tallied(sql`true`)}`;
}

async function talliesByOwn(context: Context, scope: LoyaltyScope): Promise<Sql<ScoredTallies>> {
  const at = momentOf(context, scope);
  return sql`
    with measured as materialized (
      ${measured(await buyersOf(context, { ...scope, filter: null }), at)}
    ), cut as materialized (
      select *, ${at}::timestamptz as computed_at from (${cutOffsOfMeasured}) as own
    ) ${tallied(isOfMatching(sql`measured.customer_id`, scope.filter, context))}`;
}

/** One row, so that the length of the answer does not depend on how the customers fall; none without cut-offs. */
function tallied(isAsked: Sql): Sql<ScoredTallies> {
  const { recency, frequency, monetary } = scoresIn(measures, cutOffs);
  return sql`
    select
      json_build_object(
        'recency', recency, 'frequency', frequency, 'monetary', monetary, 'computedAt', computed_at
      ) as "cutOffs",
      (
        select coalesce(json_agg(tally), '[]')
        from (
          select
            ${recency} as recency, ${frequency} as frequency, ${monetary} as monetary,
            count(*)::int as customers, sum(measured.monetary)::bigint as "spentMinor"
          from measured cross join cut
          where ${isAsked}
          group by 1, 2, 3
        ) as tally
      ) as tallies
    from cut`;
}

const measures = {
  recency: sql`measured.recency`,
  frequency: sql`measured.frequency`,
  monetary: sql`measured.monetary`,
};
const cutOffs = { recency: sql`cut.recency`, frequency: sql`cut.frequency`, monetary: sql`cut.monetary` };
