// How the cost of an answer grows with the shop, and with the answer.

import { readFile } from 'node:fs/promises';
import { growthChart } from '../chart/growth.ts';
import { ask } from '../measure/drive.ts';
import { figuresOf } from '../measure/figures.ts';
import { type Contender, measure } from '../measure/measure.ts';
import { nestedOf } from '../operations/nested.ts';
import type { OurOperation } from '../operations/operation.ts';
import { page, uncounted } from '../operations/page.ts';
import type { Options } from '../options.ts';
import { circumstancesOf } from '../report/circumstances.ts';
import { type Cost, type Growth, reportOf } from '../report/growth.ts';
import { onStand, type Stand } from '../stand.ts';
import type { Outcome } from './outcome.ts';

const numbersOfParents = [1, 10, 100];
/** Pages differ a little in their size. */
const answersWeighed = 10;

export async function measureGrowth(options: Options): Promise<Outcome> {
  const growth = options.figuresFile ? await growthIn(options.figuresFile) : await measured(options);
  return { report: reportOf(growth), figures: growth, chart: growthChart(growth) };
}

async function growthIn(file: string): Promise<Growth> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function measured(options: Options): Promise<Growth> {
  const bySize: Cost[] = [];
  const byParents: Cost[] = [];
  let version = '';
  for (const customers of options.sizes) {
    await onStand({ ...options, customers, servers: ['clientele'] }, async (stand) => {
      version = stand.database.version;
      if (customers === options.sizes.at(-1)) {
        for (const parents of numbersOfParents) {
          byParents.push({ ...(await costOf(nestedOf(parents), stand, options)), parents });
        }
      }
      for (const operation of asked(options)) bySize.push(await costOf(operation, stand, options));
    });
  }
  const { rounds, seconds, connections } = options;
  const load = { rounds, 'seconds each': seconds, connections };
  const shop = { 'customers at most': Math.max(...options.sizes) };
  return { ...circumstancesOf(version, shop, load), bySize, byParents };
}

function asked({ operations }: Options): OurOperation[] {
  return operations.flatMap((operation) => (operation === page ? [page, uncounted] : [operation]));
}

async function costOf(operation: OurOperation, stand: Stand, options: Options): Promise<Cost> {
  console.error(`Measuring ${operation.name}: ${operation.title}`);
  const { database, sample, servers } = stand;
  const [server] = servers;
  const { postmaster } = database;
  if (!server || postmaster === null) throw new Error('Growth is measured with a database on this machine.');
  const contender = { server, nth: await operation.clientele(sample, (request) => ask(server, request)) };
  const found = await measure([contender], { ...options, postmaster });
  const { serverMs, databaseMs } = figuresOf(found.get('clientele') ?? []);
  return {
    operation: operation.name,
    customers: stand.shop.customers,
    parents: null,
    bytes: await bytesOf(contender),
    serverMs,
    databaseMs: databaseMs ?? 0,
  };
}

async function bytesOf({ server, nth }: Contender): Promise<number> {
  let bytes = 0;
  for (let n = 0; n < answersWeighed; n += 1) bytes += Buffer.byteLength(await ask(server, nth(n)));
  return Math.round(bytes / answersWeighed);
}
