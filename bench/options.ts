import { parseArgs } from 'node:util';
import { type Operation, type ServerName, serverNames } from './operations/operation.ts';
import { operations } from './operations/operations.ts';

export interface Options {
  customers: number;
  operations: Operation[];
  servers: ServerName[];
  seconds: number;
  warmUpSeconds: number;
  rounds: number;
  connections: number;
  schemaFile: string | null;
  jsonFile: string | null;
}

export const help = `node bench/run.ts [options]

Loads a shop into PostgreSQL and measures this project, PostGraphile 5 and hand-written SQL on the same operations.
Needs Linux. BENCH_DATABASE_URL names an empty database to use, as superuser, PostgreSQL 18 or newer; without it
an embedded PostgreSQL is started.

  --scale N         customers; 5 N purchases, 15 N lines (100000)
  --only NAMES      operations, by commas: ${operations.map(({ name }) => name).join(', ')} (all)
  --servers NAMES   by commas: ${serverNames.join(', ')} (all)
  --rounds N        rounds for each server and operation (5)
  --seconds N       length of a round (3)
  --warm-up N       seconds before the first round (5)
  --connections N   requests under way at once (8)
  --schema FILE     SQL that makes the tables, instead of this project's migrations
  --json FILE       also write everything measured there
  --help            this text

Example: node bench/run.ts --scale 1000 --only nested --seconds 1`;

/** What the command line asks for; null: help. */
export function optionsOf(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: 'string', default: '100000' },
      only: { type: 'string', default: operations.map(({ name }) => name).join() },
      servers: { type: 'string', default: serverNames.join() },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      'warm-up': { type: 'string', default: '5' },
      connections: { type: 'string', default: '8' },
      schema: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    customers: wholeNumber('scale', values.scale, 1000),
    operations: chosen('only', values.only, operations, ({ name }) => name),
    servers: chosen('servers', values.servers, serverNames, (name) => name),
    rounds: wholeNumber('rounds', values.rounds, 1),
    seconds: wholeNumber('seconds', values.seconds, 1),
    warmUpSeconds: wholeNumber('warm-up', values['warm-up'], 0),
    connections: wholeNumber('connections', values.connections, 1),
    schemaFile: values.schema ?? null,
    jsonFile: values.json ?? null,
  };
}

function wholeNumber(option: string, given: string, least: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least) return number;
  throw new RangeError(`--${option} takes a whole number from ${least}; got ${given}.`);
}

function chosen<Item>(
  option: string,
  given: string,
  all: readonly Item[],
  nameOf: (item: Item) => string,
): Item[] {
  const names = given.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !all.some((item) => nameOf(item) === name));
  if (unknown.length === 0) return all.filter((item) => names.includes(nameOf(item)));
  throw new RangeError(`--${option} takes ${all.map(nameOf).join(', ')}; got ${unknown.join(', ')}.`);
}
