import { basename } from 'node:path';
import { CsvError } from 'csv-parse';
import { ImportFault } from './import.fault.ts';

/** Ends an unclosed quote before it has swallowed the rest of a large file into memory. */
export const largestRecordBytes = 1_000_000;

/** Any number of columns is let in, and quotes within a cell: the row is judged later, the file goes on. */
export function csvOptions(delimiter: string) {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: largestRecordBytes,
  };
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}

export function isUnclosedQuote(cause: unknown): boolean {
  return cause instanceof CsvError && unclosed.has(cause.code);
}

const unclosed = new Set<string>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/**
 * csv-parse's error as a sentence with the line where the record starts; what is not its error stays as it
 * is.
 */
export function csvFault(path: string, line: number, cause: unknown): unknown {
  if (!(cause instanceof CsvError)) return cause;
  const what = isUnclosedQuote(cause) ? 'a quote is opened and never closed' : cause.message;
  return new ImportFault(`${basename(path)}, line ${line}: ${what}.`, { cause });
}
