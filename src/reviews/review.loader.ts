import { loader } from '../api/loader.ts';
import type { Page } from '../api/page.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import {
  type ReviewRow,
  reviewPagesByCustomer,
  reviewPagesByProduct,
  reviewsById,
  type SelectedReviews,
} from './review.queries.ts';

export const reviewById = loader<Uuid, ReviewRow | null>(async (context, ids, selected) => {
  return indexedBy(await reviewsById(context, ids, selected), ({ id }) => id);
}, null);

export const reviewsByCustomer = loader<Uuid, Page<ReviewRow> | null, SelectedReviews>(
  reviewPagesByCustomer,
  null,
);

export const reviewsByProduct = loader<Uuid, Page<ReviewRow> | null, SelectedReviews>(
  reviewPagesByProduct,
  null,
);
