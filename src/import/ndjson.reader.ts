import { textLines } from './line.reader.ts';
import type { Row } from './table.row.ts';

/** Every key that some object of the file has, in the order they first come. */
export async function ndjsonColumns(blocks: AsyncIterable<Buffer>): Promise<string[]> {
  const columns = new Set<string>();
  for await (const lines of textLines(blocks)) {
    for (const text of lines) {
      for (const key of Object.keys(objectOf(text) ?? {})) columns.add(key);
    }
  }
  return [...columns];
}

/** One row per line; keys that an object lacks are empty cells. */
export async function* ndjsonRows(
  blocks: AsyncIterable<Buffer>,
  columns: readonly string[],
): AsyncGenerator<Row[]> {
  let line = 0;
  for await (const lines of textLines(blocks)) {
    const rows: Row[] = [];
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') rows.push(rowOf(text, line, columns));
    }
    yield rows;
  }
}

function rowOf(text: string, line: number, columns: readonly string[]): Row {
  const record = objectOf(text);
  if (!record) return { line, cells: [text.trim()], problem: 'is not a JSON object' };
  return { line, cells: columns.map((column) => cellOf(record[column])) };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
