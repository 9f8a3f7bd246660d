import { type Decimal, isDecimal } from '../kernel/money.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { Row } from './table.row.ts';
import { nameOf, textRead } from './text.value.ts';
import type { NumberValue } from './value.schema.ts';

/** Why a row cannot be taken. */
export interface Refused {
  refused: string;
}

/** How to read a decimal of a row; undefined when the cell is empty. */
export function decimalRead(mapped: NumberValue, columns: ColumnReads, place: string) {
  const read = textRead(mapped, columns);
  const name = nameOf(mapped, place);
  return (row: Row): Decimal | undefined | Refused => {
    const text = read(row);
    if (text === '') return undefined;
    const decimal = mapped.decimalMark === ',' ? withPoint(text) : text;
    return isDecimal(decimal) ? decimal : { refused: `${name} "${text}" is not a number` };
  };
}

/** `"6"` and `"6.0"` → 6; null for a fraction or a number too large to count exactly. */
export function wholeOf(decimal: Decimal): number | null {
  const number = Number(decimal);
  return Number.isSafeInteger(number) ? number : null;
}

export function isRefused(result: unknown): result is Refused {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

// "1.234,50" and "1 234,50" (also with the no-break spaces that spreadsheets write) are 1234.50.
function withPoint(text: string): string {
  return text.replace(/[.\s]/g, '').replace(',', '.');
}
