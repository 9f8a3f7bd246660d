import { join } from 'node:path';
import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type Kysely, sql } from 'kysely';
import { PlainFault } from '../kernel/errors.ts';
import { type Connected, connect, type DatabaseAddress } from './connect.ts';
import { Change, IdempotencyRecord, QueuedChange, Shop } from './journal.entity.ts';
import { CalledOff, doing, Work } from './work.ts';

/** `kysely` is for reads: rows by hand-written SQL, outside any transaction. */
export interface Database extends Connected {
  orm: MikroORM;
  /** A unit of work of one's own; one a request, one a batch. */
  fork(): EntityManager;
  close(): Promise<void>;
}

/** The database cannot be used: it does not answer, does not let us in, or is too old. Never says the password. */
export class DatabaseFault extends PlainFault {
  override name = 'DatabaseFault';
}

type Entities = NonNullable<Parameters<typeof MikroORM.init>[0]['entities']>;

/** Opens the database with the entities of every slice. Throws `DatabaseFault`. */
export async function openDatabase(address: DatabaseAddress, entities: Entities): Promise<Database> {
  return databaseOver(await connected(address), entities);
}

/** PGlite tells little of why it cannot be opened; PostgreSQL is asked later. */
async function connected(address: DatabaseAddress): Promise<Connected> {
  try {
    return await connect(address);
  } catch (cause) {
    throw new DatabaseFault(
      `The embedded database in ${address.dataDir} cannot be opened. Is there room on its disk, and may it be written to?`,
      { cause },
    );
  }
}

export async function databaseOver(connected: Connected, entities: Entities): Promise<Database> {
  const { kysely } = connected;
  const name = await nameOf(kysely);
  const orm = await MikroORM.init({
    driverOptions: kysely,
    dbName: name,
    entities: [...entities, Change, QueuedChange, IdempotencyRecord, Shop],
    // The address names a database that exists; MikroORM would try to create it.
    ensureDatabase: false,
    forceUtcTimezone: true,
    extensions: [Migrator],
    migrations: {
      path: migrationsFolder,
      pathTs: migrationsFolder,
      glob: 'Migration*.ts',
      tableName: 'migration',
      snapshotName: '.snapshot',
      snapshotOnMigrate: false,
    },
    // Statements are counted and failures thrown; MikroORM has nothing to add on standard output.
    logger: () => {},
  });
  return {
    ...connected,
    orm,
    fork: () => orm.em.fork(),
    close: () => orm.close(true),
  };
}

const migrationsFolder = join(import.meta.dirname, '../../migrations');
const oldestVersion = 15;

async function nameOf(kysely: Kysely<unknown>): Promise<string> {
  try {
    const { rows } = await sql<{ name: string; version: number }>`
      select current_database() as name, current_setting('server_version_num')::int / 10000 as version
    `.execute(kysely);
    const { name = 'postgres', version = 0 } = rows[0] ?? {};
    if (version >= oldestVersion) return name;
    throw new Error(`it is PostgreSQL ${version}, and ${oldestVersion} or later is needed`);
  } catch (cause) {
    await kysely.destroy();
    const reason = cause instanceof Error ? cause.message || String('code' in cause && cause.code) : cause;
    throw new DatabaseFault(`The database cannot be used: ${reason}.`, { cause });
  }
}

/**
 * Brings the tables up to date; safe when several processes start at once. Returns the names of what ran.
 * The lock is taken in a transaction of its own, which only PostgreSQL can have beside the migrations'.
 */
export async function migrate({ engine, orm, kysely }: Database): Promise<string[]> {
  const up = async () => (await orm.migrator.up()).map(({ name }) => name);
  if (engine === 'pglite') return up();
  return kysely.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext('clientele.migrate'))`.execute(transaction);
    return up();
  });
}

/** How long the database may take to say that it is there. */
const longestGreetingMilliseconds = 2_000;

/** Whether the database answers; false as well when it hangs. */
export async function isReachable({ kysely }: Database): Promise<boolean> {
  const greeting = new Work();
  const timer = setTimeout(
    () => greeting.callOff(new CalledOff('The database does not answer.')),
    longestGreetingMilliseconds,
  );
  try {
    await doing(greeting, () => sql`select 1`.execute(kysely));
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
