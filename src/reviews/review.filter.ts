import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import {
  BooleanFilter,
  DateTimeFilter,
  DecimalFilter,
  type EnumFilter,
  IdFilter,
  StringFilter,
} from '../api/filters.ts';
import { Personal } from '../api/personal.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';
import type { SentimentLabel } from '../sentiment/sentiment.ts';
import { SentimentLabelFilter } from '../surveys/response.filter.ts';

@InputType('ReviewFilter', {
  description: 'Which reviews. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class ReviewFilter implements Combinable {
  @Field(() => [ReviewFilter], { nullable: true, description: 'All of these hold.' })
  and?: ReviewFilter[] | null;

  @Field(() => [ReviewFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: ReviewFilter[] | null;

  @Field(() => ReviewFilter, { nullable: true, description: 'This does not hold.' })
  not?: ReviewFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By where it stands.' })
  source?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By what the source calls it.' })
  externalId?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By what the source calls who wrote it.' })
  author?: StringFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the product it is about.' })
  product?: IdFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description: 'By its rating from 1 to 5, whatever its own maximum; isNull finds mentions.',
  })
  stars?: DecimalFilter | null;

  @Personal
  @Field(() => StringFilter, { nullable: true, description: 'By what it says. Needs customers:pii.' })
  text?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By its language.' })
  language?: StringFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was written.' })
  writtenAt?: DateTimeFilter | null;

  @Field(() => SentimentLabelFilter, { nullable: true, description: 'By how the writer feels.' })
  sentiment?: EnumFilter<SentimentLabel> | null;

  @Field(() => BooleanFilter, { nullable: true, description: 'By whether the shop has answered.' })
  isAnswered?: BooleanFilter | null;
}

const review = (name: string) => sql.ref(`review.${name}`);
const text = (name: string) => compared<string>(review(name), 'text');

export const reviewClauses: Clauses<ReviewFilter> = {
  id: (filter) => idsIn(review('id'), 'review', filter),
  source: text('source'),
  externalId: text('external_id'),
  author: text('author'),
  customer: (filter) => idsIn(review('customer_id'), 'customer', filter),
  product: (filter) => idsIn(review('product_id'), 'product', filter),
  stars: compared(sql`review.stars::numeric`, 'numeric'),
  text: text('text'),
  language: text('language'),
  writtenAt: compared(review('written_at'), 'timestamptz'),
  sentiment: compared(review('sentiment_label'), 'text'),
  isAnswered: compared(sql`(review.replied_at is not null)`, 'boolean'),
};
