import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlainFault } from '../kernel/errors.ts';

/** The embedded database is open in another process; two would destroy its files. */
export class FolderInUse extends PlainFault {
  override name = 'FolderInUse';

  constructor(folder: string, options?: ErrorOptions) {
    super(
      `Another process has the embedded database in ${folder} open, probably the server. Stop it first, or use DATABASE_URL, which many may share.`,
      options,
    );
  }
}

/**
 * Takes a folder for this process until it ends, however it ends: the lock is a socket that listens, and goes with its
 * process. Returns how to let go. Throws `FolderInUse`.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const address = socketFor(realpathSync(folder));
  if (address.startsWith(tmpdir())) await removeUnlessListening(address);
  const server = createServer((socket) => socket.end());
  await listening(server, address).catch((cause: unknown) => {
    throw new FolderInUse(folder, { cause });
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/**
 * A name told by the folder, not a file in it: names of sockets are short. On Linux and Windows the system keeps the
 * name only while somebody listens; elsewhere it is a file, which a process that was killed leaves behind.
 */
function socketFor(folder: string): string {
  const name = `clientele-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function removeUnlessListening(path: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', () => resolve(rm(path, { force: true })));
  });
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}
