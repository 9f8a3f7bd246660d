import type { RowOutcome } from './import.sink.ts';

export const talliedNouns = [
  'customers',
  'products',
  'purchases',
  'returns',
  'interactions',
  'reviews',
  'responses',
  'events',
] as const;
export type TalliedNoun = (typeof talliedNouns)[number];

export type OutcomeCounts = Record<RowOutcome['status'], number>;

/** What came of an import so far. */
export interface ImportTally {
  rowsRead: number;
  rowsRefused: number;
  /** Rows whose price had more decimals than its currency. */
  pricesRounded: number;
  outcomes: Record<TalliedNoun, OutcomeCounts>;
  /** Refused rows by reason, what differs from row to row within it left out. */
  reasons: Map<string, number>;
}

export function emptyTally(): ImportTally {
  const none = (): OutcomeCounts => ({ created: 0, updated: 0, unchanged: 0, refused: 0 });
  return {
    rowsRead: 0,
    rowsRefused: 0,
    pricesRounded: 0,
    outcomes: {
      customers: none(),
      products: none(),
      purchases: none(),
      returns: none(),
      interactions: none(),
      reviews: none(),
      responses: none(),
      events: none(),
    },
    reasons: new Map(),
  };
}

export function tallyOutcomes(tally: ImportTally, noun: TalliedNoun, outcomes: readonly RowOutcome[]): void {
  for (const { status } of outcomes) tally.outcomes[noun][status] += 1;
}

export function tallyRefusal(tally: ImportTally, reason: string): void {
  const kind = reason.replace(/"[^"]*"/g, '"…"').replace(/[1-9][\d.,:-]*/g, '…');
  tally.rowsRefused += 1;
  tally.reasons.set(kind, (tally.reasons.get(kind) ?? 0) + 1);
}
