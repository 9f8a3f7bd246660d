import { join } from 'node:path';
import { isAnyKeyActive } from '../access/keys.list.ts';
import { trialKey } from '../access/trial.ts';
import { type Config, WrongSetting } from '../config.ts';
import type { Database } from '../database/database.ts';
import { startDemo } from '../demo/demo.start.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { contributions, scopes } from '../schema.ts';
import { openShop } from '../shop.ts';

/** A shop that can be served. */
export interface Prepared {
  database: Database;
  /** null outside trial mode. */
  trialKey: string | null;
  /** Nobody can be let in. */
  isLocked: boolean;
}

/** What is done once at every start, however many processes will serve. */
export async function prepare(config: Config, wantsDemo: boolean): Promise<Prepared> {
  await checkTokens(config);
  const database = await openShop(config, endFor);
  try {
    if (config.isTrial && wantsDemo) await addDemo(config, database);
    const key = config.isTrial ? await keyOfTrial(config, database) : null;
    return { database, trialKey: key, isLocked: await isLocked(config, database) };
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function checkTokens({ tokens }: Config): Promise<void> {
  if (!tokens) return;
  const { checkKeys } = await import('../access/tokens.ts');
  await checkKeys(tokens.jwks).catch((cause: unknown) => {
    throw new WrongSetting(
      `JWT_JWKS is ${JSON.stringify(tokens.jwks)}. It takes an http or https address, or the path of a file that is a JWKS.`,
      { cause },
    );
  });
}

/**
 * An embedded database that has panicked spins for ever at the next statement, and opening it again in here might too.
 * The process ends as on SIGTERM, with 1; what was committed is in the files, where the next start finds it.
 */
function endFor({ message }: Error): void {
  setImmediate(() => {
    throw new Error(
      `The embedded database cannot go on: ${message}. What was acknowledged is kept; start again.`,
    );
  });
}

function addDemo({ shop }: Config, database: Database): Promise<void> {
  return startDemo({ database, shop, contributions, clock, say: console.log, terminal: process.stderr });
}

function keyOfTrial({ dataDir }: Config, database: Database): Promise<string> {
  return trialKey({ database, clock, file: join(dataDir, 'trial-key'), scopes: Object.keys(scopes) });
}

async function isLocked({ isTrial, tokens }: Config, { kysely }: Database): Promise<boolean> {
  return !isTrial && !tokens && !(await isAnyKeyActive({ kysely }, clock.now()));
}
