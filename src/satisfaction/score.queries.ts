import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf, stepOf } from '../api/granularity.ts';
import { rowOf, rowsOf, type Sql } from '../database/read.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { type Grouping, type SatisfactionScope, scoresOf, scoresOfAll } from './satisfaction.scope.ts';
import { nobody, type Tally } from './score.rules.ts';

/** The scores of one group: over a channel, about a product, from a country; null where that is not known. */
export interface KeyedTally extends Tally {
  key: string | null;
}

/** The scores of one part of the calendar, by its first day. */
export interface PointTally extends Tally {
  from: string;
}

export async function tallyOf(context: Context, scope: SatisfactionScope, score: ScoreKind): Promise<Tally> {
  const row = await rowOf<Tally>(
    context.reader,
    sql`select ${tallyFrom(score)} from answer where ${scoresOf(context, scope, score)}`,
  );
  return row ?? nobody;
}

/** Group by group, most scores first; of scores about no product there is no group. */
export function talliesBy(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
  { grouping, most }: { grouping: Grouping; most: number },
): Promise<KeyedTally[]> {
  const { key, from, where } = groupings[grouping];
  return rowsOf(
    context.reader,
    sql`
      select ${key} as key, ${tallyFrom(score)}
      from ${from}
      where ${scoresOf(context, scope, score)} and ${where}
      group by 1
      order by n desc, key
      limit ${most}`,
  );
}

/** Part by part, the oldest first, those in which nobody answered among them. */
export async function talliesOverTime(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
  by: Granularity,
): Promise<PointTally[]> {
  const { timeZone } = context.shop;
  const { from = null, to = null } = scope.period ?? {};
  const edgeOf = (aggregate: Sql) => sql`(
    select ${aggregate} from answer where ${scoresOfAll(score)}
  ) at time zone ${timeZone}`;
  const [first, last] = [edgeOf(sql`min(submitted_at)`), edgeOf(sql`max(submitted_at)`)];
  const points = await rowsOf<PointTally>(
    context.reader,
    sql`
      with part as materialized (
        select
          start::date as start, row_number() over (order by start)::int as place,
          start::timestamp at time zone ${timeZone} as begins,
          (start + ${stepOf(by)})::timestamp at time zone ${timeZone} as ends
        from (
          select generate_series(
            ${startOf(by, sql`coalesce(${from}::date, (${first})::date)`)}::timestamp,
            coalesce(${to}::date - 1, (${last})::date)::timestamp,
            ${stepOf(by)}
          ) as start
          limit ${pointsRead}
        ) as series
      )
      select
        part.start::text as "from", coalesce(n, 0) as n, coalesce(top, 0) as top,
        coalesce(detractors, 0) as detractors, coalesce(sum, 0) as sum, coalesce(squares, 0) as squares
      from part ${tallyOfParts(context, scope, score)}
      order by part.start`,
  );
  return courseOf(points);
}

/**
 * Of everybody, part by part out of the index, which takes no longer than all at once. Of some customers in one go, since
 * they would be looked up for each part anew.
 */
function tallyOfParts(context: Context, scope: SatisfactionScope, score: ScoreKind): Sql {
  const scores = scoresOf(context, scope, score);
  if (!scope.filter)
    return sql`
      cross join lateral (
        select ${tallyFrom(score)} from answer
        where ${scores} and answer.submitted_at >= part.begins and answer.submitted_at < part.ends
      ) as tally`;
  return sql`
    left join (
      select
        width_bucket(answer.submitted_at, (select array_agg(begins order by begins) from part)) as place,
        ${tallyFrom(score)}
      from answer
      where ${scores}
      group by 1
    ) as tally using (place)`;
}

const groupings: Readonly<Record<Grouping, { key: Sql; from: Sql; where: Sql }>> = {
  CHANNEL: { key: sql`answer.channel`, from: sql`answer`, where: sql`true` },
  PRODUCT: { key: sql`answer.product_id`, from: sql`answer`, where: sql`answer.product_id is not null` },
  COUNTRY: {
    key: sql`customer.country`,
    from: sql`answer join customer on customer.id = answer.customer_id`,
    where: sql`true`,
  },
};

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
