// How long the figures of sales take over 500 k purchases: `node bench/sales.ts [customers]`, after `npm run build`. Of
// a million customers they are five million.

import { sql } from 'kysely';
import { connect } from '../src/database/connect.ts';
import { keepDaysIn } from '../src/sales/sales.day.service.ts';
import { makeTables, openDatabase } from './database.ts';
import { loadTrade } from './load/trade.ts';
import { printCosts, type Selections } from './measure/field.costs.ts';
import { launchClientele } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const sums = 'purchaseCount revenue { amount } refunded { amount } averageBasket { amount } unitsPerPurchase';
const product = 'product { sku } unitCount revenue { amount }';
const figures: Selections = {
  'purchases, revenue, refunded, basket, units': sums,
  'customers and purchase frequency': 'customerCount purchaseFrequency',
  'over time by week': `overTime(by: WEEK) { from ${sums} }`,
  'over time by month, with customers': `overTime(by: MONTH) { from ${sums} customerCount }`,
  'by channel': `byChannel { key ${sums} }`,
  'by channel, with customers': `byChannel { key ${sums} customerCount }`,
  'by country': `byCountry { key ${sums} }`,
  'by country, with customers': `byCountry { key ${sums} customerCount }`,
  'by category': 'byCategory { category unitCount revenue { amount } }',
  'popular products by units, with change': `popularProducts { ${product} change }`,
  'popular products by buyers, with change': `popularProducts(by: BUYERS) { ${product} buyerCount change }`,
  affinity: 'affinity { product { sku } other { sku } count lift support { value } confidence { value } }',
};
const year = { from: '2025-01-01', to: '2026-01-01' };
const scopes: Readonly<Record<string, object>> = {
  'a month': { period: { from: '2025-10-01', to: '2025-11-01' } },
  'a year': { period: year },
  'all two years': {},
  'a year, customers of one country': { period: year, filter: { country: { eq: 'SE' } } },
};

const customers = Number(process.argv[2] ?? 100_000);
const database = await openDatabase();
let server: Server | undefined;
try {
  console.error(`Loading ${(customers * 5).toLocaleString('en')} purchases`);
  await makeTables(database.url, null);
  await loadTrade(database.url, customers);
  const started = performance.now();
  await keepDays(database.url);
  console.error(`The days were made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  server = await launchClientele(database.url);
  await printCosts({ server, database, root: 'sales', selections: figures, scopes });
} finally {
  await server?.stop();
  await database.stop();
}

/** As the first opening does. */
async function keepDays(url: string): Promise<void> {
  const { kysely } = await connect({ url, poolSize: 1 });
  await sql`insert into shop (id, base_currency) values (1, 'EUR') on conflict do nothing`.execute(kysely);
  await keepDaysIn(kysely, 'Europe/Helsinki');
  await sql`vacuum analyze sales_day, product_day`.execute(kysely);
  await kysely.destroy();
}
