// How long the figures of service take over a million cases: `node bench/service.ts [cases]`, after `npm run build`.

import { makeTables, openDatabase } from './database.ts';
import { loadCases } from './load/cases.ts';
import { printCosts, type Selections } from './measure/field.costs.ts';
import { launchClientele } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const took = 'n medianSeconds p90Seconds meanSeconds';
const group = `openedCount resolvedCount firstResponse { ${took} }`;
const everything = `openedCount resolvedCount openCount reopenedShare { value } withinTarget { value }
  firstResponse { ${took} } resolution { ${took} } byChannel { channel ${group} } byKind { kind ${group} }`;
const figures: Selections = {
  'opened, resolved, open now, reopened, within target':
    'openedCount resolvedCount openCount reopenedShare { value low high } withinTarget { value low high }',
  'first response': `firstResponse { ${took} }`,
  'first response in business time': `firstResponseInBusinessTime { ${took} }`,
  resolution: `resolution { ${took} }`,
  'resolution in business time': `resolutionInBusinessTime { ${took} }`,
  'counts by channel': 'byChannel { channel openedCount resolvedCount openCount }',
  'first response by channel': `byChannel { channel ${group} }`,
  'first response in business time by channel': `byChannel { channel firstResponseInBusinessTime { ${took} } }`,
  'first response by assignee': `byAssignee { assignee ${group} }`,
  'first response by month': `overTime(by: MONTH) { from ${group} }`,
  everything,
  'everything, and by month': `${everything} overTime(by: MONTH) { from ${group} }`,
};
const scopes: Readonly<Record<string, object>> = {
  'a month': { period: { from: '2025-10-01', to: '2025-11-01' } },
  'a year': { period: { from: '2025-01-01', to: '2026-01-01' } },
  'all five years': {},
  'a year, customers of one country': {
    period: { from: '2025-01-01', to: '2026-01-01' },
    filter: { country: { eq: 'EE' } },
  },
};

const cases = Number(process.argv[2] ?? 1_000_000);
const database = await openDatabase();
let server: Server | undefined;
try {
  console.error(`Loading ${cases.toLocaleString('en')} cases`);
  await makeTables(database.url, null);
  await loadCases(database.url, cases, Math.max(1, cases / 10));
  server = await launchClientele(database.url);
  await printCosts({ server, database, root: 'service', selections: figures, scopes });
} finally {
  await server?.stop();
  await database.stop();
}
