import { sql } from 'kysely';
import { type Comparison, type CustomerClause, comparisonsOf, type Reading } from '../api/clause.ts';
import type { Sql } from '../database/read.ts';
import { daysSince } from './buyer.queries.ts';
import { RfmFilter } from './rfm.filter.ts';
import { groupIn, type OfMeasures, scoresIn } from './rfm.score.ts';

/** `CustomerFilter.rfm`: the scores that customers have as of now, by the cut-offs that are kept. */
export const rfmClause: CustomerClause<RfmFilter> = {
  name: 'rfm',
  description: 'By how lately, how often and for how much they buy, compared to the others.',
  type: () => RfmFilter,
  scope: 'purchases:read',
  follows: ['purchase'],
  // Days go by, and customers are cut anew.
  isMoving: () => true,
  comparisons: ({ recency, frequency, monetary, group }, reading) => {
    const scores = currentScores(reading);
    const groupOfThem = groupIn(scores);
    const asked = [
      ...ofScore('recency', scores.recency, recency),
      ...ofScore('frequency', scores.frequency, frequency),
      ...ofScore('monetary', scores.monetary, monetary),
      ...comparisonsOf(
        { path: ['group'], words: 'RFM group', value: groupOfThem, type: 'text' },
        group ?? {},
      ),
    ];
    const isScored: Comparison = {
      path: [],
      words: 'has bought',
      actual: groupOfThem,
      holds: sql`${groupOfThem} is not null`,
    };
    return asked.length > 0 ? asked : [isScored];
  },
};

function ofScore(name: keyof OfMeasures, value: Sql, operators: RfmFilter[keyof OfMeasures]): Comparison[] {
  return comparisonsOf({ path: [name], words: `score of ${name}`, value, type: 'int' }, operators ?? {});
}

/** Null for whoever has not bought. */
function currentScores({ now, summary }: Reading): OfMeasures {
  const lastPurchaseAt = summary('last_purchase_at');
  const ofBuyers = (value: Sql) => sql`(case when ${lastPurchaseAt} is not null then ${value} end)`;
  return scoresIn(
    {
      recency: ofBuyers(sql`${daysSince(lastPurchaseAt, now)}::bigint`),
      frequency: ofBuyers(sql`${summary('purchase_count')}::bigint`),
      monetary: ofBuyers(summary('total_spent_minor')),
    },
    {
      recency: sql`(select recency from rfm_cut)`,
      frequency: sql`(select frequency from rfm_cut)`,
      monetary: sql`(select monetary from rfm_cut)`,
    },
  );
}
