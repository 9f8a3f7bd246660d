import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The embedded database is open in another process; two would destroy its files. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';

  constructor(folder: string) {
    super(
      `Another process has the embedded database in ${folder} open, probably the server. Stop it first, or use DATABASE_URL, which many may share.`,
    );
  }
}

/**
 * Takes a folder for this process until it ends, however it ends: the lock is a socket that listens, and one whose
 * process was killed answers nobody. Returns how to let go. Throws `FolderInUse`.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const address = socketFor(realpathSync(folder));
  if (await answers(address)) throw new FolderInUse(folder);
  if (process.platform !== 'win32') await rm(address, { force: true });
  const server = createServer((socket) => socket.end());
  await listening(server, address).catch(() => {
    throw new FolderInUse(folder);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Sockets have short names; the folder's is therefore not beside it but told by it. */
function socketFor(folder: string): string {
  const name = `clientele-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
