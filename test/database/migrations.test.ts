import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { connect, engines } from '../../src/database/connect.ts';
import { type Database, databaseOver, migrate } from '../../src/database/database.ts';
import { rowsOf } from '../../src/database/read.ts';
import { loadDemo } from '../../src/demo/demo.load.ts';
import { demoShop } from '../../src/demo/shop.ts';
import { contributions, entities } from '../../src/schema.ts';
import { emptyDatabase, freshPostgresUrl } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';

/** Columns, indexes and constraints, by what the database says of them. */
async function structureOf(database: Database): Promise<unknown> {
  const [columns, indexes, constraints] = await Promise.all([
    rowsOf(
      database,
      sql`
        select table_name, column_name, data_type, is_nullable, column_default
        from information_schema.columns where table_schema = 'public' order by 1, 2`,
    ),
    rowsOf(database, sql`select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1`),
    rowsOf(
      database,
      sql`
        select conname, pg_get_constraintdef(oid) as definition
        from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    ),
  ]);
  return { columns, indexes, constraints };
}

async function fill(database: Database): Promise<void> {
  const { products, customers } = demoShop({ seed: 1, until: testNow });
  const setting = {
    em: database.fork(),
    clock: { now: () => testNow },
    shop: shopSettings,
    contributions,
    actor: 'test',
    mayNameHolders: true,
    mayNameEmailHolders: true,
  };
  const alone = customers.filter(({ organisation }) => !organisation).slice(0, 50);
  await loadDemo(
    {
      products,
      customers: alone,
      purchases: [],
      service: { interactions: [], cases: [] },
      responses: [],
      reviews: [],
      visits: [],
    },
    setting,
  );
}

describe.each(engines)('the migrations on %s', (engine) => {
  it('go down and up again on a filled database, and leave the tables as they were', async () => {
    const database = await emptyDatabase(engine);
    await fill(database);
    const before = await structureOf(database);

    const down = await database.orm.migrator.down({ to: 0 });
    const left = await rowsOf(
      database,
      sql`select table_name from information_schema.tables where table_schema = 'public'`,
    );
    const up = await migrate(database);

    expect(left).toEqual([{ table_name: 'migration' }]);
    expect(up).toEqual(down.map(({ name }) => name).toReversed());
    expect(await structureOf(database)).toEqual(before);
    await fill(database);
    await database.close();
  });

  it('tell of purchases called off earlier that they were when they were last written to', async () => {
    const database = await emptyDatabase(engine);
    await fill(database);
    await database.orm.migrator.down({ to: 'Migration20261128140000_clauses' });
    await sql`
      insert into purchase (
        id, customer_id, purchased_at, channel, status, currency, rate, unit_count, total_minor, base_total_minor,
        created_at, updated_at
      )
      select gen_random_uuid(), customer.id, day, 'store', status, 'EUR', 1, 1, 100, 100, '2026-10-01', '2026-10-03'
      from (select id from customer limit 1) as customer,
        (values ('COMPLETED', date '2026-10-01'), ('CANCELLED', '2026-10-01'), ('CANCELLED', '2026-10-04')) as made (status, day)`.execute(
      database.kysely,
    );

    await migrate(database);

    const told = await rowsOf(database, sql`select status, cancelled_at from purchase order by 1, 2`);
    expect(told).toEqual([
      { status: 'CANCELLED', cancelled_at: '2026-10-03T00:00:00.000Z' },
      { status: 'CANCELLED', cancelled_at: '2026-10-04T00:00:00.000Z' },
      { status: 'COMPLETED', cancelled_at: null },
    ]);
    await database.close();
  });

  it('do nothing the second time', async () => {
    const database = await emptyDatabase(engine);

    expect(await migrate(database)).toEqual([]);

    await database.close();
  });
});

describe('the migrations', () => {
  it('run once when several processes start at once', async () => {
    const { address, drop } = await freshPostgresUrl();
    const open = async () => databaseOver(await connect({ url: address, poolSize: 3 }), entities);
    const processes = await Promise.all([open(), open(), open()]);
    const names = (await processes[0]?.orm.migrator.down({ to: 0 }))?.map(({ name }) => name) ?? [];

    const ran = await Promise.all(processes.map((database) => migrate(database)));

    expect(ran.flat().toSorted()).toEqual(names.toSorted());
    await Promise.all(processes.map((database) => database.close()));
    await drop();
  });
});
