import type { Database } from '../database.ts';
import type { Server } from '../servers/launch.ts';
import { cpuSecondsOf } from './cpu.ts';

/** Selections of fields to ask under a root field, by what a reader calls them. */
export type Selections = Readonly<Record<string, string>>;

interface Asked {
  server: Server;
  database: Database;
  root: string;
  /** The arguments of the root field and their types; a period and a filter when nothing is said. */
  takes?: Readonly<Record<string, string>>;
  selections: Selections;
  /** Variables, by what a reader calls them. */
  scopes: Readonly<Record<string, object>>;
}

const repeats = 7;

/** Prints a table: each selection in each scope, with what a request takes of the processor and how long it is waited for. */
export async function printCosts({
  server,
  database,
  root,
  takes = { period: 'Period', filter: 'CustomerFilter' },
  selections,
  scopes,
}: Asked): Promise<void> {
  const listed = (pairOf: (name: string, type: string) => string) =>
    Object.entries(takes)
      .map(([name, type]) => pairOf(name, type))
      .join(', ');
  const names = Object.keys(scopes);
  console.log(`| CPU ms (ms waited for) | ${names.join(' | ')} |`);
  console.log(`|---|${names.map(() => '---|').join('')}`);
  for (const [name, selection] of Object.entries(selections)) {
    const query = `query (${listed((name, type) => `$${name}: ${type}`)}) {
      ${root}(${listed((name) => `${name}: $${name}`)}) { ${selection} }
    }`;
    const costs: string[] = [];
    for (const variables of Object.values(scopes))
      costs.push(await costOf(server, database, { query, variables }));
    console.log(`| ${name} | ${costs.join(' | ')} |`);
  }
}

/** What a request takes over HTTP: processor time of server and database, and how long it is waited for. */
async function costOf(server: Server, database: Database, body: object): Promise<string> {
  // The first is left out: it also plans and compiles.
  await ask(server, body);
  const before = await cpuSeconds(server, database);
  const times: number[] = [];
  for (let turn = 0; turn < repeats; turn += 1) times.push(await ask(server, body));
  const cpu = ((await cpuSeconds(server, database)) - before) / repeats;
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

async function cpuSeconds({ pid }: Server, { postmaster }: Database): Promise<number> {
  return (await cpuSecondsOf(pid)) + (postmaster === null ? 0 : await cpuSecondsOf(postmaster));
}
