import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import { allOf, type Sql } from '../database/read.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { isOfAllDays, type SatisfactionScope, scoresOf } from './satisfaction.scope.ts';

/** Rows that come to a tally. */
export interface Source {
  from: Sql;
  where: Sql;
  /** Whose a row is. */
  customerId: Sql;
  tally: Sql;
}

/**
 * Where a tally is read from. That of all days is of what is kept of each customer: they are fewer than their answers,
 * and take what is theirs along to another country.
 */
export function sourceOf(context: Context, scope: SatisfactionScope, score: ScoreKind): Source {
  return isOfAllDays(scope) ? summariesOf(context, scope, score) : answersOf(context, scope, score);
}

export function answersOf(context: Context, scope: SatisfactionScope, score: ScoreKind): Source {
  return {
    from: sql`answer`,
    where: scoresOf(context, scope, score),
    customerId: sql`answer.customer_id`,
    tally: tallyFrom(score),
  };
}

/** The tally of rows called `answer`; no more of it than the score is made of: each sum takes its time over a million. */
export function tallyFrom(score: ScoreKind): Sql {
  const count = sql`count(*)::int as n, (count(*) filter (where answer.is_top))::int as top`;
  if (score === 'NPS')
    return sql`${count}, (count(*) filter (where answer.score <= 6))::int as detractors, 0 as sum, 0 as squares`;
  if (score === 'CSAT') return sql`${count}, 0 as detractors, 0 as sum, 0 as squares`;
  return sql`
    ${count}, 0 as detractors,
    coalesce(sum(answer.score), 0)::bigint as sum,
    coalesce(sum(answer.score::int * answer.score), 0)::bigint as squares`;
}

function summariesOf(context: Context, { filter }: SatisfactionScope, score: ScoreKind): Source {
  const customerId = sql`summary.customer_id`;
  return {
    from: sql`customer_summary as summary`,
    where: allOf([sql`${kept[score].count} > 0`, isOfMatching(customerId, filter, context)]),
    customerId,
    tally: keptTally(score),
  };
}

/** The tally of all days, of rows of customers' summaries called `summary`. */
export function keptTally(score: ScoreKind): Sql {
  const { count, top, detractors = nothing, sum = nothing, squares = nothing } = kept[score];
  const total = (column: Sql) => sql`coalesce(sum(${column}), 0)`;
  return sql`
    ${total(count)}::int as n, ${total(top)}::int as top, ${total(detractors)}::int as detractors,
    ${total(sum)}::bigint as sum, ${total(squares)}::bigint as squares`;
}

interface Kept {
  count: Sql;
  top: Sql;
  detractors?: Sql;
  sum?: Sql;
  squares?: Sql;
}

const nothing = sql`0`;
const kept: Readonly<Record<ScoreKind, Kept>> = {
  NPS: {
    count: sql`summary.nps_count`,
    top: sql`summary.nps_promoters`,
    detractors: sql`summary.nps_detractors`,
  },
  CSAT: { count: sql`summary.csat_count`, top: sql`summary.csat_top` },
  CES: {
    count: sql`summary.ces_count`,
    top: sql`summary.ces_easy`,
    sum: sql`summary.ces_sum`,
    squares: sql`summary.ces_squares`,
  },
};
