import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { rowsOf } from '../database/read.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { SatisfactionScope } from '../satisfaction/satisfaction.scope.ts';
import { type Figure, figureOf, type Tally } from '../satisfaction/score.rules.ts';
import { sourceOf } from '../satisfaction/score.source.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';

export interface MetricBySegment extends Figure {
  segmentId: Uuid;
}

/** Of so many segments scores are told, the first by name. */
export const mostScored = 300;

/** A score of each segment's customers as of now, by the segments' names: one statement. */
export async function scoresBySegment(
  context: Context,
  scope: SatisfactionScope,
  score: ScoreKind,
): Promise<MetricBySegment[]> {
  const { tally, from, where, customerId } = await sourceOf(context, scope, score);
  const tallies = await rowsOf<Tally & { segmentId: Uuid }>(
    context.reader,
    sql`
      with scored as (
        select membership.segment_id, ${tally}
        from ${from} join segment_membership as membership on membership.customer_id = ${customerId}
        where ${where} and membership.left_at is null
        group by membership.segment_id
      )
      select
        segment.id as "segmentId", coalesce(n, 0) as n, coalesce(top, 0) as top,
        coalesce(detractors, 0) as detractors, coalesce(sum, 0) as sum, coalesce(squares, 0) as squares
      from segment left join scored on scored.segment_id = segment.id
      order by segment.name, segment.id
      limit ${mostScored}`,
  );
  return tallies.map(({ segmentId, ...tally }) => ({ segmentId, ...figureOf(score, tally) }));
}
