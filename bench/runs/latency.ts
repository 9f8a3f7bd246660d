// How long answers take while the servers are busy and not swamped: at a share of the highest rate, sent whatever comes.

import { drive } from '../measure/drive.ts';
import { quantile } from '../measure/figures.ts';
import type { Contender } from '../measure/measure.ts';
import { driveOpen } from '../measure/open.ts';
import type { Options } from '../options.ts';
import { circumstancesOf } from '../report/circumstances.ts';
import { type Latency, reportOf } from '../report/latency.ts';
import { contendersFor, onStand } from '../stand.ts';
import type { Outcome } from './outcome.ts';

const share = 0.7;

export function measureLatency(options: Options): Promise<Outcome> {
  return onStand(options, async (stand) => {
    const latencies: Latency[] = [];
    for (const operation of options.operations) {
      for (const contender of await contendersFor(operation, stand)) {
        console.error(`Measuring ${operation.name} of ${contender.server.name}`);
        latencies.push({ operation: operation.name, ...(await latencyOf(contender, options)) });
      }
    }
    const { rounds, seconds, connections } = options;
    const load = { rounds, 'seconds each': seconds, 'connections for the highest rate': connections };
    const circumstances = circumstancesOf(stand.database.version, { ...stand.shop }, load);
    return {
      report: reportOf(circumstances, share, latencies),
      figures: { ...circumstances, share, latencies },
    };
  });
}

async function latencyOf(contender: Contender, options: Options): Promise<Omit<Latency, 'operation'>> {
  const highest = await highestRate(contender, options);
  const rate = highest * share;
  const seconds = options.seconds * options.rounds;
  const found = (await driveOpen({ ...contender, rate, seconds })).sort((a, b) => a - b);
  return {
    server: contender.server.name,
    highest,
    rate,
    p50Ms: quantile(found, 0.5),
    p99Ms: quantile(found, 0.99),
  };
}

/** Of the best round, each connection asking again as soon as it is answered. */
async function highestRate(
  contender: Contender,
  { connections, seconds, rounds, warmUpSeconds }: Options,
): Promise<number> {
  await drive({ ...contender, connections, seconds: warmUpSeconds });
  let highest = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const answered = await drive({ ...contender, connections, seconds });
    highest = Math.max(highest, (answered.length * 1000) / (performance.now() - started));
  }
  return highest;
}
