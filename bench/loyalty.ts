// How long the figures of loyalty take over half a million purchases: `node bench/loyalty.ts [purchases]`, after
// `npm run build`.

import { makeTables, openDatabase } from './database.ts';
import { loadPurchases } from './load/purchases.ts';
import { printCosts, type Selections } from './measure/field.costs.ts';
import { launchClientele } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const cells = 'from size cells { period customers share { value low high } isComplete }';
const figures: Selections = {
  'repeatPurchaseRate and churned': 'repeatPurchaseRate { value n low high } churned { value n low high }',
  'cohorts by month': `cohorts { ${cells} }`,
  'cohorts by week, of the last year': `cohorts(by: WEEK, period: { from: "2025-10-01" }) { ${cells} }`,
  'cohorts by quarter': `cohorts(by: QUARTER) { ${cells} }`,
  rfm: 'rfm { grid { recency frequency customers spent { amount } } groups { group customers share { value } } }',
};
const ofOneCountry = { filter: { country: { eq: 'EE' } } };
const aYearAgo = { asOf: '2025-10-01T00:00:00Z' };
const scopes: Readonly<Record<string, object>> = {
  now: {},
  'a year ago': aYearAgo,
  'now, customers of one country': ofOneCountry,
  'a year ago, customers of one country': { ...aYearAgo, ...ofOneCountry },
  'now, champions': { filter: { rfm: { group: { eq: 'CHAMPIONS' } } } },
};

const purchases = Number(process.argv[2] ?? 500_000);
const database = await openDatabase();
let server: Server | undefined;
try {
  console.error(`Loading ${purchases.toLocaleString('en')} purchases`);
  await makeTables(database.url, null);
  await loadPurchases(database.url, purchases);
  server = await launchClientele(database.url);
  const takes = { asOf: 'DateTime', filter: 'CustomerFilter' };
  await printCosts({ server, database, root: 'loyalty', takes, selections: figures, scopes });
} finally {
  await server?.stop();
  await database.stop();
}
