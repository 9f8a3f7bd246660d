import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, load, type Selection } from '../api/context.ts';
import { Listed, Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import type { CustomerRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { localId } from '../kernel/ids.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { reviewDraftOf } from './review.draft.ts';
import { RecordReviewInput, ReplyToReviewInput, ReviewsArgs } from './review.input.ts';
import { reviewById, reviewsByCustomer, reviewsByProduct } from './review.loader.ts';
import { reviewsPage } from './review.queries.ts';
import { recordReview, replyToReview } from './review.service.ts';
import { ReviewConnection, ReviewPayload, ReviewType } from './review.type.ts';

@Resolver()
export class ReviewResolver {
  @Needs('satisfaction:read')
  @Query(() => ReviewType, {
    nullable: true,
    description: 'One review; null when there is none. Scope: satisfaction:read.',
  })
  review(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    const key = localId('review', id);
    return key === null ? null : load(context, reviewById, key, selected);
  }

  @Needs('satisfaction:read')
  @Query(() => ReviewConnection, {
    description: 'Reviews and mentions, a page at a time, newest first. Scope: satisfaction:read.',
  })
  reviews(
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return reviewsPage(context, args, selected);
  }

  @Needs('satisfaction:write')
  @Mutation(() => ReviewPayload, {
    description: 'Records a review or a mention, once for each external id. Scope: satisfaction:write.',
  })
  recordReview(
    @Arg('input', () => RecordReviewInput, { description: 'What was said, where.' })
    input: RecordReviewInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'recordReview', input, (unit) => recordReview(unit, reviewDraftOf(input)));
  }

  @Needs('satisfaction:write')
  @Mutation(() => ReviewPayload, {
    description: 'Says what the shop answered to a review. Scope: satisfaction:write.',
  })
  replyToReview(
    @Arg('input', () => ReplyToReviewInput, { description: 'To which, and what.' }) input: ReplyToReviewInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'replyToReview', input, (unit) => replyToReview(unit, input));
  }
}

@Resolver(() => CustomerType)
export class CustomerReviews {
  @Needs('satisfaction:read')
  @Listed(() => ReviewConnection, {
    description: 'What they said in public, newest first. Scope: satisfaction:read.',
    by: reviewsByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  reviews(@Args(() => ReviewsArgs) _args: ReviewsArgs): void {}
}

@Resolver(() => ProductType)
export class ProductReviews {
  @Needs('satisfaction:read')
  @Listed(() => ReviewConnection, {
    description: 'What was said of it in public, newest first. Scope: satisfaction:read.',
    by: reviewsByProduct,
    key: ({ id }: ProductRow) => id,
  })
  reviews(@Args(() => ReviewsArgs) _args: ReviewsArgs): void {}
}
