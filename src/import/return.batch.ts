import { at, type UserError } from '../kernel/errors.ts';
import { endBatch, type ImportRun, reasonOf, rejectRow, rowsPerBatch } from './import.run.ts';
import { tallyOutcomes } from './import.tally.ts';
import { returnDraftOf } from './purchase.draft.ts';
import { rejectRefused } from './purchase.refusal.ts';
import type { PurchaseRow } from './purchase.row.ts';
import type { Gathered } from './row.gathering.ts';

/** Records the returns of a file in its order, in batches. A line of a return may be refused alone. */
export async function recordReturnRows(
  run: ImportRun,
  source: string,
  returns: readonly Gathered<PurchaseRow>[],
): Promise<void> {
  for (const batch of batchesOf(returns)) {
    const drafts = batch.map(({ id, items }) => returnDraftOf({ source, id }, items));
    const answers = await run.sink.recordReturns(drafts);
    for (const [index, { items }] of batch.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      const { outcome, refusedLines } = answer;
      tallyOutcomes(run.tally, 'returns', [outcome]);
      if (outcome.status === 'refused') {
        rejectRefused(run, items, outcome.errors.length > 0 ? outcome.errors : lineErrors(refusedLines));
        continue;
      }
      for (const { line, errors } of refusedLines) {
        const item = items[line];
        if (item) rejectRow(run, item.row, reasonOf(errors));
      }
    }
    await endBatch(run);
  }
}

function* batchesOf(returns: readonly Gathered<PurchaseRow>[]): Generator<Gathered<PurchaseRow>[]> {
  let batch: Gathered<PurchaseRow>[] = [];
  let rows = 0;
  for (const gathered of returns) {
    batch.push(gathered);
    rows += gathered.items.length;
    if (rows < rowsPerBatch) continue;
    yield batch;
    batch = [];
    rows = 0;
  }
  if (batch.length > 0) yield batch;
}

function lineErrors(refusedLines: readonly { line: number; errors: UserError[] }[]): UserError[] {
  return refusedLines.flatMap(({ line, errors }) => at(['lines', line], errors));
}
