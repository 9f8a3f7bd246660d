// What every run measures on: a database, the shop in it, and the servers over both.

import { type Database, makeTables, openDatabase } from './database.ts';
import { loadShop } from './load/load.ts';
import { type Sample, takeSample } from './load/sample.ts';
import type { ShopSize } from './load/tables.ts';
import { ask } from './measure/drive.ts';
import type { Contender } from './measure/measure.ts';
import type { Operation, ServerName } from './operations/operation.ts';
import type { Server } from './servers/launch.ts';
import { launchers } from './servers/servers.ts';

export interface StandOptions {
  customers: number;
  servers: ServerName[];
  schemaFile: string | null;
}

export interface Stand {
  database: Database;
  shop: ShopSize;
  sample: Sample;
  servers: Server[];
}

/** Loads the shop, starts the servers, and stops all of it after the work. */
export async function onStand<Result>(
  options: StandOptions,
  work: (stand: Stand) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase();
  const servers: Server[] = [];
  try {
    console.error(`Loading a shop of ${options.customers.toLocaleString('en')} customers`);
    await makeTables(database.url, options.schemaFile);
    const shop = await loadShop(database.url, options.customers);
    const sample = await takeSample(database.url);
    for (const name of options.servers) servers.push(await launchers[name](database.url));
    return await work({ database, shop, sample, servers });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await database.stop();
  }
}

/** Each server with what it is asked for the operation. */
export async function contendersFor(operation: Operation, { servers, sample }: Stand): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const server of servers) {
    const nth = await operation[server.name](sample, (request) => ask(server, request));
    contenders.push({ server, nth });
  }
  return contenders;
}
