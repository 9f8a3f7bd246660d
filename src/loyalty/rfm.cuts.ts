import { type Kysely, sql } from 'kysely';
import { type Reader, rowOf, type Sql } from '../database/read.ts';
import { buyersNow, daysSince } from './buyer.queries.ts';
import type { RfmCutOffs } from './rfm.rules.ts';

/** Cut-offs, and as of when they are. */
export interface DatedCutOffs extends RfmCutOffs {
  computedAt: string;
}

/** What buyers are scored by, of rows such as those of buyersOf. */
export function measured(buyers: Sql, now: Date): Sql {
  return sql`
    select
      customer_id, ${daysSince(sql`last_purchase_at`, now)}::bigint as recency, purchase_count::bigint as frequency,
      total_spent_minor as monetary
    from (${buyers}) as buyer`;
}

/**
 * The cut-offs of measured buyers, called `measured`, as one row: of each measure a value that the worst fifth of them do no
 * better than, the worst two fifths and so on. No row where nobody has bought.
 */
export const cutOffsOfMeasured = sql`
  select
    percentile_disc('{0.8, 0.6, 0.4, 0.2}'::float8[]) within group (order by recency desc) as recency,
    percentile_disc('{0.2, 0.4, 0.6, 0.8}'::float8[]) within group (order by frequency) as frequency,
    percentile_disc('{0.2, 0.4, 0.6, 0.8}'::float8[]) within group (order by monetary) as monetary
  from measured
  having count(*) > 0`;

/** Works out anew where customers are cut as of now. Where nobody has bought there is nothing to cut. */
export async function keepCutOffs(kysely: Kysely<unknown>, now: Date): Promise<void> {
  await kysely.transaction().execute(async (transaction) => {
    // One at a time. Readers do not mind.
    await sql`lock table rfm_cut in share row exclusive mode`.execute(transaction);
    await sql`delete from rfm_cut`.execute(transaction);
    await sql`
      with measured as materialized (${measured(buyersNow(), now)})
      insert into rfm_cut (id, recency, frequency, monetary, computed_at)
      select 1, recency, frequency, monetary, ${now} from (${cutOffsOfMeasured}) as cut`.execute(transaction);
  });
}

/** The cut-offs that are kept; null until they have been worked out. */
export function keptCutOffs(reader: Reader): Promise<DatedCutOffs | null> {
  return rowOf<DatedCutOffs>(
    reader,
    sql`
      select
        to_json(recency) as recency, to_json(frequency) as frequency, to_json(monetary) as monetary,
        computed_at as "computedAt"
      from rfm_cut`,
  );
}
