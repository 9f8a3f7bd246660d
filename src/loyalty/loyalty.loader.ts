import { loader } from '../api/loader.ts';
import { type BuyerTally, tallyOf } from './buyer.queries.ts';
import type { LoyaltyScope } from './loyalty.scope.ts';
import { type DatedCutOffs, keptCutOffs } from './rfm.cuts.ts';

/** One statement for all figures that come of the same customers. */
export const buyerTallies = loader<LoyaltyScope, BuyerTally, null>(
  async (context, scopes) => {
    const entries = scopes.map(async (scope) => [scope, await tallyOf(context, scope)] as const);
    return new Map(await Promise.all(entries));
  },
  { customers: 0, repeated: 0, lapsed: 0 },
);

/** The same for every customer of a request. */
export const currentCutOffs = loader<'NOW', DatedCutOffs | null, null>(async ({ reader }) => {
  return new Map([['NOW', await keptCutOffs(reader)]]);
}, null);
