import type { Unit } from '../api/unit.ts';
import { addUnidentified } from '../customers/customer.service.ts';
import { insertRows } from '../database/write.ts';
import { indexedBy } from '../kernel/batch.ts';
import { differenceOf } from '../kernel/difference.ts';
import { Race } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { FactKey } from '../purchases/purchase.queries.ts';
import { Review, type ReviewEntity } from './review.entity.ts';
import { externalIdOf, type ReviewContent } from './review.rules.ts';
import { personalFields, reviewView } from './review.view.ts';

/** A review that has been judged. */
export interface FreshReview extends ReviewContent {
  id: Uuid;
  /** null: nobody knows who wrote it. */
  customerId: Uuid | null;
  productId: Uuid | null;
}

/** Reviews as they stand, by id; their customers are locked. */
export async function storedReviews(
  { em }: Unit,
  keys: readonly FactKey[],
): Promise<Map<Uuid, ReviewEntity>> {
  if (keys.length === 0) return new Map();
  const found = await em.find(Review, {
    id: { $in: keys.map(({ id }) => id) },
    customerId: { $in: keys.map(({ customerId }) => customerId) },
  });
  // One is gone when its customer was recognised while we waited; it is then found with the one they are.
  if (found.length < new Set(keys.map(({ id }) => id)).size)
    throw new Race('A review is of another customer by now.');
  return indexedBy(found, ({ id }) => id);
}

/** What a stored review says. */
export function contentOf(review: ReviewEntity): ReviewContent {
  return {
    source: review.source,
    externalId: review.externalId ?? null,
    author: review.author ?? null,
    rating: review.rating ?? null,
    ratingMax: review.ratingMax ?? null,
    stars: review.stars ?? null,
    text: review.text ?? null,
    language: review.language ?? null,
    url: review.url ?? null,
    writtenAt: review.writtenAt,
    sentimentLabel: review.sentimentLabel ?? null,
    sentimentScore: review.sentimentScore ?? null,
    sentimentMethod: review.sentimentMethod ?? null,
    replyText: review.replyText ?? null,
    replyBy: review.replyBy ?? null,
    repliedAt: review.repliedAt ?? null,
  };
}

/** Inserts reviews with their keys, those of nobody under somebody unidentified each, and puts them on the log. */
export async function insertReviews(unit: Unit, fresh: readonly FreshReview[]): Promise<void> {
  const { em, now } = unit;
  const anonymous = fresh.filter(({ customerId }) => customerId === null);
  const unknown = await addUnidentified(
    unit,
    anonymous.map(({ writtenAt }) => writtenAt),
  );
  const standIns = new Map(anonymous.map(({ id }, index) => [id, unknown[index]]));
  const rows = fresh.map((review) => {
    const customerId = review.customerId ?? standIns.get(review.id);
    if (!customerId) throw new Error('A review was recorded of nobody.');
    return { ...review, customerId, createdAt: now, updatedAt: now };
  });
  await insertRows(em, 'review', rows);
  const keys = rows.flatMap(({ id: reviewId, customerId, ...review }) =>
    externalIdOf(review).map(({ source, id }) => ({ source, value: id.trim(), reviewId, customerId })),
  );
  try {
    await insertRows(em, 'review_key', keys);
  } catch (error) {
    throw Race.of(error);
  }
  for (const { id, createdAt: _, updatedAt: __, ...review } of rows) {
    unit.note({
      action: 'review.recorded',
      subjectId: id,
      customerId: review.customerId,
      difference: differenceOf(null, reviewView(review), personalFields),
    });
  }
}
