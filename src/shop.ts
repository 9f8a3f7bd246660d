import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import type { UnitSetting } from './api/unit.ts';
import { type Config, WrongSetting } from './config.ts';
import { type Database, migrate, openDatabase } from './database/database.ts';
import { lockFolder } from './database/lock.ts';
import { systemClock } from './kernel/clock.ts';
import { keepDaysIn } from './sales/sales.day.service.ts';
import { contributions, entities } from './schema.ts';

/** The database of the settings, its tables up to date and its currency as set: what server and commands start from. */
export async function openShop(config: Config, onPanic?: (error: Error) => void): Promise<Database> {
  const database = await openAsItIs(config, onPanic);
  try {
    await migrate(database);
    await fixCurrency(database, config.shop.baseCurrency);
    await keepDaysIn(database.kysely, config.shop.timeZone);
    return database;
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

/** Does something with the shop of the settings, which is closed then. */
export async function withShop<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openShop(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** The database of the settings with the tables it has. */
export async function openAsItIs(
  { databaseUrl, databasePool, dataDir }: Config,
  onPanic?: (error: Error) => void,
): Promise<Database> {
  if (databaseUrl !== undefined) return openDatabase({ url: databaseUrl, poolSize: databasePool }, entities);
  const unlock = await lockData(dataDir);
  try {
    const database = await openDatabase(
      { dataDir: `${dataDir}/pglite`, ...(onPanic ? { onPanic } : {}) },
      entities,
    );
    return { ...database, close: () => database.close().finally(unlock) };
  } catch (fault) {
    await unlock();
    throw fault;
  }
}

/** For what is done by the shop's own people and by itself: errors may name anybody. */
export function ownSetting(
  database: Database,
  shop: Config['shop'],
  actor: UnitSetting['actor'],
): UnitSetting {
  return {
    em: database.fork(),
    clock: systemClock,
    shop,
    contributions,
    actor,
    mayNameHolders: true,
    mayNameEmailHolders: true,
  };
}

async function lockData(dataDir: string): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (cause) {
    throw new WrongSetting(
      `DATA_DIR is ${JSON.stringify(dataDir)}. It takes a folder that can be written to.`,
      {
        cause,
      },
    );
  }
  return lockFolder(dataDir);
}

/** Sums in one currency cannot be read in another, so the first opening settles it. */
async function fixCurrency({ kysely }: Database, currency: string): Promise<void> {
  await sql`insert into shop (id, base_currency) values (1, ${currency}) on conflict (id) do nothing`.execute(
    kysely,
  );
  const { rows } = await sql<{ base_currency: string }>`select base_currency from shop`.execute(kysely);
  const fixed = rows[0]?.base_currency;
  if (fixed !== currency) {
    throw new WrongSetting(
      `SHOP_CURRENCY is "${currency}". This database was begun in ${fixed}; it takes ${fixed}.`,
    );
  }
}
