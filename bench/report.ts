import { cpus, release, totalmem } from 'node:os';
import type { Figures } from './measure/figures.ts';
import type { ServerName } from './operations/operation.ts';
import type { Shape } from './operations/shape.ts';
import bench from './package.json' with { type: 'json' };

export interface Result {
  operation: string;
  title: string;
  shape: Omit<Shape, 'facts'>;
  figures: Partial<Record<ServerName, Figures>>;
}

export interface Circumstances {
  date: string;
  machine: string;
  versions: Record<string, string>;
  shop: Record<string, number>;
  load: Record<string, number>;
}

const titles: Record<ServerName, string> = {
  clientele: 'Clientele',
  postgraphile: 'PostGraphile',
  handwritten: 'hand-written SQL',
};

export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'processor'}, ${gigabytes} GB, ${process.platform} ${release()}`;
}

export function versions(postgresql: string): Record<string, string> {
  return {
    'Node.js': process.versions.node,
    PostgreSQL: postgresql,
    PostGraphile: bench.dependencies.postgraphile,
  };
}

/** Markdown whose tables also read well on a terminal. */
export function reportOf(circumstances: Circumstances, results: Result[]): string {
  const { date, machine, versions, shop, load } = circumstances;
  const head = [
    `Measured ${date} on ${machine}.`,
    `${said(versions)}. Shop: ${said(shop)}. Load: ${said(load)}; the load generator shares the machine.`,
    'CPU is user and system time of the server and of PostgreSQL for one request.',
  ];
  return [head.join('\n'), ...results.map(sectionOf)].join('\n\n');
}

function sectionOf({ operation, title, shape, figures }: Result): string {
  const count = shape.totalCount === null ? '' : `, totalCount ${shape.totalCount}`;
  const heading = `### ${operation}: ${title}\n\n${shape.entities} objects${count}, ${shape.bytes} bytes\n`;
  const rows = Object.entries(titles).flatMap(([name, title]) => {
    const found = Object.entries(figures).find(([server]) => server === name)?.[1];
    return found ? [[title, ...cellsOf(found)]] : [];
  });
  return [heading, tableOf([header, ...rows, ...ratiosOf(figures)])].join('\n');
}

const header = [
  '',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'server CPU ms',
  'PostgreSQL CPU ms',
  'CPU ms',
  'rounds',
];

function cellsOf(figures: Figures): string[] {
  const { requestsPerSecond, p50Ms, p99Ms, serverMs, databaseMs, totalMs, totalMsRange } = figures;
  const range = totalMsRange?.map(rounded).join('–') ?? '';
  return [...[requestsPerSecond, p50Ms, p99Ms, serverMs, databaseMs, totalMs].map(rounded), range];
}

function ratiosOf({ clientele, postgraphile, handwritten }: Result['figures']): string[][] {
  const against: [string, Figures | undefined][] = [
    ['ours : PostGraphile', postgraphile],
    ['ours : hand-written', handwritten],
  ];
  return against.flatMap(([title, peer]) =>
    clientele && peer ? [[title, ...ratioCells(clientele, peer)]] : [],
  );
}

function ratioCells(ours: Figures, peer: Figures): string[] {
  const pairs: [number | null, number | null][] = [
    [ours.requestsPerSecond, peer.requestsPerSecond],
    [ours.p50Ms, peer.p50Ms],
    [ours.p99Ms, peer.p99Ms],
    [ours.serverMs, peer.serverMs],
    [ours.databaseMs, peer.databaseMs],
    [ours.totalMs, peer.totalMs],
  ];
  return [...pairs.map(([a, b]) => (a === null || b === null ? '' : `${(a / b).toFixed(2)} ×`)), ''];
}

function tableOf(rows: string[][]): string {
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: string[]) =>
    `| ${row.map((cell, column) => padded(cell, column, widths)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [first = [], ...rest] = rows.map(lineOf);
  return [first, rule, ...rest].join('\n');
}

function padded(cell: string, column: number, widths: number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** Three digits that matter. */
function rounded(value: number | null): string {
  if (value === null) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function said(facts: Record<string, string | number>): string {
  return Object.entries(facts)
    .map(([name, value]) =>
      typeof value === 'number' ? `${value.toLocaleString('en')} ${name}` : `${name} ${value}`,
    )
    .join(', ');
}
