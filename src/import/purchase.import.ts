import { surveyOf } from './file.survey.ts';
import { endBatch, type ImportRun, rejectRow, rowsPerBatch } from './import.run.ts';
import type { PurchasesMapping } from './mapping.schema.ts';
import { isRefused } from './number.value.ts';
import { numberedRead } from './numbered.id.ts';
import { purchaseBatches } from './purchase.batch.ts';
import { contradictions } from './purchase.draft.ts';
import { type PurchaseRow, purchaseRowRead, type ShopMoney } from './purchase.row.ts';
import { recordReturnRows } from './return.batch.ts';
import { type Gathered, gathering } from './row.gathering.ts';
import type { Row } from './table.row.ts';
import { nameOf, textRead } from './text.value.ts';

export type PurchaseRows = Gathered<PurchaseRow>;

/**
 * Reads the file twice: to count its rows and find the purchases that stand in several places, then to
 * record them in batches. Returns wait for the end, because a file may tell them before the purchase they
 * belong to.
 */
export async function importPurchases(
  run: ImportRun,
  mapping: PurchasesMapping,
  money: ShopMoney,
): Promise<void> {
  const { id, numbered } = mapping.purchase;
  const plainIdOf = textRead(id, run.columns);
  const readRow = purchaseRowRead(mapping, run.columns, money);
  const batches = purchaseBatches(run, mapping);
  const survey = await surveyOf(run.table, plainIdOf, numbered);
  const idOf = numbered ? numberedRead(plainIdOf, survey.runsByHash) : plainIdOf;
  const gathered = gathering<PurchaseRow>(numbered ? new Map() : survey.runsByHash);
  const missingId = `has no ${nameOf(id, 'purchase.id')}`;
  const returns: PurchaseRows[] = [];
  let batch: PurchaseRows[] = [];
  let rowsInBatch = 0;

  function takeRow(row: Row): Gathered<PurchaseRow>[] {
    run.tally.rowsRead += 1;
    const rowId = row.problem === undefined ? idOf(row) : '';
    if (rowId === '') {
      rejectRow(run, row, row.problem ?? missingId);
      return [];
    }
    const read = readRow(row);
    if (!isRefused(read)) return gathered.take(rowId, read);
    rejectRow(run, row, read.refused);
    return gathered.take(rowId, undefined);
  }

  function addToBatch(complete: PurchaseRows): void {
    const { sales, returned } = sorted(run, complete);
    if (returned.length > 0) returns.push({ id: complete.id, items: returned });
    if (sales.length === 0) return;
    batch.push({ id: complete.id, items: sales });
    rowsInBatch += sales.length;
  }

  async function endSales(): Promise<void> {
    const rowsDone = batch.length > 0 ? await batches.record(batch) : 0;
    batch = [];
    rowsInBatch = 0;
    await endBatch(run, rowsDone);
  }

  run.progress.start(survey.rows);
  try {
    for await (const rows of run.table.rows()) {
      for (const row of rows) {
        for (const complete of takeRow(row)) addToBatch(complete);
        if (rowsInBatch >= rowsPerBatch) await endSales();
      }
    }
    for (const complete of gathered.rest()) addToBatch(complete);
    await endSales();
  } finally {
    // Also where the file breaks off: the shop must not be closed over a batch under way.
    await batches.settled();
  }
  run.progress.advance(run.tally.rowsRead);
  await recordReturnRows(run, mapping.source, returns);
}

/** Parts sold from returned rows of one id, and rejects those that contradict the first. */
function sorted(run: ImportRun, { items }: PurchaseRows): { sales: PurchaseRow[]; returned: PurchaseRow[] } {
  const contradicting = new Set<Row>();
  for (const { row, reason } of contradictions(items)) {
    contradicting.add(row);
    rejectRow(run, row, reason);
  }
  const { sales = [], returns: returned = [] } = Object.groupBy(
    items.filter(({ row }) => !contradicting.has(row)),
    ({ kind }) => kind,
  );
  for (const { line } of sales) if (line.rounded) run.tally.pricesRounded += 1;
  return { sales, returned };
}
