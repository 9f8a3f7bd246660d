import type { ServerName } from '../operations/operation.ts';
import { type Circumstances, told } from './circumstances.ts';
import { rounded, tableOf } from './table.ts';

export interface Latency {
  operation: string;
  server: ServerName;
  /** Requests a second: the most that were answered, and as many as were then sent. */
  highest: number;
  rate: number;
  p50Ms: number;
  p99Ms: number;
}

export function reportOf(circumstances: Circumstances, share: number, latencies: Latency[]): string {
  const header = ['', 'highest rate /s', `${100 * share} % of it /s`, 'p50 ms', 'p99 ms', 'p99 : p50'];
  const rows = latencies.map(({ operation, server, highest, rate, p50Ms, p99Ms }) => [
    server === 'clientele' ? operation : `${operation}, ${server}`,
    ...[highest, rate, p50Ms, p99Ms].map(rounded),
    `${(p99Ms / p50Ms).toFixed(1)} ×`,
  ]);
  const head = `${told(circumstances)}\nLatency counts from when a request was due, and with it up to a millisecond of the timer.`;
  return `${head}\n\n${tableOf([header, ...rows])}`;
}
