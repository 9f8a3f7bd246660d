import { textLines } from './line.reader.ts';
import type { Row } from './table.row.ts';

/** The records of a text whose columns are separated by runs of blanks; a header, if any, is the first. */
export async function* blankRows(blocks: AsyncIterable<Buffer>): AsyncGenerator<Row[]> {
  let line = 0;
  for await (const lines of textLines(blocks)) {
    const rows: Row[] = [];
    for (const text of lines) {
      line += 1;
      const trimmed = text.trim();
      if (trimmed !== '') rows.push({ line, cells: trimmed.split(/\s+/) });
    }
    yield rows;
  }
}
