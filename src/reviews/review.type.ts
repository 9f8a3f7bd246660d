import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { Derived, Link } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { enumOf, Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, LanguageTagScalar, UrlScalar } from '../api/scalars.ts';
import { identifiedCustomer } from '../customers/customer.loader.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { judgementOf } from '../sentiment/sentiment.ts';
import { SentimentType } from '../sentiment/sentiment.type.ts';
import { type ProductRating, reviewById } from './review.loader.ts';
import type { ReviewRow } from './review.queries.ts';
import type { Recording } from './review.service.ts';

@PartOfRow
@ObjectType('ReviewReply', { description: 'What the shop answered to a review.' })
export class ReviewReplyType {
  @Field(() => String, { description: 'What it said.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Who answered; null when nobody said.' })
  by!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  repliedAt!: string;
}

@PartOfRow
@ObjectType('ProductRating', { description: 'How a product is rated in public.' })
export class ProductRatingType implements ProductRating {
  @Field(() => Float, {
    nullable: true,
    description: 'The mean of `stars`, 1 to 5; null when nobody has rated it.',
  })
  mean!: number | null;

  @Field(() => Int, { description: 'Of how many reviews; mentions are not among them.' })
  n!: number;
}

@ObjectType('Review', {
  implements: NodeType,
  description: 'What somebody said in public: a review with a rating, or a mention without one.',
})
export class ReviewType
  extends NodeType
  implements Pick<ReviewRow, 'source' | 'externalId' | 'author' | 'rating' | 'ratingMax' | 'stars' | 'text'>
{
  @NodeId('review')
  override id!: string;

  @Field(() => String, { description: 'Where it stands: `trustpilot`, `app-store`, `instagram`.' })
  source!: string;

  @Field(() => String, { nullable: true, description: 'What the source calls it; null when it has no name.' })
  externalId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the source calls who wrote it; null when it does not say.',
  })
  author!: string | null;

  @Derived<ReviewRow>(() => CustomerType, {
    nullable: true,
    scope: 'customers:read',
    description: 'Who wrote it; null where that is not known. Scope: customers:read.',
    from: ['customerId'],
    of: ({ customerId }, context) => identifiedCustomer(context, customerId),
  })
  customer!: CustomerType | null;

  @Link<ReviewRow, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    scope: 'products:read',
    description: 'What it is about; null where that is not known. Scope: products:read.',
    by: productById,
    from: ['productId'],
    key: ({ productId }) => productId ?? null,
  })
  product!: ProductType | null;

  @Field(() => Float, { nullable: true, description: 'From 0 to `ratingMax`; null for a mention.' })
  rating!: number | null;

  @Field(() => Float, { nullable: true, description: 'The best rating of its source; null for a mention.' })
  ratingMax!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The rating from 1 to 5, whatever its maximum: 1 + 4 · (rating - 1) / (ratingMax - 1), and never less than 1. Null for a mention.',
  })
  stars!: number | null;

  @Derived<ReviewRow>(() => String, {
    nullable: true,
    personal: true,
    description: 'What it says; null when it only rates. Personal data: null without customers:pii.',
    of: ({ text }) => text ?? null,
  })
  text!: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'The language of the text; null when nobody said.',
  })
  language!: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read; null when nobody said.' })
  url!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  writtenAt!: string;

  @Derived<ReviewRow>(() => SentimentType, {
    nullable: true,
    description:
      'How the writer feels, judged from the text; null without a text, and in a language that is not judged.',
    from: ['sentimentLabel', 'sentimentScore', 'sentimentMethod'],
    of: judgementOf,
  })
  sentiment!: SentimentType | null;

  @Derived<ReviewRow>(() => ReviewReplyType, {
    nullable: true,
    description: 'What the shop answered; null when it has not.',
    from: ['replyText', 'replyBy', 'repliedAt'],
    of: ({ replyText: text, replyBy: by, repliedAt }) => (text ? { text, by, repliedAt } : null),
  })
  reply!: ReviewReplyType | null;
}

export const ReviewConnection = connectionOf('Review', () => ReviewType);

const RecordingEnum = enumOf<Recording>('ReviewRecording', 'What recording a review did.', {
  CREATED: 'It was not known before.',
  UPDATED: 'It was known, and something new was told of it.',
  UNCHANGED: 'It was known, and nothing new was told of it.',
});

@ObjectType('ReviewPayload', { description: 'The review that was written.' })
export class ReviewPayload extends Payload {
  @Link<{ reviewId?: string }, string, ReviewRow | null>(() => ReviewType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: satisfaction:read.',
    by: reviewById,
    scope: 'satisfaction:read',
    from: ['reviewId'],
    key: ({ reviewId }) => reviewId ?? null,
  })
  review!: ReviewType | null;
}

@ObjectType('RecordReviewPayload', { description: 'The review that was recorded.' })
export class RecordReviewPayload extends ReviewPayload {
  @Field(() => RecordingEnum, {
    nullable: true,
    description: 'Whether it was new; null when it was refused.',
  })
  recording?: Recording | null;
}
