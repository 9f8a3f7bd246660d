import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Engine, embedded, engines } from '../../src/database/connect.ts';
import { type Database, databaseOver } from '../../src/database/database.ts';
import { openPglite } from '../../src/database/pglite.ts';
import { entities } from '../../src/schema.ts';
import { openTestShop, type TestShop } from './shop.ts';

/** Runs the suite on PGlite and on PostgreSQL, each with an empty shop of its own. */
export function onBothEngines(name: string, suite: (shop: TestShop, engine: Engine) => void): void {
  describe.each(engines)(`${name} on %s`, (engine) => {
    const shop = {} as TestShop;

    beforeAll(async () => {
      Object.assign(shop, await openTestShop(await emptyDatabase(engine)));
    });
    afterAll(() => shop.close());

    suite(shop, engine);
  });
}

/** A migrated database nobody else uses. */
export async function emptyDatabase(engine: Engine): Promise<Database> {
  return engine === 'pglite' ? emptyPglite() : emptyPostgres();
}

async function emptyPglite(): Promise<Database> {
  const template = await openAsBlob(join(process.env.CLIENTELE_TEST_FOLDER ?? '', 'pglite.tar'));
  const pglite = await openPglite(undefined, template);
  return databaseOver(embedded(pglite), entities);
}

async function emptyPostgres(): Promise<Database> {
  const url = await freshPostgresUrl();
  const database = await databaseOver(await connect({ url: url.address, poolSize: 20 }), entities);
  return {
    ...database,
    close: async () => {
      await database.close();
      await url.drop();
    },
  };
}

/** The address of a new migrated PostgreSQL database, and how to be rid of it. */
export async function freshPostgresUrl(): Promise<{ address: string; drop(): Promise<void> }> {
  const server = process.env.CLIENTELE_TEST_POSTGRES ?? '';
  const name = `clientele_test_${randomBytes(6).toString('hex')}`;
  const run = async (statement: ReturnType<typeof sql>) => {
    const { kysely } = await connect({ url: server, poolSize: 1 });
    await statement.execute(kysely);
    await kysely.destroy();
  };
  await run(sql`create database ${sql.id(name)} template clientele_test_template`);
  const address = new URL(server);
  address.pathname = name;
  return {
    address: address.href,
    drop: () => run(sql`drop database if exists ${sql.id(name)} with (force)`),
  };
}
