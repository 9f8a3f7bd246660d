import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from '../database/database.ts';
import type { Clock } from '../kernel/clock.ts';
import { createKey, findKey } from './keys.ts';

interface TrialKey {
  database: Database;
  clock: Clock;
  /** Where the key is kept for other programs on this machine. */
  file: string;
  scopes: readonly string[];
}

/** The key of trial mode: the one in the file while the database knows it, else a new one, put there. */
export async function trialKey({ database, clock, file, scopes }: TrialKey): Promise<string> {
  const kept = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  const known = await findKey({ kysely: database.kysely }, kept, clock.now());
  if (known && scopes.every((scope) => known.scopes.includes(scope))) return kept;

  const em = database.fork();
  const { key } = createKey(em, { name: 'Trial key', scopes, now: clock.now() });
  await em.flush();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}
