import { sql } from 'kysely';
import { loader } from '../api/loader.ts';
import { rowOf, type Sql } from '../database/read.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { scoresOfAll } from './satisfaction.scope.ts';

/** From the day of the first answer until the day after the last one. */
export interface DaysAnswered {
  first: string;
  after: string;
}

/** Days of the shop on which a score was given; null before the first. */
export const daysAnswered = loader<ScoreKind, DaysAnswered | null, null>(
  async ({ reader, shop: { timeZone } }, scores) => {
    const found = scores.map(async (score) => {
      const dayOf = (aggregate: Sql) => sql`(
        (select ${aggregate} from answer where ${scoresOfAll(score)}) at time zone ${timeZone}
      )::date`;
      const row = await rowOf<{ first: string | null; after: string }>(
        reader,
        sql`
          select ${dayOf(sql`min(submitted_at)`)}::text as first,
            (${dayOf(sql`max(submitted_at)`)} + 1)::text as after`,
      );
      return [score, row && row.first !== null ? { first: row.first, after: row.after } : null] as const;
    });
    return new Map(await Promise.all(found));
  },
  null,
);
