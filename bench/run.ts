// The door: loads a shop, starts the servers, measures each operation, and prints the table. `--help` says the rest.

import { writeFile } from 'node:fs/promises';
import { type Database, makeTables, openDatabase } from './database.ts';
import { loadShop } from './load/load.ts';
import { type Sample, takeSample } from './load/sample.ts';
import { ask } from './measure/drive.ts';
import { figuresOf } from './measure/figures.ts';
import { type Contender, measure } from './measure/measure.ts';
import type { Operation } from './operations/operation.ts';
import { agree, type Shape, shapeOf } from './operations/shape.ts';
import { help, type Options, optionsOf } from './options.ts';
import { type Circumstances, machine, type Result, reportOf, versions } from './report.ts';
import type { Server } from './servers/launch.ts';
import { launchers } from './servers/servers.ts';

// Through exit(), which ends the servers too; a signal alone would leave them behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const options = optionsOf(process.argv.slice(2));
if (options === null) console.log(help);
else await run(options);

async function run(options: Options): Promise<void> {
  const database = await openDatabase();
  const servers: Server[] = [];
  try {
    console.error('Loading the shop');
    await makeTables(database.url, options.schemaFile);
    const shop = await loadShop(database.url, options.customers);
    const sample = await takeSample(database.url);
    for (const name of options.servers) servers.push(await launchers[name](database.url));
    const results: Result[] = [];
    for (const operation of options.operations) {
      console.error(`Measuring ${operation.name}`);
      results.push(await resultOf(operation, { servers, sample, database, options }));
    }
    await publish(circumstancesOf(database, options, { ...shop }), results, options.jsonFile);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await database.stop();
  }
}

interface Bench {
  servers: Server[];
  sample: Sample;
  database: Database;
  options: Options;
}

async function resultOf(
  operation: Operation,
  { servers, sample, database, options }: Bench,
): Promise<Result> {
  const contenders: Contender[] = [];
  for (const server of servers) {
    const nth = await operation[server.name](sample, (request) => ask(server, request));
    contenders.push({ server, nth });
  }
  const { facts, ...shape } = await commonShape(operation, contenders);
  const measured = await measure(contenders, { ...options, postmaster: database.postmaster });
  const figures = Object.fromEntries([...measured].map(([name, rounds]) => [name, figuresOf(rounds)]));
  return { operation: operation.name, title: operation.title, shape, figures };
}

/** What all answer alike to the same requests; refuses to compare servers that do different work. */
async function commonShape(operation: Operation, contenders: Contender[]): Promise<Shape> {
  const shapes: Shape[] = [];
  for (const { server, nth } of contenders) {
    const shape = shapeOf(await ask(server, nth(1)));
    const [first] = shapes;
    if (first && !agree(first, shape)) {
      const [one, other] = [first, shape].map((each) =>
        JSON.stringify({ ...each, facts: each.facts.slice(0, 5) }),
      );
      throw new Error(
        `On ${operation.name}, ${server.name} answers ${other}; ${contenders[0]?.server.name} ${one}.`,
      );
    }
    shapes.push(shape);
  }
  const [shape] = shapes;
  if (!shape) throw new Error('There is no server to measure.');
  return shape;
}

function circumstancesOf(database: Database, options: Options, shop: Record<string, number>): Circumstances {
  const { rounds, seconds, connections } = options;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    versions: versions(database.version),
    shop,
    load: { rounds, 'seconds each': seconds, connections },
  };
}

async function publish(
  circumstances: Circumstances,
  results: Result[],
  jsonFile: string | null,
): Promise<void> {
  console.log(reportOf(circumstances, results));
  if (jsonFile) await writeFile(jsonFile, `${JSON.stringify({ ...circumstances, results }, null, 2)}\n`);
}
