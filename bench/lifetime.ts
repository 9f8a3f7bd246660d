// How long it takes to fit what 25,000 customers will buy: `node bench/lifetime.ts [customers]`, after `npm run build`.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { connect } from '../src/database/connect.ts';
import { storedDataOf } from '../src/lifetime/data.queries.ts';
import { modelDataOf } from '../src/lifetime/model.data.ts';
import { fitModel } from '../src/lifetime/model.fit.ts';
import { makeTables, openDatabase } from './database.ts';
import { loadBuyers } from './load/buyers.ts';
import { repository } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const customers = Number(process.argv[2] ?? 25_000);
const database = await openDatabase();
try {
  console.error(`Loading ${customers.toLocaleString('en')} customers`);
  await makeTables(database.url, null);
  const purchases = await loadBuyers(database.url, customers);
  console.log(`${customers.toLocaleString('en')} customers, ${purchases.toLocaleString('en')} purchases`);
  await tellStages(database.url);
  const env = { ...process.env, DATABASE_URL: database.url, NODE_ENV: 'production' };
  const began = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/cli.js', 'fit-models'], {
    cwd: repository,
    env,
  });
  tell('clientele fit-models, from start to end', began);
  process.stdout.write(stdout);
} finally {
  await database.stop();
}

/** The parts of a fit, one after the other in this process. */
async function tellStages(url: string): Promise<void> {
  const { kysely } = await connect({ url, poolSize: 1 });
  let began = performance.now();
  const stored = await storedDataOf({ kysely }, { now: new Date(), asOf: null, timeZone: 'Europe/Helsinki' });
  await kysely.destroy();
  if (!stored) throw new Error('There is nothing to fit to.');
  tell('reading', began);
  let stage = 'reading what the database told';
  began = performance.now();
  const data = modelDataOf(stored, { today: stored.to, currency: 'EUR' });
  fitModel(data, (next) => {
    tell(stage, began);
    [stage, began] = [next.toLowerCase(), performance.now()];
  });
  tell(stage, began);
}

function tell(what: string, began: number): void {
  console.log(`${what}: ${((performance.now() - began) / 1_000).toFixed(2)} s`);
}
