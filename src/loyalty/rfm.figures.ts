import type { Context } from '../api/context.ts';
import type { Money } from '../kernel/money.ts';
import type { LoyaltyScope } from './loyalty.scope.ts';
import type { DatedCutOffs } from './rfm.cuts.ts';
import { type ScoredTally, scoredTalliesOf } from './rfm.queries.ts';
import { groupOf, type RfmGroup, rfmGroups, rfmScores } from './rfm.rules.ts';

/** How many customers, and what they spent. */
export interface RfmCount {
  customers: number;
  spent: Money;
}

export interface RfmCell extends RfmCount {
  recency: number;
  frequency: number;
}

export interface RfmShare extends RfmCount {
  group: RfmGroup;
  /** How many customers all groups have. */
  of: number;
}

/** All customers who have bought, by their scores and by the groups that these make. */
export interface RfmFigures {
  cutOffs: DatedCutOffs | null;
  tallies: readonly ScoredTally[];
  currency: string;
}

export async function rfmOf(context: Context, scope: LoyaltyScope): Promise<RfmFigures> {
  const { cutOffs = null, tallies = [] } = (await scoredTalliesOf(context, scope)) ?? {};
  return { cutOffs, tallies, currency: context.shop.baseCurrency };
}

/** The best recency first, and within it the best frequency. */
export function gridOf({ tallies, currency }: RfmFigures): RfmCell[] {
  const bestFirst = rfmScores.toReversed();
  return bestFirst.flatMap((recency) =>
    bestFirst.map((frequency) => {
      const there = tallies.filter((tally) => tally.recency === recency && tally.frequency === frequency);
      return { recency, frequency, ...countOf(there, currency) };
    }),
  );
}

/** In the order in which they are tried. */
export function groupsOf({ tallies, currency }: RfmFigures): RfmShare[] {
  const byGroup = Map.groupBy(tallies, groupOf);
  const of = countOf(tallies, currency).customers;
  return rfmGroups.map((group) => ({ group, of, ...countOf(byGroup.get(group) ?? [], currency) }));
}

function countOf(tallies: readonly ScoredTally[], currency: string): RfmCount {
  const sum = (name: 'customers' | 'spentMinor') => tallies.reduce((total, tally) => total + tally[name], 0);
  return { customers: sum('customers'), spent: { minor: sum('spentMinor'), currency } };
}
