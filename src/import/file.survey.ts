import type { Read } from './lookup.file.ts';
import type { Table } from './table.ts';
import { hashOf } from './text.hash.ts';

export interface Survey {
  rows: number;
  /** By the hash of an id: in how many runs of neighbouring rows it comes, where that is more than one. */
  runsByHash: ReadonlyMap<number, number>;
}

/**
 * The first pass over a file: how many rows, and which ids come in several places. Four bytes per run,
 * sorted at the end, so that millions of purchases fit; two ids of one hash only make some purchases wait
 * that need not.
 */
export async function surveyOf(table: Table, idOf: Read, isRowAlone: boolean): Promise<Survey> {
  let hashes = new Uint32Array(1024);
  let runs = 0;
  let rowCount = 0;
  let lastId = '';
  for await (const rows of table.rows()) {
    rowCount += rows.length;
    for (const row of rows) {
      const id = row.problem ? '' : idOf(row);
      if (id === '' || (id === lastId && !isRowAlone)) continue;
      lastId = id;
      if (runs === hashes.length) hashes = grown(hashes);
      hashes[runs++] = hashOf(id);
    }
  }
  return { rows: rowCount, runsByHash: repeatedOf(hashes.subarray(0, runs)) };
}

export async function rowCountOf(table: Table): Promise<number> {
  let count = 0;
  for await (const rows of table.rows()) count += rows.length;
  return count;
}

function grown(hashes: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(hashes.length * 2);
  larger.set(hashes);
  return larger;
}

function repeatedOf(hashes: Uint32Array): Map<number, number> {
  hashes.sort();
  const repeated = new Map<number, number>();
  for (let at = 1; at < hashes.length; at++) {
    const hash = hashes[at];
    if (hash !== undefined && hash === hashes[at - 1]) repeated.set(hash, (repeated.get(hash) ?? 1) + 1);
  }
  return repeated;
}
