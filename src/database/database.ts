import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type Kysely, sql } from 'kysely';
import { type Connected, connect, type DatabaseAddress, type Engine } from './connect.ts';
import { Change, IdempotencyRecord, Shop } from './journal.entity.ts';

export interface Database {
  engine: Engine;
  orm: MikroORM;
  /** For reads: rows by hand-written SQL, outside any transaction. */
  kysely: Kysely<unknown>;
  /** A unit of work of one's own; one a request, one a batch. */
  fork(): EntityManager;
  close(): Promise<void>;
}

type Entities = NonNullable<Parameters<typeof MikroORM.init>[0]['entities']>;

/** Opens the database with the entities of every slice. */
export async function openDatabase(address: DatabaseAddress, entities: Entities): Promise<Database> {
  return databaseOver(await connect(address), entities);
}

export async function databaseOver({ engine, kysely }: Connected, entities: Entities): Promise<Database> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(kysely);
  const orm = await MikroORM.init({
    driverOptions: kysely,
    dbName: rows[0]?.name ?? 'postgres',
    entities: [...entities, Change, IdempotencyRecord, Shop],
    // The address names a database that exists; MikroORM would try to create it.
    ensureDatabase: false,
    forceUtcTimezone: true,
    extensions: [Migrator],
    migrations: {
      path: new URL('../../migrations', import.meta.url).pathname,
      pathTs: new URL('../../migrations', import.meta.url).pathname,
      glob: 'Migration*.ts',
      tableName: 'migration',
      snapshotName: '.snapshot',
      snapshotOnMigrate: false,
    },
    // Statements are counted and failures thrown; MikroORM has nothing to add on standard output.
    logger: () => {},
  });
  return {
    engine,
    orm,
    kysely,
    fork: () => orm.em.fork(),
    close: () => orm.close(true),
  };
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

export async function isReachable({ kysely }: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(kysely);
    return true;
  } catch {
    return false;
  }
}
