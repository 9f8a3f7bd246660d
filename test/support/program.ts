import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');

export type Environment = Record<string, string | undefined>;

/** A program that has ended. */
export interface Ended {
  /** null when a signal ended it. */
  code: number | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  /** What it has said so far. */
  readonly out: string;
  readonly err: string;
  ended: Promise<Ended>;
  /** Waits until standard output or error matches; throws what was said when the program ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts a door (`main` or `cli`) of the built program, with no settings but the ones given. */
export async function start(
  door: 'main' | 'cli',
  args: readonly string[],
  environment: Environment,
  folder = tmpdir(),
): Promise<Running> {
  const child = spawn(process.execPath, [join(await builtProgram(), `dist/${door}.js`), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return running(child);
}

/** Runs a command to its end. */
export async function ran(
  args: readonly string[],
  environment: Environment,
  folder?: string,
): Promise<Ended> {
  return (await start('cli', args, environment, folder)).ended;
}

export interface Served extends Running {
  address: string;
  /** null outside trial mode. */
  key: string | null;
  /** Asks with the trial key, or the one given. */
  ask(query: string, variables?: Record<string, unknown>, key?: string | null): Promise<Response>;
}

/** Starts the server on a free port and waits until it answers. */
export async function serve(environment: Environment, args: readonly string[] = []): Promise<Served> {
  const program = await start('main', args, { PORT: '0', ...environment });
  const [, address = ''] = await program.says(/answers at (\S+)\/graphql.*\n/);
  const key = / explorer /.test(program.out) ? ((await program.says(/Trial key: (\S+)\n/))[1] ?? null) : null;
  return Object.assign(program, {
    address,
    key,
    ask: (query: string, variables = {}, as = key) =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(as ? { authorization: `Bearer ${as}` } : {}) },
        body: JSON.stringify({ query, variables }),
      }),
  });
}

/** An empty folder, gone with the test. */
export async function aFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'clientele-data-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

function running(child: ChildProcess): Running {
  const said = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const hear = (stream: 'out' | 'err') => (chunk: Buffer) => {
    said[stream] += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear('out'));
  child.stderr?.on('data', hear('err'));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, ...said });
      for (const listener of listeners) listener();
    });
  });
  return {
    child,
    get out() {
      return said.out;
    },
    get err() {
      return said.err;
    },
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          const match = pattern.exec(said.out) ?? pattern.exec(said.err);
          const isOver = child.exitCode !== null || child.signalCode !== null;
          if (!match && !isOver) return;
          listeners.delete(listener);
          if (match) resolve(match);
          else reject(new Error(`The program ended and never said ${pattern}:\n${said.out}${said.err}`));
        };
        listeners.add(listener);
        listener();
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * The folder of the compiled program: made once in a run of the tests, and renamed into place when whole, so that two
 * test files starting at once do not run half of one. Its migrations and packages are the repository's.
 */
async function builtProgram(): Promise<string> {
  const folder = join(process.env.CLIENTELE_TEST_FOLDER ?? '', 'program');
  if (existsSync(folder)) return folder;
  const built = await mkdtemp(`${folder}-`);
  const compiler = join(repository, 'node_modules/.bin/tsc');
  // Types are `npm run check`'s business.
  const options = [
    '--noCheck',
    '--outDir',
    join(built, 'dist'),
    '--tsBuildInfoFile',
    join(built, 'tsc.json'),
  ];
  await promisify(execFile)(compiler, options, { cwd: repository, env: { PATH: process.env.PATH } });
  for (const name of ['node_modules', 'migrations', 'package.json']) {
    await symlink(join(repository, name), join(built, name));
  }
  // Refused when another test was faster; what it put there is the same.
  await rename(built, folder).catch(() => rm(built, { recursive: true }));
  return folder;
}
