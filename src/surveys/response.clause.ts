import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { countAndLast } from '../api/clause.facts.ts';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { Comparison, Reading } from '../api/clause.ts';
import { factsInWords, operatorsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, IdFilter, IntFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { idsIn } from '../database/filter.ts';

@InputType('ResponseActivityFilter', {
  description:
    'How often somebody answered surveys: responses that were submitted, also those that a later one of the same survey has taken the place of. All figures given must hold, one at least is given.',
})
export class ResponseActivityFilter {
  @Field(() => IdFilter, { nullable: true, description: 'Only responses to this survey.' })
  survey?: IdFilter | null;

  @Field(() => Within, { nullable: true, description: 'Only responses submitted within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many responses; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them was submitted; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

/** What is asked of the surveys that customers answered. */
export function responseComparisons(
  { survey, within, ...asked }: ResponseActivityFilter,
  reading: Reading,
): Comparison[] {
  const at = sql.ref('response.submitted_at');
  const { count, lastAt } = countAndLast(reading, {
    from: sql`survey_response as response`,
    customerId: sql.ref('response.customer_id'),
    at,
    where: [
      sql`response.status = 'SUBMITTED'`,
      ...(survey ? [idsIn(sql.ref('response.survey_id'), 'survey', survey)] : []),
      happenedWithin(at, within, reading.now),
    ],
  });
  return comparisonsOfFigures(
    factsInWords('survey responses', operatorsInWords('survey', survey), within),
    {
      count: { words: 'count', value: count, type: 'int' },
      lastAt: { words: 'last', value: lastAt, type: 'timestamptz' },
    },
    asked,
  );
}
