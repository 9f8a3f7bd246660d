import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { csvLine } from '../kernel/csv.ts';
import { fileFault } from './import.fault.ts';
import type { Row } from './table.row.ts';

/** The rows that were refused, as a CSV that can be mended and imported. */
export interface RejectsFile {
  add(row: Row, reason: string): void;
  /** Writes what was added since the last time. */
  flush(): Promise<void>;
  /**
   * Puts the file in its place, or takes away that of an earlier run when nothing was refused. True when
   * there is one.
   */
  finish(): Promise<boolean>;
  /** Leaves what an earlier run wrote. */
  abandon(): Promise<void>;
}

/** Written under another name first, so that a run that breaks off leaves no half file. */
export function rejectsFile(path: string, columns: readonly string[]): RejectsFile {
  const partPath = `${path}.part`;
  let lines: string[] = [];
  let handle: FileHandle | undefined;

  async function flush(): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.join('');
    lines = [];
    try {
      handle ??= await openedPart(partPath, columns);
      await handle.appendFile(text);
    } catch (cause) {
      throw fileFault(path, cause);
    }
  }

  async function finish(): Promise<boolean> {
    await flush();
    await handle?.close();
    if (handle) await rename(partPath, path);
    else await rm(path, { force: true });
    return handle !== undefined;
  }

  return {
    add: (row, reason) => lines.push(csvLine([String(row.line), reason, ...row.cells])),
    flush,
    finish,
    async abandon() {
      await handle?.close();
      await rm(partPath, { force: true });
    },
  };
}

/** Refusals that are only counted: for a dry run. */
export const noRejectsFile: RejectsFile = {
  add: () => {},
  flush: async () => {},
  finish: async () => false,
  abandon: async () => {},
};

async function openedPart(path: string, columns: readonly string[]): Promise<FileHandle> {
  const handle = await open(path, 'w');
  await handle.appendFile(csvLine(['line', 'reason', ...columns]));
  return handle;
}
