// The servers that are measured, each a process of its own. Says how they start, not what they are asked.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServerName } from '../operations/operation.ts';

export interface Server {
  name: ServerName;
  url: string;
  pid: number;
  headers: Record<string, string>;
  /** When its process was made, by the clock of `performance`. */
  madeAt: number;
  stop(): Promise<void>;
}

export interface Launch {
  name: ServerName;
  /** Arguments of `node`, seen from the repository. */
  args: string[];
  env: Record<string, string>;
}

export const repository = join(import.meta.dirname, '../..');

/** For the peers, twice what the start script of this project has: they are not to lose by a small heap. */
export const peersHeap = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

/** Starts a server and waits for the first line in which it says its address. */
export async function launch({ name, args, env }: Launch): Promise<Server> {
  const madeAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  process.once('exit', () => child.kill());
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`The server ${name} ended before it listened.`));
    child.once('exit', fail);
    // Reads on after the address: a server whose log nobody takes would stand still.
    createInterface(child.stdout).on('line', (line) => {
      const address = /https?:\/\/[\w.-]+:\d+/.exec(line)?.[0];
      if (address) resolve(address);
    });
  });
  if (child.pid === undefined) throw new Error(`The server ${name} has no process.`);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { name, url, pid: child.pid, headers: {}, madeAt, stop };
}
