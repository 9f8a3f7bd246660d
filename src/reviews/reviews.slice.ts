import type { Slice } from '../api/slice.ts';
import { Review, ReviewKey } from './review.entity.ts';

export const reviews: Slice = {
  name: 'reviews',
  entities: [Review, ReviewKey],
  facts: [{ table: 'review' }, { table: 'review_key', isKeyed: true }],
  resolvers: [],
  nodes: [],
  scopes: {},
};
