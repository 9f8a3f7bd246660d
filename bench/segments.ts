// How soon segments follow purchases, and how long evaluating them takes: `node bench/segments.ts [customers]`, after
// `npm run build`.

import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { globalId } from '../src/kernel/ids.ts';
import { makeTables, openDatabase } from './database.ts';
import { loadShop } from './load/load.ts';
import { previews, rules } from './load/rules.ts';
import { ask } from './measure/drive.ts';
import { quantile } from './measure/figures.ts';
import { driveOpen } from './measure/open.ts';
import { graphql } from './operations/operation.ts';
import { launchClientele } from './servers/clientele.ts';
import { repository, type Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const rate = 50;
const seconds = 30;

const createSegment = `mutation ($input: CreateSegmentInput!) {
  createSegment(input: $input) { segment { id size } userErrors { path message } }
}`;

const recordPurchase = `mutation ($input: RecordPurchaseInput!) {
  recordPurchase(input: $input) { purchase { id } userErrors { path message } }
}`;

const customers = Number(process.argv[2] ?? 100_000);
const database = await openDatabase();
const client = new pg.Client({ connectionString: database.url });
let server: Server | undefined;
try {
  await makeTables(database.url, null);
  await loadShop(database.url, customers);
  await client.connect();
  await client.query('analyze');
  server = await launchClientele(database.url);
  await printPreviews(server);
  await printCreation(server);
  await printLag(server);
  await server.stop();
  server = undefined;
  await printEvaluation();
} finally {
  await client.end();
  await server?.stop();
  await database.stop();
}

async function printPreviews(of: Server): Promise<void> {
  for (const [name, filter] of Object.entries(previews)) {
    const took: number[] = [];
    for (let run = 0; run < 5; run += 1) took.push(await millisecondsOf(() => preview(of, filter)));
    console.log(`| preview: ${name} | ${quantile(inOrder(took), 0.5).toFixed(0)} ms |`);
  }
}

function preview(of: Server, filter: object): Promise<string> {
  const everything = `size share sample { id } statistics {
    totalSpent { amount } meanSpent { amount } averageBasket { amount } medianDaysSinceLastPurchase
    nps { value n low high } kinds { kind count } regions { region count }
  }`;
  return ask(
    of,
    graphql(`query ($filter: CustomerFilter!) { segmentPreview(filter: $filter) { ${everything} } }`, {
      filter,
    }),
  );
}

async function printCreation(of: Server): Promise<void> {
  const ids = new Map<string, string>();
  const took = await millisecondsOf(async () => {
    for (const { name, rule } of rules) {
      const input = { name, rule: rule(ids) };
      const answer = await ask(of, graphql(createSegment, { input }));
      ids.set(name, JSON.parse(answer).data.createSegment.segment.id);
    }
  });
  console.log(`| creating ${rules.length} segments, each evaluated | ${(took / 1_000).toFixed(1)} s |`);
}

/** Purchases of those who never bought, each of which brings its customer into several segments. */
async function printLag(of: Server): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select customer_id as id from customer_summary where purchase_count = 0 order by customer_id limit $1`,
    [rate * seconds],
  );
  const answered = new Map<string, number>();
  const seen = new Map<string, number>();
  let isOver = false;
  const watching = watch(seen, () => isOver);
  const latencies = await driveOpen({
    server: of,
    rate,
    seconds,
    nth: (number) => {
      const { id = '' } = rows[number % rows.length] ?? {};
      // Its own latency is in the lag: the commit lies before the answer.
      answered.set(id, performance.now());
      return graphql(recordPurchase, { input: purchaseOf(id) });
    },
  });
  await until(() => answered.size === seen.size);
  isOver = true;
  await watching;
  const lags = inOrder([...answered].map(([id, sent]) => (seen.get(id) ?? Number.POSITIVE_INFINITY) - sent));
  const at = (share: number) => quantile(lags, share).toFixed(0);
  console.log(
    `| ${latencies.length} purchases, ${rate} a second: sent → in every membership, median / p99 / most | ${at(0.5)} / ${at(0.99)} / ${at(1)} ms |`,
  );
}

function purchaseOf(customerId: string) {
  return {
    customer: { id: globalId('customer', customerId as never) },
    purchasedAt: new Date().toISOString(),
    channel: 'web',
    currency: 'EUR',
    lines: [{ product: { sku: 'SKU-00001' }, quantity: 1, unitPrice: '19.90' }],
  };
}

/** Notes when each customer is first seen in the segment of new buyers, which depends on two others. */
async function watch(seen: Map<string, number>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { rows } = await client.query<{ id: string }>(
      `select customer_id as id from segment_membership
       where left_at is null and segment_id = (select id from segment where name = $1)`,
      ['New buyers, not of the large'],
    );
    const now = performance.now();
    for (const { id } of rows) if (!seen.has(id)) seen.set(id, now);
    await pause(20);
  }
}

async function printEvaluation(): Promise<void> {
  const env = { ...process.env, DATABASE_URL: database.url, NODE_ENV: 'production' };
  const took = await millisecondsOf(() =>
    promisify(execFile)(process.execPath, ['dist/cli.js', 'segments', 'refresh'], { cwd: repository, env }),
  );
  console.log(
    `| evaluating ${rules.length} segments of ${customers.toLocaleString('en')} customers | ${(took / 1_000).toFixed(1)} s |`,
  );
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!holds() && performance.now() < end) await pause(20);
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function inOrder(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}
