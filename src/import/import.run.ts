import type { UserError } from '../kernel/errors.ts';
import { listed } from '../kernel/text.ts';
import type { ImportProgress } from './import.progress.ts';
import type { ImportSink } from './import.sink.ts';
import { type ImportTally, tallyRefusal } from './import.tally.ts';
import { type ColumnReads, columnReads } from './lookup.file.ts';
import type { FileMapping } from './mapping.schema.ts';
import type { RejectsFile } from './rejects.file.ts';
import type { Row } from './table.row.ts';
import { openTable, type Table } from './table.ts';

/** Rows in one call of the sink, about: a purchase is never split. */
export const rowsPerBatch = 1000;

/** An opened file and its columns, before anything is read from it. */
export interface ImportSource {
  table: Table;
  columns: ColumnReads;
}

/** What every import works with. */
export interface ImportRun extends ImportSource {
  sink: ImportSink;
  rejects: RejectsFile;
  tally: ImportTally;
  progress: ImportProgress;
}

export async function openSource(
  path: string,
  mapping: Pick<FileMapping, 'format' | 'lookups'>,
): Promise<ImportSource> {
  const table = await openTable(path, mapping.format);
  return { table, columns: await columnReads(table, mapping.lookups) };
}

export function rejectRow(run: Pick<ImportRun, 'rejects' | 'tally'>, row: Row, reason: string): void {
  run.rejects.add(row, reason);
  tallyRefusal(run.tally, reason);
}

/** The errors of one draft as one text; '' when there are none. */
export function reasonOf(errors: readonly UserError[]): string {
  return listed([...new Set(errors.map(({ message }) => message))]);
}

/** Tells the progress, which counts rows that are safe, and writes the rejects so far: after each batch. */
export async function endBatch(
  run: Pick<ImportRun, 'rejects' | 'tally' | 'progress'>,
  rowsDone = run.tally.rowsRead,
): Promise<void> {
  run.progress.advance(rowsDone);
  await run.rejects.flush();
}
