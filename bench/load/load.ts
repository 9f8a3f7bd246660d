import pg from 'pg';
import { fill } from './fill.ts';
import { loadFunctions } from './functions.ts';
import { type ShopSize, sizeOf, type TableLoad, tablesOf } from './tables.ts';

/** Fills the empty tables with the shop of so many customers. Leaves one that is already there, and refuses another. */
export async function loadShop(url: string, customers: number): Promise<ShopSize> {
  const size = sizeOf(customers);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await countOf(client, 'customer');
    if (found === 0) await fill(client, () => write(client, size));
    else if (found !== customers) {
      throw new Error(`The database has ${found} customers; the bench loads ${customers} into an empty one.`);
    }
    return size;
  } finally {
    await client.end();
  }
}

async function write(client: pg.Client, size: ShopSize): Promise<void> {
  await client.query(loadFunctions);
  for (const load of tablesOf(size)) {
    const started = performance.now();
    const { rowCount } = await client.query(insertOf(load));
    const seconds = (performance.now() - started) / 1000;
    console.error(`  ${load.table}: ${rowCount?.toLocaleString('en')} rows in ${seconds.toFixed(1)} s`);
  }
}

function insertOf({ table, columns, from }: TableLoad): string {
  const names = Object.keys(columns).join(', ');
  return `insert into ${table} (${names}) select ${Object.values(columns).join(', ')} from ${from}`;
}

async function countOf(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int count from ${table}`);
  return rows[0]?.count ?? 0;
}
