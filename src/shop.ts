import { mkdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Config, WrongSetting } from './config.ts';
import { type Database, migrate, openDatabase } from './database/database.ts';
import { lockFolder } from './database/lock.ts';
import { entities } from './schema.ts';

/** The database of the settings, its tables up to date and its currency as set: what server and commands start from. */
export async function openShop(config: Config): Promise<Database> {
  const unlock = config.databaseUrl === undefined ? await lockData(config.dataDir) : async () => {};
  const database = await openDatabase(addressOf(config), entities);
  await migrate(database);
  await fixCurrency(database, config.shop.baseCurrency);
  return {
    ...database,
    close: async () => {
      await database.close();
      await unlock();
    },
  };
}

function addressOf({ databaseUrl, databasePool, dataDir }: Config) {
  return databaseUrl === undefined
    ? { dataDir: `${dataDir}/pglite` }
    : { url: databaseUrl, poolSize: databasePool };
}

async function lockData(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
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
