import type { ColumnReads, Read } from './lookup.file.ts';
import type { ListValue, TextValue } from './value.schema.ts';

/** How to read a text of a row; '' when there is none: neither prefix nor suffix make one out of nothing. */
export function textRead(mapped: TextValue, columns: ColumnReads): Read {
  const { value, column, stripSuffix, prefix, suffix } = mapped;
  if (value !== undefined) return () => value;
  const read = column === undefined ? joinedRead(mapped, columns) : columns(column);
  if (stripSuffix === undefined && prefix === undefined && suffix === undefined) return read;
  return (row) => {
    const text = read(row);
    if (text === '') return '';
    const bare = stripSuffix && text.endsWith(stripSuffix) ? text.slice(0, -stripSuffix.length) : text;
    return `${prefix ?? ''}${bare}${suffix ?? ''}`;
  };
}

/** As `textRead`, but undefined (not given) for an empty text or a text that is not mapped. */
export function optionalRead(mapped: TextValue | undefined, columns: ColumnReads) {
  if (!mapped) return () => undefined;
  const read = textRead(mapped, columns);
  return (row: Parameters<Read>[0]): string | undefined => read(row) || undefined;
}

export function listRead(mapped: ListValue, columns: ColumnReads) {
  const read = textRead(mapped, columns);
  return (row: Parameters<Read>[0]): string[] =>
    read(row)
      .split(mapped.splitBy)
      .map((part) => part.trim())
      .filter((part) => part !== '');
}

/** What a value is called in a message: its column, or where it stands in the mapping. */
export function nameOf(mapped: TextValue, place: string): string {
  return mapped.column ?? mapped.columns?.join(' and ') ?? place;
}

function joinedRead({ columns: names = [], joinedBy }: TextValue, columns: ColumnReads): Read {
  const reads = names.map(columns);
  return (row) => {
    const parts = reads.map((read) => read(row));
    return parts.every((part) => part === '') ? '' : parts.join(joinedBy);
  };
}
