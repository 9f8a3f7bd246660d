import { sql } from 'kysely';
import { Extensions, Field, InputType } from 'type-graphql';
import { comparisonsOfFigures } from '../api/clause.figures.ts';
import type { Comparison, Reading } from '../api/clause.ts';
import { factsInWords, filterInWords, operatorsInWords } from '../api/clause.words.ts';
import { DateTimeFilter, DecimalFilter, IntFilter, StringFilter, Within } from '../api/filters.ts';
import { happenedWithin } from '../api/within.ts';
import { conditionOf, conditionsOn } from '../database/filter.ts';
import { allOf } from '../database/read.ts';
import { ProductFilter, productClauses } from '../products/product.filter.ts';

@InputType('ReviewActivityFilter', {
  description:
    'What somebody wrote in public, reviews and mentions. All figures given must hold, one at least is given.',
})
export class ReviewActivityFilter {
  @Field(() => StringFilter, { nullable: true, description: 'Only what stands there.' })
  source?: StringFilter | null;

  @Extensions({ scope: 'products:read' })
  @Field(() => ProductFilter, {
    nullable: true,
    description: 'Only what is about such a product. Scope: products:read.',
  })
  product?: ProductFilter | null;

  @Field(() => Within, { nullable: true, description: 'Only what was written within this window.' })
  within?: Within | null;

  @Field(() => IntFilter, { nullable: true, description: 'By how many reviews and mentions; 0 without one.' })
  count?: IntFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description:
      'By the mean of their ratings from 1 to 5, whatever their own maximum, to two decimals; not known without a rating.',
  })
  stars?: DecimalFilter | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when the last of them was written; not known without one.',
  })
  lastAt?: DateTimeFilter | null;
}

/** What is asked of the reviews that customers wrote. */
export function reviewComparisons(
  { source, product, within, ...asked }: ReviewActivityFilter,
  reading: Reading,
): Comparison[] {
  const column = reading.joined(
    (ofThem) => sql`
      select
        review.customer_id,
        count(*)::int as reviews,
        round(avg(review.stars)::numeric, 2) as stars,
        max(review.written_at) as last_at
      from review
      ${product ? sql`join product on product.id = review.product_id` : sql``}
      where ${allOf([
        ...(source ? [conditionsOn(sql.ref('review.source'), source, 'text')] : []),
        ...(product ? [conditionOf(productClauses, product, reading)] : []),
        happenedWithin(sql.ref('review.written_at'), within, reading.now),
        ofThem(sql.ref('review.customer_id')),
      ])}
      group by review.customer_id`,
  );
  const narrowedBy = [
    ...operatorsInWords('source', source),
    ...(product ? [`product ${filterInWords(product) || 'is known'}`] : []),
  ];
  return comparisonsOfFigures(
    factsInWords('reviews', narrowedBy, within),
    {
      count: { words: 'count', value: sql`coalesce(${column('reviews')}, 0)`, type: 'int' },
      stars: { words: 'mean stars', value: column('stars'), type: 'numeric' },
      lastAt: { words: 'last', value: column('last_at'), type: 'timestamptz' },
    },
    asked,
  );
}
