import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { MutationInput } from '../api/mutation.ts';
import { DateTimeScalar, LanguageTagScalar, UrlScalar } from '../api/scalars.ts';
import { CustomerBy } from '../customers/customer.input.ts';
import { ProductBy } from '../products/product.input.ts';
import { ReviewFilter } from './review.filter.ts';

@InputType('ReviewReplyInput', { description: 'What the shop answered.' })
export class ReviewReplyInput {
  @Field(() => String, { description: 'What it said, up to 20,000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who answered, up to 200 characters.' })
  by?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; now when nothing is said.' })
  repliedAt?: Date | null;
}

@InputType('RecordReviewInput', {
  description:
    'A review, or a mention without a rating. One whose external id is known is merged into what is known: a field not given stays, null clears.',
})
export class RecordReviewInput extends MutationInput {
  @Field(() => String, {
    description: 'Where it stands: `trustpilot`, `app-store`, `instagram`. Letters, digits and `.:-_`.',
  })
  source!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'What the source calls it; the same one is recorded once. Up to 200 characters.',
  })
  externalId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the source calls who wrote it, up to 200 characters. Where no customer is named, the one who has it as an external id of the source is taken.',
  })
  author?: string | null;

  @Field(() => CustomerBy, {
    nullable: true,
    description: 'Who wrote it, where that is known. A review of a known customer stays theirs.',
  })
  customer?: CustomerBy | null;

  @Field(() => ProductBy, { nullable: true, description: 'What it is about.' })
  product?: ProductBy | null;

  @Field(() => Float, { nullable: true, description: 'From 0 to `ratingMax`; none for a mention.' })
  rating?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The best rating of the source: 5 for five stars. 2 to 100; given with a rating.',
  })
  ratingMax?: number | null;

  @Field(() => String, { nullable: true, description: 'What it says, up to 20,000 characters.' })
  text?: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'The language of the text; without it there is no sentiment.',
  })
  language?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read.' })
  url?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was written; now when nothing is said. In 2000 or later, at most a day ahead.',
  })
  writtenAt?: Date | null;

  @Field(() => ReviewReplyInput, { nullable: true, description: 'What the shop answered there.' })
  reply?: ReviewReplyInput | null;
}

@InputType('ReplyToReviewInput', {
  description: 'What the shop answers to a review; an answer given before is replaced.',
})
export class ReplyToReviewInput extends MutationInput {
  @Field(() => ID, { description: 'The review.' })
  id!: string;

  @Field(() => String, { description: 'What it says, up to 20,000 characters.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who answers, up to 200 characters.' })
  by?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; now when nothing is said.' })
  repliedAt?: Date | null;
}

@ArgsType()
export class ReviewsArgs extends PageArgsType {
  @Field(() => ReviewFilter, { nullable: true, description: 'Which reviews.' })
  filter?: ReviewFilter | null;
}
