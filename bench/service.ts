// How long the figures of service take over a million cases: `node bench/service.ts [cases]`, after `npm run build`.

import { makeTables, openDatabase } from './database.ts';
import { loadCases } from './load/cases.ts';
import { cpuSecondsOf } from './measure/cpu.ts';
import { launchClientele } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const took = 'n medianSeconds p90Seconds meanSeconds';
const group = `openedCount resolvedCount firstResponse { ${took} }`;
const everything = `openedCount resolvedCount openCount reopenedShare { value } withinTarget { value }
  firstResponse { ${took} } resolution { ${took} } byChannel { channel ${group} } byKind { kind ${group} }`;
const figures: Readonly<Record<string, string>> = {
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
const repeats = 7;

const cases = Number(process.argv[2] ?? 1_000_000);
const database = await openDatabase();
let server: Server | undefined;
try {
  console.error(`Loading ${cases.toLocaleString('en')} cases`);
  await makeTables(database.url, null);
  await loadCases(database.url, cases, Math.max(1, cases / 10));
  server = await launchClientele(database.url);
  console.log(`| CPU ms (ms waited for) | ${Object.keys(scopes).join(' | ')} |`);
  console.log(
    `|---|${Object.keys(scopes)
      .map(() => '---|')
      .join('')}`,
  );
  for (const [name, selection] of Object.entries(figures)) {
    const times: string[] = [];
    for (const scope of Object.values(scopes)) times.push(await costOf(server, selection, scope));
    console.log(`| ${name} | ${times.join(' | ')} |`);
  }
} finally {
  await server?.stop();
  await database.stop();
}

/** What a request takes over HTTP: processor time of server and database, and how long it is waited for. */
async function costOf(asked: Server, selection: string, variables: object): Promise<string> {
  const query = `query ($period: Period, $filter: CustomerFilter) {
    service(period: $period, filter: $filter) { ${selection} }
  }`;
  // The first is left out: it also plans and compiles.
  await ask(asked, { query, variables });
  const before = await cpuSeconds(asked);
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn += 1) times.push(await ask(asked, { query, variables }));
  const cpu = ((await cpuSeconds(asked)) - before) / repeats;
  const middle = times.toSorted((one, other) => one - other)[Math.floor(repeats / 2)] ?? 0;
  return `${(cpu * 1000).toFixed(0)} (${middle.toFixed(0)})`;
}

async function ask({ url, headers }: Server, body: object): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return performance.now() - started;
}

async function cpuSeconds({ pid }: Server): Promise<number> {
  return (
    (await cpuSecondsOf(pid)) + (database.postmaster === null ? 0 : await cpuSecondsOf(database.postmaster))
  );
}
