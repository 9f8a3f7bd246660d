import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launch, repository, type Server } from './launch.ts';

const scopes = [
  'customers:read',
  'products:read',
  'purchases:read',
  'purchases:write',
  'interactions:read',
  'satisfaction:read',
  'segments:read',
  'segments:write',
  'events:write',
];

/** This project as `npm start` runs it in production: access, limits, costs, budgets and a log line per request. */
export async function launchClientele(databaseUrl: string): Promise<Server> {
  const env = { DATABASE_URL: databaseUrl, MODE: 'production', HOST: '127.0.0.1', LOG_LEVEL: 'info' };
  const authorization = `Bearer ${await newKey(env)}`;
  const server = await launch({
    name: 'clientele',
    args: await argumentsOfStart(),
    env,
  });
  return { ...server, headers: { authorization } };
}

/** The same with its embedded database in a folder, and no demo shop. */
export async function launchEmbedded(folder: string): Promise<Server> {
  const env = { DATA_DIR: folder, HOST: '127.0.0.1', LOG_LEVEL: 'info' };
  const authorization = `Bearer ${await newKey(env)}`;
  const server = await launch({
    name: 'clientele',
    args: [...(await argumentsOfStart()), '--no-demo'],
    env,
  });
  return { ...server, headers: { authorization } };
}

async function newKey(env: Record<string, string>): Promise<string> {
  const create = ['dist/cli.js', 'keys', 'create', '--name', 'Bench', '--scopes', scopes.join()];
  const { stdout } = await promisify(execFile)(process.execPath, create, {
    cwd: repository,
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

/** What the start script hands to `node`. */
async function argumentsOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const [, words = ''] = /&& node (.*)$/.exec(scripts.start) ?? [];
  return words.split(' ');
}
