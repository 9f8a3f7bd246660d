// How long the figures of satisfaction take over a million responses: `node bench/satisfaction.ts [responses]`, after
// `npm run build`.

import { makeTables, openDatabase } from './database.ts';
import { loadAnswers } from './load/answers.ts';
import { printCosts, type Selections } from './measure/field.costs.ts';
import { launchClientele } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const figure = 'value n low high';
const figures: Selections = {
  nps: `nps { ${figure} promoters passives detractors }`,
  csat: `csat { ${figure} }`,
  'ces and cesEasy': `ces { ${figure} } cesEasy { ${figure} }`,
  rating: `rating { ${figure} }`,
  sentiment: `sentiment { positive neutral negative unknown n }`,
  responseRate: `responseRate { ${figure} }`,
  'overTime of NPS by month': `overTime(score: NPS, by: MONTH) { from ${figure} }`,
  'overTime of CES by week': `overTime(score: CES, by: WEEK) { from ${figure} }`,
  'byChannel of NPS': `byChannel(score: NPS) { key ${figure} }`,
  'byProduct of NPS': `byProduct(score: NPS) { ${figure} }`,
  'byCountry of NPS': `byCountry(score: NPS) { key ${figure} }`,
  'compare of NPS, with the year before': `compare(score: NPS, to: { period: { from: "2024-01-01", to: "2025-01-01" } }) {
    difference low high isSignificant
  }`,
};
const year = { from: '2025-01-01', to: '2026-01-01' };
const scopes: Readonly<Record<string, object>> = {
  'a month': { period: { from: '2025-10-01', to: '2025-11-01' } },
  'a year': { period: year },
  'all five years': {},
  'four and a half years': { period: { from: '2022-05-01' } },
  'a year, customers of one country': { period: year, filter: { country: { eq: 'EE' } } },
  'all, customers of one country': { filter: { country: { eq: 'EE' } } },
  'all, half of the customers': { filter: { country: { eq: 'FI' } } },
  'four and a half years, half of the customers': {
    period: { from: '2022-05-01' },
    filter: { country: { eq: 'FI' } },
  },
};

const responses = Number(process.argv[2] ?? 1_000_000);
const database = await openDatabase();
let server: Server | undefined;
try {
  console.error(`Loading ${responses.toLocaleString('en')} responses`);
  await makeTables(database.url, null);
  await loadAnswers(database.url, responses);
  server = await launchClientele(database.url);
  await printCosts({ server, database, root: 'satisfaction', selections: figures, scopes });
} finally {
  await server?.stop();
  await database.stop();
}
