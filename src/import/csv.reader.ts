import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { csvFault, csvOptions, isBlank } from './csv.options.ts';
import type { Row } from './table.row.ts';

const rowsPerYield = 500;

/** The records of a CSV in which quotes are common, its header as the first. Blank lines are left out. */
export async function* csvRows(
  blocks: AsyncIterable<Buffer>,
  path: string,
  delimiter: string,
): AsyncGenerator<Row[]> {
  // The loop below meets every error; the callback only keeps it from being thrown twice.
  const records: AsyncIterable<string[]> = pipeline(
    Readable.from(blocks),
    parse(csvOptions(delimiter)),
    () => {},
  );
  let line = 1;
  let rows: Row[] = [];
  try {
    for await (const cells of records) {
      if (!isBlank(cells)) rows.push({ line, cells });
      line += 1 + linesWithin(cells);
      if (rows.length < rowsPerYield) continue;
      yield rows;
      rows = [];
    }
  } catch (cause) {
    throw csvFault(path, line, cause);
  }
  yield rows;
}

// csv-parse's own count takes a CRLF within quotes for two lines.
function linesWithin(cells: readonly string[]): number {
  let lines = 0;
  for (const cell of cells) {
    if (cell.includes('\n')) lines += cell.split('\n').length - 1;
  }
  return lines;
}
