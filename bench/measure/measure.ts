import type { NthRequest, ServerName } from '../operations/operation.ts';
import type { Server } from '../servers/launch.ts';
import { cpuSecondsOf } from './cpu.ts';
import { drive } from './drive.ts';

export interface Contender {
  server: Server;
  nth: NthRequest;
}

export interface Conditions {
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
  connections: number;
  /** The database's first process; null where it runs elsewhere. */
  postmaster: number | null;
}

export interface Round {
  seconds: number;
  latencies: number[];
  serverCpuSeconds: number;
  databaseCpuSeconds: number | null;
}

/** Short rounds, each server in turn: what else the machine does meanwhile meets them all alike. */
export async function measure(
  contenders: Contender[],
  conditions: Conditions,
): Promise<Map<ServerName, Round[]>> {
  const { connections, warmUpSeconds, rounds } = conditions;
  for (const contender of contenders) await drive({ ...contender, connections, seconds: warmUpSeconds });
  const results = new Map<ServerName, Round[]>(contenders.map(({ server }) => [server.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Whoever comes first in one round comes last in the next.
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const contender of order) {
      results.get(contender.server.name)?.push(await measureRound(contender, conditions));
    }
  }
  return results;
}

async function measureRound(contender: Contender, conditions: Conditions): Promise<Round> {
  const { seconds, connections, postmaster } = conditions;
  const used = async () => ({
    server: await cpuSecondsOf(contender.server.pid),
    database: postmaster === null ? null : await cpuSecondsOf(postmaster),
  });
  const before = await used();
  const started = performance.now();
  const latencies = await drive({ ...contender, connections, seconds });
  const elapsed = (performance.now() - started) / 1000;
  const after = await used();
  return {
    seconds: elapsed,
    latencies,
    serverCpuSeconds: after.server - before.server,
    databaseCpuSeconds:
      after.database === null || before.database === null ? null : after.database - before.database,
  };
}
