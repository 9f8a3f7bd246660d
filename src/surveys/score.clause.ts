import { sql } from 'kysely';
import { type Comparison, comparisonsOf, type Reading } from '../api/clause.ts';
import { type BooleanFilter, type EnumFilter, enumFilter, type IntFilter } from '../api/filters.ts';
import type { Sql } from '../database/read.ts';
import { NpsCategoryEnum } from './survey.filter.ts';
import type { NpsCategory } from './survey.words.ts';

export const NpsCategoryFilter = enumFilter('NpsCategoryFilter', NpsCategoryEnum);

/** What is asked of the scores that customers gave last. */
export interface AskedScores {
  nps?: IntFilter | null;
  npsCategory?: EnumFilter<NpsCategory> | null;
  csat?: IntFilter | null;
  csatInTopBox?: BooleanFilter | null;
}

export function scoreComparisons(
  { nps, npsCategory, csat, csatInTopBox }: AskedScores,
  reading: Reading,
): Comparison[] {
  const lastNps = reading.summary('last_nps');
  const category = sql`(
    case when ${lastNps} >= 9 then 'PROMOTER' when ${lastNps} >= 7 then 'PASSIVE' when ${lastNps} >= 0 then 'DETRACTOR' end
  )`;
  return [
    ...comparisonsOf({ path: ['nps'], words: 'last NPS', value: lastNps, type: 'int' }, nps ?? {}),
    ...comparisonsOf(
      { path: ['npsCategory'], words: 'what their last NPS says', value: category, type: 'text' },
      npsCategory ?? {},
    ),
    ...comparisonsOf(
      { path: ['csat'], words: 'last CSAT', value: reading.summary('last_csat'), type: 'int' },
      csat ?? {},
    ),
    ...(csatInTopBox ? topBoxComparisons(csatInTopBox, reading) : []),
  ];
}

function topBoxComparisons(csatInTopBox: BooleanFilter, reading: Reading): Comparison[] {
  const value = reading.joined(lastInTopBox)('is_top');
  return comparisonsOf(
    { path: ['csatInTopBox'], words: 'last CSAT in the top box', value, type: 'boolean' },
    csatInTopBox,
  );
}

/** The last CSAT as summaries keep it, with what its question calls the best. */
function lastInTopBox(ofThem: (customerId: Sql) => Sql): Sql {
  return sql`
    select distinct on (answer.customer_id) answer.customer_id, answer.is_top
    from answer
    where answer.kind = 'CSAT' and answer.is_counted and answer.score is not null
      and ${ofThem(sql.ref('answer.customer_id'))}
    order by answer.customer_id, answer.submitted_at desc, answer.id desc`;
}
