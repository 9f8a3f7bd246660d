import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { nextRequest, send } from './drive.ts';
import type { Contender } from './measure.ts';

export interface OpenDrive extends Contender {
  /** Requests a second, whatever becomes of those before. */
  rate: number;
  seconds: number;
}

/** Many more than are under way at once: what waits shall wait in the server. */
const connections = 64;

/**
 * Sends at a steady rate and gives the latencies in milliseconds, each from the moment at which its request was due: a
 * server that stands still is told every request that should have come meanwhile, instead of one for each connection.
 */
export async function driveOpen({ server, nth, rate, seconds }: OpenDrive): Promise<number[]> {
  const pool = new Pool(server.url, { connections, pipelining: 1 });
  const started = performance.now();
  const answers: Promise<number>[] = [];
  for (let number = 0; number < rate * seconds; number += 1) {
    const due = started + (number * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    answers.push(send(pool, server, nextRequest(nth)).then(() => performance.now() - due));
  }
  const latencies = await Promise.all(answers);
  await pool.close();
  return latencies;
}
