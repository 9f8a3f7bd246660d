// Whether the server's memory stays flat under load for long, and how soon after its start it answers.

import { setTimeout as pause } from 'node:timers/promises';
import { ask, drive } from '../measure/drive.ts';
import { residentMegabytes } from '../measure/memory.ts';
import { type NthRequest, nth } from '../operations/operation.ts';
import { point } from '../operations/point.ts';
import type { Options } from '../options.ts';
import { circumstancesOf } from '../report/circumstances.ts';
import { type Memory, reportOf } from '../report/soak.ts';
import { launchClientele } from '../servers/clientele.ts';
import type { Server } from '../servers/launch.ts';
import { contendersFor, onStand, type Stand } from '../stand.ts';
import type { Outcome } from './outcome.ts';

const secondsBetween = 10;
const starts = 3;

export function soak(options: Options): Promise<Outcome> {
  return onStand({ ...options, servers: [] }, async (stand) => {
    const startsMs: number[] = [];
    for (let start = 1; start < starts; start += 1) {
      const server = await started(stand, startsMs);
      await server.stop();
    }
    const server = await started(stand, startsMs);
    try {
      console.error(`Asking for ${options.minutes} minutes`);
      const memory = await memoryUnderLoad(
        server,
        await mixed({ ...stand, servers: [server] }, options),
        options,
      );
      const load = { minutes: options.minutes, connections: options.connections };
      const circumstances = circumstancesOf(stand.database.version, { ...stand.shop }, load);
      return {
        report: reportOf(circumstances, memory, startsMs),
        figures: { ...circumstances, memory, startsMs },
      };
    } finally {
      await server.stop();
    }
  });
}

/** A new process over the database as it is; notes how long its first answer took from the moment it was made. */
async function started({ database, sample }: Stand, startsMs: number[]): Promise<Server> {
  const server = await launchClientele(database.url);
  const nthRequest = await point.clientele(sample, (request) => ask(server, request));
  await ask(server, nthRequest(1));
  startsMs.push(performance.now() - server.madeAt);
  return server;
}

/** All operations in turn. */
async function mixed(stand: Stand, { operations }: Options): Promise<NthRequest> {
  const requests: NthRequest[] = [];
  for (const operation of operations) {
    for (const contender of await contendersFor(operation, stand)) requests.push(contender.nth);
  }
  return (n) => nth(requests, n)(Math.floor(n / requests.length));
}

async function memoryUnderLoad(
  server: Server,
  request: NthRequest,
  { connections, minutes }: Options,
): Promise<Memory[]> {
  const seconds = minutes * 60;
  const memory: Memory[] = [{ seconds: 0, megabytes: await residentMegabytes(server.pid) }];
  const driven = drive({ server, nth: request, connections, seconds });
  for (let passed = secondsBetween; passed <= seconds; passed += secondsBetween) {
    // A fault of the load ends the run at once instead of at its end.
    await Promise.race([pause(secondsBetween * 1000), driven]);
    memory.push({ seconds: passed, megabytes: await residentMegabytes(server.pid) });
  }
  await driven;
  return memory;
}
