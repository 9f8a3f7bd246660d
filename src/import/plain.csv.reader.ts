import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { csvOptions, isBlank, isUnclosedQuote, largestRecordBytes } from './csv.options.ts';
import { ImportFault } from './import.fault.ts';
import { textLines } from './line.reader.ts';
import type { Row } from './table.row.ts';

/** A record from its first line on, as far as it has been read. */
interface OpenRecord {
  line: number;
  text: string;
}

/**
 * The records of a CSV in which quotes are rare, its header as the first: a line without any is split at its
 * delimiters, which takes a tenth of the time; only a record with quotes goes to the parser, with the lines
 * it takes to close them.
 */
export async function* plainCsvRows(
  blocks: AsyncIterable<Buffer>,
  path: string,
  delimiter: string,
): AsyncGenerator<Row[]> {
  let line = 0;
  let open: OpenRecord | null = null;
  for await (const lines of textLines(blocks)) {
    const rows: Row[] = [];
    for (const text of lines) {
      line += 1;
      const isQuoted = text.includes('"');
      if (!open && !isQuoted) {
        const cells = withoutReturn(text).split(delimiter);
        if (!isBlank(cells)) rows.push({ line, cells });
        continue;
      }
      const record: OpenRecord = open ? { line: open.line, text: `${open.text}\n${text}` } : { line, text };
      const cells = isQuoted ? parsedRecord(record.text, delimiter) : null;
      open = cells ? null : record;
      if (cells && !isBlank(cells)) rows.push({ line: record.line, cells });
      if (!cells && record.text.length > largestRecordBytes) throw unclosedFault(path, record.line);
    }
    yield rows;
  }
  if (open) throw unclosedFault(path, open.line);
}

/** The cells of a record; null when it ends within quotes. */
function parsedRecord(text: string, delimiter: string): string[] | null {
  try {
    return parse(withoutReturn(text), csvOptions(delimiter))[0] ?? [];
  } catch (cause) {
    if (isUnclosedQuote(cause)) return null;
    throw cause;
  }
}

function unclosedFault(path: string, line: number): ImportFault {
  return new ImportFault(`${basename(path)}, line ${line}: a quote is opened and never closed.`);
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
