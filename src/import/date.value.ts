import { instantRead } from './instant.pattern.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { nameOf, textRead } from './text.value.ts';
import type { DateValue } from './value.schema.ts';

/** How to read the instant of a row. Rows of one purchase follow each other, so the last answer is kept. */
export function dateRead(mapped: DateValue, columns: ColumnReads, place: string) {
  const read = textRead(mapped, columns);
  const name = nameOf(mapped, place);
  const parse = instantRead(mapped.date, mapped.timeZone);
  let lastText = '';
  let last: Date | Refused = { refused: `has no ${name}` };
  return (row: Row): Date | Refused => {
    const text = read(row);
    if (text === lastText) return last;
    lastText = text;
    if (text === '') last = { refused: `has no ${name}` };
    else last = parse(text) ?? { refused: `${name} "${text}" is not a date as ${mapped.date}` };
    return last;
  };
}
