import { parseArgs } from 'node:util';
import { type Operation, type ServerName, serverNames } from './operations/operation.ts';
import { operations } from './operations/operations.ts';

export const runNames = ['comparison', 'growth', 'latency', 'soak'] as const;
export type RunName = (typeof runNames)[number];

export interface Options {
  run: RunName;
  customers: number;
  sizes: number[];
  operations: Operation[];
  servers: ServerName[];
  seconds: number;
  warmUpSeconds: number;
  rounds: number;
  connections: number;
  minutes: number;
  schemaFile: string | null;
  /** Figures of an earlier run, to be told again instead of measured. */
  figuresFile: string | null;
  jsonFile: string | null;
}

export const help = `node bench/run.ts [RUN] [options]

Loads a shop into PostgreSQL and measures there. Needs Linux. BENCH_DATABASE_URL names an empty database to use, as
superuser, PostgreSQL 18 or newer; without it an embedded PostgreSQL is started.

  comparison        this project, PostGraphile 5 and hand-written SQL on the same operations: CPU for each request
  growth            CPU and bytes in shops of several sizes, and under 1, 10 and 100 parents; draws a chart
  latency           the highest rate, and how long answers take at 70 % of it, sent at a steady rate
  soak              memory under load, and the time from start to first answer

  --scale N         customers; 5 N purchases, 15 N lines (100000); not of growth
  --sizes NS        of growth: such numbers of customers, by commas, the largest last (1000,10000,100000)
  --from FILE       of growth: draw and tell the figures of that JSON, and measure nothing
  --minutes N       of soak: how long (10)
  --only NAMES      operations, by commas: ${operations.map(({ name }) => name).join(', ')} (all)
  --servers NAMES   of comparison and latency, by commas: ${serverNames.join(', ')} (all; of latency clientele)
  --rounds N        rounds for each server and operation (5)
  --seconds N       length of a round (3)
  --warm-up N       seconds before the first round (5)
  --connections N   requests under way at once (8)
  --schema FILE     SQL that makes the tables, instead of this project's migrations
  --json FILE       write everything measured there (of growth bench/charts/growth.json), a chart beside it
  --help            this text

Example: node bench/run.ts comparison --scale 1000 --only nested --seconds 1`;

const defaults = {
  scale: '100000',
  sizes: '1000,10000,100000',
  minutes: '10',
  only: operations.map(({ name }) => name).join(),
  rounds: '5',
  seconds: '3',
  'warm-up': '5',
  connections: '8',
} as const;

/** What the command line asks for; null: help. */
export function optionsOf(args: string[]): Options | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      scale: { type: 'string', default: defaults.scale },
      sizes: { type: 'string', default: defaults.sizes },
      from: { type: 'string' },
      minutes: { type: 'string', default: defaults.minutes },
      only: { type: 'string', default: defaults.only },
      servers: { type: 'string' },
      rounds: { type: 'string', default: defaults.rounds },
      seconds: { type: 'string', default: defaults.seconds },
      'warm-up': { type: 'string', default: defaults['warm-up'] },
      connections: { type: 'string', default: defaults.connections },
      schema: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const run = runOf(positionals);
  const servers = values.servers ?? (run === 'comparison' ? serverNames.join() : 'clientele');
  return {
    run,
    customers: wholeNumber('scale', values.scale, 1000),
    sizes: values.sizes.split(',').map((size) => wholeNumber('sizes', size, 1000)),
    operations: chosen('only', values.only, operations, ({ name }) => name),
    servers: chosen('servers', servers, serverNames, (name) => name),
    rounds: wholeNumber('rounds', values.rounds, 1),
    seconds: wholeNumber('seconds', values.seconds, 1),
    warmUpSeconds: wholeNumber('warm-up', values['warm-up'], 0),
    connections: wholeNumber('connections', values.connections, 1),
    minutes: wholeNumber('minutes', values.minutes, 1),
    schemaFile: values.schema ?? null,
    figuresFile: values.from ?? null,
    jsonFile: values.json ?? values.from ?? (run === 'growth' ? 'bench/charts/growth.json' : null),
  };
}

function runOf([given = 'comparison', ...more]: string[]): RunName {
  const run = runNames.find((name) => name === given);
  if (run && more.length === 0) return run;
  throw new RangeError(`A run is one of ${runNames.join(', ')}; got ${[given, ...more].join(' ')}.`);
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
