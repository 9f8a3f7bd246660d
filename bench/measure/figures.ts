import type { Round } from './measure.ts';

export interface Figures {
  requests: number;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU for one request, user and system. */
  serverMs: number;
  databaseMs: number | null;
  totalMs: number | null;
  /** The least and the most that one round gave for `totalMs`: how far the figures can be trusted. */
  totalMsRange: [number, number] | null;
}

export function figuresOf(rounds: Round[]): Figures {
  const latencies = rounds.flatMap((round) => round.latencies).sort((a, b) => a - b);
  const requests = latencies.length;
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0);
  const serverMs = (1000 * rounds.reduce((sum, round) => sum + round.serverCpuSeconds, 0)) / requests;
  const databaseSeconds = sumOrNull(rounds.map((round) => round.databaseCpuSeconds));
  const databaseMs = databaseSeconds === null ? null : (1000 * databaseSeconds) / requests;
  const perRound = rounds.map(totalMsOf).filter((total) => total !== null);
  return {
    requests,
    requestsPerSecond: requests / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    serverMs,
    databaseMs,
    totalMs: databaseMs === null ? null : serverMs + databaseMs,
    totalMsRange: perRound.length === 0 ? null : [Math.min(...perRound), Math.max(...perRound)],
  };
}

function totalMsOf({ serverCpuSeconds, databaseCpuSeconds, latencies }: Round): number | null {
  if (databaseCpuSeconds === null) return null;
  return (1000 * (serverCpuSeconds + databaseCpuSeconds)) / latencies.length;
}

function sumOrNull(values: (number | null)[]): number | null {
  return values.reduce<number | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0,
  );
}

/** The nearest rank, of values in order. */
export function quantile(ordered: number[], share: number): number {
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? Number.NaN;
}
