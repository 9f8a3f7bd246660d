import { sql } from 'kysely';
import type { Sql } from '../database/read.ts';
import { groupByScores, type RfmMeasures } from './rfm.rules.ts';

/** Something in SQL for each measure. */
export type OfMeasures = Readonly<Record<keyof RfmMeasures, Sql>>;

/** What scoresOf says, in SQL: of bigints, and arrays of them. Null of null. */
export function scoresIn(measures: OfMeasures, cutOffs: OfMeasures): OfMeasures {
  // The bucket of a value is the number of cut-offs that are no more than it.
  const beyond = (name: 'frequency' | 'monetary') =>
    sql`(1 + width_bucket(${measures[name]} - 1, ${cutOffs[name]}))`;
  return {
    recency: sql`(5 - width_bucket(${measures.recency}, ${cutOffs.recency}))`,
    frequency: beyond('frequency'),
    monetary: beyond('monetary'),
  };
}

/** The name of the group that scores make. */
export function groupIn({ recency, frequency, monetary }: OfMeasures): Sql {
  return sql`(
    ${JSON.stringify(groupByScores)}::jsonb ->> (100 * ${recency} + 10 * ${frequency} + ${monetary})::text
  )`;
}
