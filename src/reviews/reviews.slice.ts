import type { Slice } from '../api/slice.ts';
import { Review, ReviewKey } from './review.entity.ts';
import { reviewById } from './review.loader.ts';
import { CustomerReviews, ProductReviews, ReviewResolver } from './review.resolver.ts';
import { reviewTimeline } from './review.timeline.ts';

export const reviews: Slice = {
  name: 'reviews',
  entities: [Review, ReviewKey],
  facts: [{ table: 'review' }, { table: 'review_key', isKeyed: true }],
  timeline: reviewTimeline,
  resolvers: [ReviewResolver, CustomerReviews, ProductReviews],
  nodes: [{ typeName: 'Review', prefix: 'review', by: reviewById, scope: 'satisfaction:read' }],
  // Those of satisfaction are declared with surveys.
  scopes: {},
};
