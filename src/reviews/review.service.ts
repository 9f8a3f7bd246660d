import type { Unit } from '../api/unit.ts';
import { differenceOf } from '../kernel/difference.ts';
import { refuse, refuseIfAny, type UserError } from '../kernel/errors.ts';
import { localId, newId, type Uuid } from '../kernel/ids.ts';
import { lockCustomerOf, lockCustomers } from '../purchases/summary.service.ts';
import { Review, type ReviewEntity } from './review.entity.ts';
import { whatIsNamed } from './review.finding.ts';
import { recognitions } from './review.recognition.ts';
import { type ReplyDraft, type ReviewDraft, replyErrors, reviewOf } from './review.rules.ts';
import { contentOf, type FreshReview, insertReviews, storedReviews } from './review.store.ts';
import { personalFields, reviewView } from './review.view.ts';

export type ReviewOutcome =
  | { status: 'created' | 'updated' | 'unchanged'; reviewId: Uuid }
  | { status: 'refused'; errors: UserError[] };

export async function recordReview(unit: Unit, draft: ReviewDraft): Promise<{ reviewId: Uuid }> {
  const [outcome] = await recordReviews(unit, [draft]);
  if (outcome && 'reviewId' in outcome) return { reviewId: outcome.reviewId };
  refuseIfAny(outcome?.errors ?? []);
  throw new Error('A single review was recorded and has no outcome.');
}

/**
 * Records many reviews in a constant number of statements. One whose external id is known is merged into what is known;
 * one that is refused leaves the others standing.
 */
export async function recordReviews(unit: Unit, drafts: readonly ReviewDraft[]): Promise<ReviewOutcome[]> {
  const named = await whatIsNamed(unit.em, drafts);
  const known = named.flatMap((one) => one.known ?? []);
  const writers = named.flatMap(({ customerId }) => customerId ?? []);
  await lockCustomers(unit.em, [...known.map(({ customerId }) => customerId), ...writers]);
  const stored = await storedReviews(unit, known);
  const recognised = await recognitions(unit, [...stored.values()]);
  const fresh: FreshReview[] = [];

  const outcomes = named.map(({ draft, ...one }): ReviewOutcome => {
    const review = one.known && stored.get(one.known.id);
    const { content, errors } = reviewOf(draft, review ? contentOf(review) : null, unit.now);
    const whose = review && draft.customer ? recognised.judge(review, one.customerId) : [];
    const all = [...errors, ...one.errors, ...whose];
    if (all.length > 0) return { status: 'refused', errors: all };
    if (!review) {
      const reviewId = newId();
      fresh.push({ id: reviewId, customerId: one.customerId, productId: one.productId ?? null, ...content });
      return { status: 'created', reviewId };
    }
    const isRecognised = draft.customer ? recognised.add(review, one.customerId) : false;
    const productId = one.productId === undefined ? review.productId : one.productId;
    const isChanged = merge(unit, review, { ...content, productId: productId ?? null }, 'review.updated');
    return { status: isRecognised || isChanged ? 'updated' : 'unchanged', reviewId: review.id };
  });

  await insertReviews(unit, fresh);
  await unit.em.flush();
  await recognised.unite();
  return outcomes;
}

/** Says what the shop answered; an answer given before is replaced. */
export async function replyToReview(
  unit: Unit,
  { id, ...reply }: ReplyDraft & { id: string },
): Promise<{ reviewId: Uuid }> {
  const key = localId('review', id);
  const review = key === null ? null : await unit.em.findOne(Review, { id: key });
  if (!review) return refuse('NOT_FOUND', ['id'], 'There is no review with this id.');
  await lockCustomerOf(unit.em, review);
  if (reply.text.trim() === '') refuse('REQUIRED', ['text'], 'A reply has a text.');
  const { content } = reviewOf({ source: review.source, reply }, contentOf(review), unit.now);
  refuseIfAny(replyErrors(content, unit.now, []));
  merge(unit, review, { ...content, productId: review.productId ?? null }, 'review.replied');
  return { reviewId: review.id };
}

/** Changes what differs and puts it on the log; whether anything did. */
function merge(
  unit: Unit,
  review: ReviewEntity,
  values: Omit<FreshReview, 'id' | 'customerId'>,
  action: `review.${string}`,
): boolean {
  const { customerId } = review;
  const before = reviewView({ ...contentOf(review), customerId, productId: review.productId ?? null });
  const difference = differenceOf(before, reviewView({ ...values, customerId }), personalFields);
  if (difference.fields.length === 0) return false;
  Object.assign(review, values, { updatedAt: unit.now });
  unit.note({ action, subjectId: review.id, customerId, difference });
  return true;
}
