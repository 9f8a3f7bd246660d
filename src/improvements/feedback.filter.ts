import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { DateTimeFilter, type EnumFilter, enumFilter, IdFilter } from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, idsIn } from '../database/filter.ts';

export type FeedbackOrigin = 'RESPONSE' | 'REVIEW' | 'INTERACTION';

export const FeedbackOriginEnum = enumOf<FeedbackOrigin>('FeedbackOrigin', 'Where feedback was given.', {
  RESPONSE: 'In the response to a survey.',
  REVIEW: 'In public: a review or a mention.',
  INTERACTION: 'To the shop itself.',
});

const FeedbackOriginFilter = enumFilter('FeedbackOriginFilter', FeedbackOriginEnum);

@InputType('FeedbackFilter', {
  description: 'Which feedback. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class FeedbackFilter implements Combinable {
  @Field(() => [FeedbackFilter], { nullable: true, description: 'All of these hold.' })
  and?: FeedbackFilter[] | null;

  @Field(() => [FeedbackFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: FeedbackFilter[] | null;

  @Field(() => FeedbackFilter, { nullable: true, description: 'This does not hold.' })
  not?: FeedbackFilter | null;

  @Field(() => FeedbackOriginFilter, { nullable: true, description: 'By where it was given.' })
  kind?: EnumFilter<FeedbackOrigin> | null;

  @Field(() => DateTimeFilter, {
    nullable: true,
    description: 'By when it was given; `lt` finds what waits for longer.',
  })
  givenAt?: DateTimeFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the product it is about.' })
  product?: IdFilter | null;
}

export const feedbackClauses: Clauses<FeedbackFilter> = {
  kind: compared(sql.ref('feedback.kind'), 'text'),
  givenAt: compared(sql.ref('feedback.given_at'), 'timestamptz'),
  customer: (filter) => idsIn(sql.ref('feedback.customer_id'), 'customer', filter),
  product: (filter) => idsIn(sql.ref('feedback.product_id'), 'product', filter),
};
