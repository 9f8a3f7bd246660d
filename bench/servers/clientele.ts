import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Server } from './launch.ts';

/** This project as `npm start` runs it. In trial mode, since only that makes a key by itself. */
export async function launchClientele(databaseUrl: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const server = await launch({
    name: 'clientele',
    args: [
      '--enable-source-maps',
      '--min-semi-space-size=64',
      '--max-semi-space-size=64',
      'dist/main.js',
      '--no-demo',
    ],
    env: { DATABASE_URL: databaseUrl, MODE: 'trial', DATA_DIR: folder, LOG_LEVEL: 'warn' },
  });
  const key = (await readFile(join(folder, 'trial-key'), 'utf8')).trim();
  return { ...server, headers: { authorization: `Bearer ${key}` } };
}
