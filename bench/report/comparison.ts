import type { Figures } from '../measure/figures.ts';
import type { ServerName } from '../operations/operation.ts';
import type { Shape } from '../operations/shape.ts';
import { type Circumstances, told } from './circumstances.ts';
import { rounded, tableOf } from './table.ts';

export interface Result {
  operation: string;
  title: string;
  shape: Omit<Shape, 'facts'>;
  figures: Partial<Record<ServerName, Figures>>;
}

const titles: Record<ServerName, string> = {
  clientele: 'Clientele',
  postgraphile: 'PostGraphile',
  handwritten: 'hand-written SQL',
};

export function reportOf(circumstances: Circumstances, results: Result[]): string {
  const head = `${told(circumstances)}\nCPU is user and system time of the server and of PostgreSQL for one request.`;
  return [head, ...results.map(sectionOf)].join('\n\n');
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
