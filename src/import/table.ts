import { basename } from 'node:path';
import { blankRows } from './blank.reader.ts';
import { csvRows } from './csv.reader.ts';
import { ImportFault } from './import.fault.ts';
import { ndjsonColumns, ndjsonRows } from './ndjson.reader.ts';
import { plainCsvRows } from './plain.csv.reader.ts';
import { type SourceEncoding, textBlocks } from './source.file.ts';
import type { Row } from './table.row.ts';

export interface TableFormat {
  /** A comma when not given. A blank stands for any run of blanks and tabs. */
  delimiter?: string | undefined;
  /** The names of the columns of a file without a header. */
  columns?: readonly string[] | undefined;
  encoding?: SourceEncoding | undefined;
}

/** A file of records that can be read from the start as often as needed, some hundred rows at a time. */
export interface Table {
  path: string;
  columns: readonly string[];
  rows(): AsyncGenerator<Row[]>;
}

/** Opens CSV, blank-separated columns or NDJSON, gzipped or not, whatever the file is called. */
export async function openTable(path: string, format: TableFormat = {}): Promise<Table> {
  const blocks = () => textBlocks(path, format.encoding ?? 'utf-8');
  const beginning = await beginningOf(blocks());
  if (beginning.trimStart().startsWith('{')) {
    const columns = await ndjsonColumns(blocks());
    return { path, columns, rows: () => ndjsonRows(blocks(), columns) };
  }
  const { delimiter = ',' } = format;
  const csv = hasManyQuotes(beginning) ? csvRows : plainCsvRows;
  const records = () => (delimiter === ' ' ? blankRows(blocks()) : csv(blocks(), path, delimiter));
  const columns = format.columns ?? (await headerOf(records(), path));
  return { path, columns, rows: () => measured(records(), columns, format.columns ? 0 : 1) };
}

/** The first text of a file that is not blank. */
async function beginningOf(blocks: AsyncIterable<Buffer>): Promise<string> {
  for await (const block of blocks) {
    const text = block.toString('utf8');
    if (text.trim() !== '') return text;
  }
  return '';
}

/**
 * Whether more than one line in twenty has a quote. Either reader reads every CSV; this is about speed
 * alone.
 */
function hasManyQuotes(text: string): boolean {
  const lines = text.split('\n');
  return lines.filter((line) => line.includes('"')).length * 20 > lines.length;
}

async function headerOf(records: AsyncIterable<Row[]>, path: string): Promise<string[]> {
  for await (const [header] of records) {
    if (header) return header.cells.map((name) => name.trim());
  }
  throw new ImportFault(`${basename(path)} is empty: its first line should name the columns.`);
}

async function* measured(
  records: AsyncIterable<Row[]>,
  columns: readonly string[],
  headerRows: number,
): AsyncGenerator<Row[]> {
  let skip = headerRows;
  for await (const rows of records) {
    for (const row of rows) {
      if (row.cells.length !== columns.length) {
        row.problem = `has ${row.cells.length} columns where ${columns.length} are expected`;
      }
    }
    yield skip > 0 ? rows.slice(skip) : rows;
    skip = 0;
  }
}
