import type { Slice } from '../api/slice.ts';
import { LoyaltyResolver, SummaryScores } from './loyalty.resolver.ts';
import { rfmClause } from './rfm.clause.ts';
import { RfmCut } from './rfm.entity.ts';

export const loyalty: Slice = {
  name: 'loyalty',
  entities: [RfmCut],
  clauses: [rfmClause],
  resolvers: [LoyaltyResolver, SummaryScores],
  nodes: [],
  scopes: {},
};
