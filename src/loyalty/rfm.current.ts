import type { Context } from '../api/context.ts';
import type { CustomerSummaryRow } from '../customers/customer.queries.ts';
import { wholeDaysSince } from '../kernel/clock.ts';
import { currentCutOffs } from './loyalty.loader.ts';
import { groupOf, type RfmGroup, type RfmScores, scoresOf } from './rfm.rules.ts';

/** The columns of a summary that scores are made of. */
export const scoredColumns = ['lastPurchaseAt', 'purchaseCount', 'totalSpentMinor'] as const;

export interface RfmScore extends RfmScores {
  group: RfmGroup;
  computedAt: string;
}

/** A customer's scores as of now, by the cut-offs that are kept; null for whoever has not bought. */
export async function currentScoreOf(
  summary: Pick<CustomerSummaryRow, (typeof scoredColumns)[number]>,
  context: Context,
): Promise<RfmScore | null> {
  const { lastPurchaseAt, purchaseCount, totalSpentMinor } = summary;
  if (lastPurchaseAt === null) return null;
  const cutOffs = await context.loaders.load(context, currentCutOffs, 'NOW', null);
  if (cutOffs === null) return null;
  const measures = {
    recency: wholeDaysSince(lastPurchaseAt, context.clock.now()),
    frequency: purchaseCount,
    monetary: totalSpentMinor,
  };
  const scores = scoresOf(measures, cutOffs);
  return { ...scores, group: groupOf(scores), computedAt: cutOffs.computedAt };
}
