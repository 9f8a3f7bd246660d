import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, repository, type Server } from './launch.ts';

/** This project as `npm start` runs it. In trial mode, since only that makes a key by itself. */
export async function launchClientele(databaseUrl: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const server = await launch({
    name: 'clientele',
    args: [...(await argumentsOfStart()), '--no-demo'],
    env: { DATABASE_URL: databaseUrl, MODE: 'trial', DATA_DIR: folder, LOG_LEVEL: 'warn' },
  });
  const key = (await readFile(join(folder, 'trial-key'), 'utf8')).trim();
  return { ...server, headers: { authorization: `Bearer ${key}` } };
}

/** What the start script hands to `node`. */
async function argumentsOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const [, words = ''] = /&& node (.*)$/.exec(scripts.start) ?? [];
  return words.split(' ');
}
