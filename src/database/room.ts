import { statfs } from 'node:fs/promises';

/** What the embedded database must have left to write: twice a file of its log, and as much for tables and indexes. */
const reserveBytes = 64 * 1_048_576;

/** PostgreSQL's own word for it. */
class DiskFull extends Error {
  override name = 'DiskFull';
  readonly code = '53100';

  constructor(folder: string) {
    super(`The disk of ${folder} has less than ${reserveBytes / 1_048_576} MiB left.`);
  }
}

/**
 * Refuses to write where the disk is about to be full. PGlite would find out by itself, but when there is no room for
 * its log it cannot go on, and often spins where it stands.
 */
export async function keepRoom(folder: string, statement: string): Promise<void> {
  if (!writes.test(statement)) return;
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < reserveBytes) throw new DiskFull(folder);
}

const writes = /^\s*(begin|insert|update|delete|with)\b/i;
