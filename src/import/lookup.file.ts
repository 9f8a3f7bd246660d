import { basename, dirname, join } from 'node:path';
import { listed } from '../kernel/text.ts';
import { ImportFault } from './import.fault.ts';
import type { FileMapping } from './mapping.schema.ts';
import type { Row } from './table.row.ts';
import { openTable, type Table } from './table.ts';

/** Reads one cell of a row; '' when it is empty or when no record of a lookup fits. */
export type Read = (row: Row) => string;
/** Finds how to read a column by its name; throws an ImportFault that names the columns there are. */
export type ColumnReads = (column: string) => Read;

/** The columns of a file and of the files beside it that its mapping joins, read whole into memory. */
export async function columnReads(table: Table, lookups: FileMapping['lookups']): Promise<ColumnReads> {
  const reads = new Map<string, Read>();
  for (const [index, column] of table.columns.entries()) {
    if (!reads.has(column)) reads.set(column, (row) => row.cells[index]?.trim() ?? '');
  }
  const readColumn: ColumnReads = (column) => reads.get(column) ?? refuseColumn(column, table, reads);
  for (const [name, { file, key, on }] of Object.entries(lookups)) {
    const joined = await openTable(join(dirname(table.path), file));
    const records = await recordsByKey(joined, key);
    const readKey = readColumn(on);
    for (const [index, column] of joined.columns.entries()) {
      reads.set(`${name}.${column}`, (row) => records.get(readKey(row))?.[index]?.trim() ?? '');
    }
  }
  return readColumn;
}

async function recordsByKey(table: Table, key: string): Promise<Map<string, readonly string[]>> {
  const index = table.columns.indexOf(key);
  if (index < 0) refuseColumn(key, table, new Map(table.columns.map((column) => [column, null])));
  const records = new Map<string, readonly string[]>();
  for await (const rows of table.rows()) {
    for (const { cells } of rows) records.set(cells[index]?.trim() ?? '', cells);
  }
  return records;
}

function refuseColumn(column: string, table: Table, known: ReadonlyMap<string, unknown>): never {
  const columns = listed([...known.keys()].map((name) => `"${name}"`));
  throw new ImportFault(
    `The mapping names the column "${column}"; ${basename(table.path)} has ${columns || 'no columns'}.`,
  );
}
