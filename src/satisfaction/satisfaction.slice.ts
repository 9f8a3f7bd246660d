import type { Slice } from '../api/slice.ts';
import { satisfactionClause } from './satisfaction.clause.ts';
import { SatisfactionResolver } from './satisfaction.resolver.ts';

/** Figures alone: what they are made of belongs to surveys, invitations and reviews. */
export const satisfaction: Slice = {
  name: 'satisfaction',
  entities: [],
  clauses: [satisfactionClause],
  resolvers: [SatisfactionResolver],
  nodes: [],
  scopes: {},
};
