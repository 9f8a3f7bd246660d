import { Field, InputType } from 'type-graphql';
import { type Comparison, type CustomerClause, placedUnder, type Reading } from '../api/clause.ts';
import { BooleanFilter, type EnumFilter, IntFilter } from '../api/filters.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import { isGiven } from '../kernel/given.ts';
import { ReviewActivityFilter, reviewComparisons } from '../reviews/review.clause.ts';
import { ResponseActivityFilter, responseComparisons } from '../surveys/response.clause.ts';
import { NpsCategoryFilter, scoreComparisons } from '../surveys/score.clause.ts';
import type { NpsCategory } from '../surveys/survey.words.ts';

@InputType('SatisfactionFilter', {
  description:
    'How satisfied somebody is, by the scores they gave last, and what they answered and wrote. Everything given must hold, something is given.',
})
export class SatisfactionFilter {
  @Field(() => IntFilter, {
    nullable: true,
    description: 'By the NPS they gave last, 0 to 10; not known of who never gave one.',
  })
  nps?: IntFilter | null;

  @Field(() => NpsCategoryFilter, {
    nullable: true,
    description: 'By what the NPS that they gave last says of them; who never gave one is none of them.',
  })
  npsCategory?: EnumFilter<NpsCategory> | null;

  @Field(() => IntFilter, {
    nullable: true,
    description:
      'By the CSAT they gave last, on the scale of its question, from 1 to 5, 7 or 10; not known of who never gave one.',
  })
  csat?: IntFilter | null;

  @Field(() => BooleanFilter, {
    nullable: true,
    description:
      'By whether the CSAT they gave last is in the top box of its question: 4 and 5 of 5, 5 to 7 of 7, 9 and 10 of 10; who never gave one matches neither.',
  })
  csatInTopBox?: BooleanFilter | null;

  @Field(() => ResponseActivityFilter, { nullable: true, description: 'By the surveys that they answered.' })
  responses?: ResponseActivityFilter | null;

  @Field(() => ReviewActivityFilter, { nullable: true, description: 'By the reviews that they wrote.' })
  reviews?: ReviewActivityFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    satisfaction?: SatisfactionFilter | null;
  }
}

export const satisfactionClause: CustomerClause<SatisfactionFilter> = {
  name: 'satisfaction',
  description: 'By how satisfied they are.',
  type: () => SatisfactionFilter,
  scope: 'satisfaction:read',
  follows: ['response', 'review', 'product'],
  isMoving: ({ responses, reviews }) => isGiven(responses?.within?.days) || isGiven(reviews?.within?.days),
  comparisons({ responses, reviews, ...scores }, reading) {
    const comparisons = [
      ...scoreComparisons(scores, reading),
      ...under('responses', responses, reading, responseComparisons),
      ...under('reviews', reviews, reading, reviewComparisons),
    ];
    if (comparisons.length > 0) return comparisons;
    throw new UnusableFilter('Say what is compared: a score, responses or reviews.');
  },
};

function under<Value>(
  name: string,
  value: Value | null | undefined,
  reading: Reading,
  compare: (value: Value, reading: Reading) => Comparison[],
): Comparison[] {
  return isGiven(value) ? placedUnder([name], () => compare(value, reading)) : [];
}
