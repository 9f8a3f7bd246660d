import { sql } from 'kysely';
import { type Comparison, comparisonsOf, type Reading } from '../api/clause.ts';
import { type BooleanFilter, type EnumFilter, enumFilter, type IntFilter } from '../api/filters.ts';
import { csatTopBoxes } from './question.rules.ts';
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
  { summary }: Reading,
): Comparison[] {
  const [lastNps, lastCsat] = [summary('last_nps'), summary('last_csat')];
  const best = sql.join(
    [...csatTopBoxes].map(([scaleMax, topBox]) => sql`when ${scaleMax}::int then ${topBox}::int`),
    sql` `,
  );
  return [
    ...comparisonsOf({ path: ['nps'], words: 'last NPS', value: lastNps, type: 'int' }, nps ?? {}),
    ...comparisonsOf(
      {
        path: ['npsCategory'],
        words: 'what their last NPS says',
        value: sql`(
          case
            when ${lastNps} >= 9 then 'PROMOTER'
            when ${lastNps} >= 7 then 'PASSIVE'
            when ${lastNps} >= 0 then 'DETRACTOR'
          end
        )`,
        type: 'text',
      },
      npsCategory ?? {},
    ),
    ...comparisonsOf({ path: ['csat'], words: 'last CSAT', value: lastCsat, type: 'int' }, csat ?? {}),
    ...comparisonsOf(
      {
        path: ['csatInTopBox'],
        words: 'last CSAT in the top box',
        value: sql`(${lastCsat} >= case ${summary('last_csat_max')} ${best} end)`,
        type: 'boolean',
      },
      csatInTopBox ?? {},
    ),
  ];
}
