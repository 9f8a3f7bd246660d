import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import type { Period } from '../api/period.input.ts';
import { isOfMatching } from '../customers/customer.matching.ts';
import type { Sql } from '../database/read.ts';
import { daysBetween } from '../kernel/clock.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { daysAnswered } from './answered.loader.ts';
import { type SatisfactionScope, scoresOf } from './satisfaction.scope.ts';

/** Rows that come to a tally. */
export interface Source {
  from: Sql;
  where: Sql;
  /** Whose a row is. */
  customerId: Sql;
  tally: Sql;
}

/**
 * Where a tally is read from. Of more than half of all days it is that of what is kept of each customer, less that of the
 * answers outside the period: they are fewer. Kept sums take what is theirs along to another country.
 */
export async function sourceOf(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
): Promise<Source> {
  const rest = restOf(scope.period);
  const isMost = rest.length === 0 || (await isMostOf(context, scope.period, score));
  return isMost ? keptLess(context, scope, score, rest) : answersOf(context, scope, score);
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

/** The days outside a period. */
function restOf(period: Period | null | undefined): Period[] {
  const { from, to } = period ?? {};
  return [...(from ? [{ to: from }] : []), ...(to ? [{ from: to }] : [])];
}

async function isMostOf(
  context: Context,
  period: Period | null | undefined,
  score: ScoreKind,
): Promise<boolean> {
  const days = await context.loaders.load(context, daysAnswered, score, null);
  if (!days) return false;
  const { from = null, to = null } = period ?? {};
  const first = from && from > days.first ? from : days.first;
  const after = to && to < days.after ? to : days.after;
  return 2 * daysBetween(first, after) > daysBetween(days.first, days.after);
}

/** What is kept of each customer, and each answer outside the period as so much less. */
function keptLess(
  context: Context,
  { filter }: SatisfactionScope,
  score: ScoreKind,
  rest: readonly Period[],
): Source {
  const parts = Object.values(partsOf[score]);
  const columns = sql.join(parts.map(({ kept }) => kept));
  const taken = sql.join(parts.map(({ ofAnswer }) => sql`-(${ofAnswer})`));
  const answers = rest.map(
    (period) =>
      sql`union all select customer_id, ${taken} from answer where ${scoresOf(context, { period }, score)}`,
  );
  const customerId = sql`summary.customer_id`;
  return {
    from: sql`(
      select customer_id, ${columns} from customer_summary as summary where ${partsOf[score].n.kept} > 0
      ${sql.join(answers, sql` `)}
    ) as summary`,
    where: isOfMatching(customerId, filter, context),
    customerId,
    tally: keptTally(score),
  };
}

/** The tally of all days, of rows of customers' summaries called `summary`. */
export function keptTally(score: ScoreKind): Sql {
  const { n, top, detractors, sum, squares } = partsOf[score];
  const total = (part?: Part) => (part ? sql`coalesce(sum(${part.kept}), 0)` : sql`0`);
  return sql`
    ${total(n)}::int as n, ${total(top)}::int as top, ${total(detractors)}::int as detractors,
    ${total(sum)}::bigint as sum, ${total(squares)}::bigint as squares`;
}

/** One number of a tally: what is kept of it in a customer's summary, and what an answer adds to it. */
interface Part {
  kept: Sql;
  ofAnswer: Sql;
}

type Parts = Record<'n' | 'top', Part> & Partial<Record<'detractors' | 'sum' | 'squares', Part>>;

const [one, isTop] = [sql`1`, sql`answer.is_top::int`];
const partsOf: Readonly<Record<ScoreKind, Parts>> = {
  NPS: {
    n: { kept: sql`summary.nps_count`, ofAnswer: one },
    top: { kept: sql`summary.nps_promoters`, ofAnswer: isTop },
    detractors: { kept: sql`summary.nps_detractors`, ofAnswer: sql`(answer.score <= 6)::int` },
  },
  CSAT: {
    n: { kept: sql`summary.csat_count`, ofAnswer: one },
    top: { kept: sql`summary.csat_top`, ofAnswer: isTop },
  },
  CES: {
    n: { kept: sql`summary.ces_count`, ofAnswer: one },
    top: { kept: sql`summary.ces_easy`, ofAnswer: isTop },
    sum: { kept: sql`summary.ces_sum`, ofAnswer: sql`answer.score` },
    squares: { kept: sql`summary.ces_squares`, ofAnswer: sql`answer.score::int * answer.score` },
  },
};
