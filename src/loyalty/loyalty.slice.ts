import type { Slice } from '../api/slice.ts';
import { LoyaltyResolver, SummaryScores } from './loyalty.resolver.ts';
import { rfmClause } from './rfm.clause.ts';
import { keepCutOffs } from './rfm.cuts.ts';
import { RfmCut } from './rfm.entity.ts';

export const loyalty: Slice = {
  name: 'loyalty',
  entities: [RfmCut],
  clauses: [rfmClause],
  chores: [
    {
      name: 'score',
      everySeconds: 3_600,
      isAtStart: true,
      run: ({ em, clock }) => keepCutOffs(em.fork().getKysely(), clock.now()),
    },
  ],
  resolvers: [LoyaltyResolver, SummaryScores],
  nodes: [],
  scopes: {},
};
