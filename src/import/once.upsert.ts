import { groupedBy } from '../kernel/batch.ts';
import type { UserError } from '../kernel/errors.ts';
import type { RowOutcome } from './import.sink.ts';
import { isRefused, type Refused } from './number.value.ts';
import type { PurchaseRow } from './purchase.row.ts';
import type { Row } from './table.row.ts';

export interface Upserting<Draft> {
  /** What tells the things apart; '' for a row that names none. */
  keyOf(row: PurchaseRow): string;
  draftOf(row: Row): Draft | Refused;
  /** False when a later row may tell more. */
  isComplete?(draft: Draft): boolean;
  upsert(drafts: readonly Draft[]): Promise<RowOutcome[]>;
  reasonOf(errors: readonly UserError[]): string;
}

/**
 * How to upsert what the rows of a batch name, each thing once in a run, as the first row that tells it
 * fully has it: a customer who moves between two invoices would otherwise move to and fro each time the file
 * is imported. Answers which rows name something refused, and why.
 */
export function onceUpserting<Draft>(kind: Upserting<Draft>) {
  const complete = new Set<string>();
  const begun = new Set<string>();
  const isComplete = kind.isComplete ?? (() => true);

  /** As the first row that tells it fully has it, else as the first that can be taken. */
  function draftFor(rows: readonly PurchaseRow[]): Draft | Refused {
    let found: Draft | Refused = { refused: 'has no row' };
    for (const [index, { row }] of rows.entries()) {
      const draft = kind.draftOf(row);
      if (!isRefused(draft) && isComplete(draft)) return draft;
      if (index === 0 || isRefused(found)) found = draft;
    }
    return found;
  }

  return async (rows: readonly PurchaseRow[]): Promise<Map<PurchaseRow, string>> => {
    const refused = new Map<PurchaseRow, string>();
    const named: { key: string; draft: Draft; rows: readonly PurchaseRow[] }[] = [];
    const news = rows.filter((row) => !complete.has(kind.keyOf(row)));
    for (const [key, keyRows] of groupedBy(news, kind.keyOf)) {
      if (key === '') continue;
      const draft = draftFor(keyRows);
      if (isRefused(draft)) for (const row of keyRows) refused.set(row, draft.refused);
      else if (isComplete(draft) || !begun.has(key)) named.push({ key, draft, rows: keyRows });
    }
    if (named.length === 0) return refused;
    const outcomes = await kind.upsert(named.map(({ draft }) => draft));
    for (const [index, { key, draft, rows: keyRows }] of named.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'refused') {
        for (const row of keyRows) refused.set(row, kind.reasonOf(outcome.errors));
      } else (isComplete(draft) ? complete : begun).add(key);
    }
    return refused;
  };
}
