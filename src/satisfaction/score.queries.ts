import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { courseOf, type Granularity, pointsRead, startOf, stepOf } from '../api/granularity.ts';
import { rowOf, rowsOf, type Sql } from '../database/read.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { daysAnswered } from './answered.loader.ts';
import { type Grouping, type SatisfactionScope, scoresOf } from './satisfaction.scope.ts';
import { nobody, type Tally } from './score.rules.ts';
import { answersOf, type Source, sourceOf, tallyFrom } from './score.source.ts';

/** The scores of one group: over a channel, about a product, from a country; null where that is not known. */
export interface KeyedTally extends Tally {
  key: string | null;
}

/** The scores of one part of the calendar, by its first day. */
export interface PointTally extends Tally {
  from: string;
}

/** The first day, and the day after the last one. */
interface Days {
  from: string;
  to: string;
}

export async function tallyOf(context: Context, scope: SatisfactionScope, score: ScoreKind): Promise<Tally> {
  const { tally, from, where } = await sourceOf(context, scope, score);
  const row = await rowOf<Tally>(context.reader, sql`select ${tally} from ${from} where ${where}`);
  return row ?? nobody;
}

/** Group by group, most scores first; of scores about no product there is no group. */
export async function talliesBy(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
  { grouping, most }: { grouping: Grouping; most: number },
): Promise<KeyedTally[]> {
  const { key, tally, from, where } = await groupings[grouping](context, scope, score);
  return rowsOf(
    context.reader,
    sql`
      select * from (select ${key} as key, ${tally} from ${from} where ${where} group by 1) as grouped
      where n > 0
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
  const days = await context.loaders.load(context, daysAnswered, score, null);
  const from = scope.period?.from ?? days?.first;
  const to = scope.period?.to ?? days?.after;
  if (!from || !to) return [];
  const points = await rowsOf<PointTally>(
    context.reader,
    sql`
      with part as materialized (${partsOf(context, by, { from, to })})
      select
        part.start::text as "from", coalesce(n, 0) as n, coalesce(top, 0) as top,
        coalesce(detractors, 0) as detractors, coalesce(sum, 0) as sum, coalesce(squares, 0) as squares
      from part ${tallyOfParts(context, scope, score)}
      order by part.start`,
  );
  return courseOf(points);
}

function partsOf({ shop: { timeZone } }: Context, by: Granularity, { from, to }: Days): Sql {
  return sql`
    select
      start::date as start, row_number() over (order by start)::int as place,
      start::timestamp at time zone ${timeZone} as begins,
      (start + ${stepOf(by)})::timestamp at time zone ${timeZone} as ends
    from (
      select generate_series(
        ${startOf(by, sql`${from}::date`)}::timestamp, (${to}::date - 1)::timestamp, ${stepOf(by)}
      ) as start
      limit ${pointsRead}
    ) as series`;
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

type Asked = Parameters<typeof sourceOf>;
type Keyed = Source & { key: Sql };

const groupings: Readonly<Record<Grouping, (...asked: Asked) => Keyed | Promise<Keyed>>> = {
  CHANNEL: (...asked) => ({ ...answersOf(...asked), key: sql`answer.channel` }),
  PRODUCT: (...asked) => {
    const answers = answersOf(...asked);
    const where = sql`${answers.where} and answer.product_id is not null`;
    return { ...answers, where, key: sql`answer.product_id` };
  },
  COUNTRY: async (...asked) => {
    const source = await sourceOf(...asked);
    const from = sql`${source.from} join customer on customer.id = ${source.customerId}`;
    return { ...source, from, key: sql`customer.country` };
  },
};
