import type { Slice } from '../api/slice.ts';
import { LoyaltyResolver } from './loyalty.resolver.ts';

export const loyalty: Slice = {
  name: 'loyalty',
  entities: [],
  resolvers: [LoyaltyResolver],
  nodes: [],
  scopes: {},
};
