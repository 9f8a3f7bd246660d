import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect, embedded } from '../../src/database/connect.ts';
import { databaseOver, migrate } from '../../src/database/database.ts';
import { openPglite } from '../../src/database/pglite.ts';
import { entities } from '../../src/schema.ts';
import { startPostgres } from './postgres.ts';

/** Before all tests: a PostgreSQL, and on each engine an empty migrated shop to copy. */
export default async function setup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-test-'));
  process.env.CLIENTELE_TEST_FOLDER = folder;
  const server = process.env.TEST_DATABASE_URL ? null : await startPostgres();
  const url = process.env.TEST_DATABASE_URL ?? server?.url ?? '';
  process.env.CLIENTELE_TEST_POSTGRES = url;
  Object.assign(globalThis, { clienteleTestPostgres: server });

  // One after the other: PGlite keeps the process busy for longer than PostgreSQL waits for a connection.
  await makePostgresTemplate(url);
  await makePgliteTemplate(join(folder, 'pglite.tar'));
}

export const templateName = 'clientele_test_template';

async function makePostgresTemplate(url: string): Promise<void> {
  const { kysely } = await connect({ url, poolSize: 2 });
  await sql`drop database if exists ${sql.id(templateName)} with (force)`.execute(kysely);
  await sql`create database ${sql.id(templateName)}`.execute(kysely);
  await kysely.destroy();
  const address = new URL(url);
  address.pathname = templateName;
  const template = await databaseOver(await connect({ url: address.href, poolSize: 2 }), entities);
  await migrate(template);
  await template.close();
}

async function makePgliteTemplate(file: string): Promise<void> {
  const pglite = await openPglite();
  const template = await databaseOver(embedded(pglite), entities);
  await migrate(template);
  await writeFile(file, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
  await template.close();
}
