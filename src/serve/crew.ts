import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CannotServe } from '../cli/fault.ts';
import { passFigures, tell } from './figures.ts';
import { handAgain } from './handed.ts';
import type { Assignment } from './words.ts';

/** The processes that serve behind one port. */
export interface Crew {
  /** Waits until all of them listen. Throws `CannotServe`. */
  start(): Promise<void>;
  /** Ends when all of them have; throws when one of them could not finish what it had begun. */
  close(): Promise<void>;
}

/** A process that served as long as this has not failed at its start. */
const provenMilliseconds = 10_000;
const longestPauseMilliseconds = 10_000;

export function crewOf(processes: number, common: Omit<Assignment, 'isFirst'>, log: Logger): Crew {
  const running = new Set<Worker>();
  let isClosing = false;
  cluster.setupPrimary({ exec: join(import.meta.dirname, '../worker.js'), args: [] });

  function fork(place: number): Worker {
    const worker = cluster.fork();
    running.add(worker);
    worker.once('exit', () => running.delete(worker));
    handAgain(worker);
    passFigures(worker, running);
    tell(worker, { order: 'serve', ...common, isFirst: place === 0 });
    return worker;
  }

  /** Has a process in a place, and the next one when it ends: the sooner, the longer it served. */
  async function keepFilled(place: number, whenFilled: () => void): Promise<void> {
    let wasFilled = false;
    for (let failures = 0; !isClosing; await setTimeout(pauseAfter(failures))) {
      const began = performance.now();
      const worker = fork(place);
      const ended = once(worker, 'exit');
      const isFilled = await Promise.race([isListening(worker), ended.then(() => false)]);
      if (!isFilled && !wasFilled) throw new CannotServe();
      wasFilled = true;
      whenFilled();
      const [code, signal] = await ended;
      if (isClosing) return;
      failures = performance.now() - began >= provenMilliseconds ? 0 : failures + 1;
      log.error(
        { worker: worker.process.pid, code, signal },
        'a process has ended, and another takes its place',
      );
    }
  }

  return {
    async start() {
      const places = Array.from({ length: processes }, (_, place) => place);
      await Promise.all(
        places.map((place) => new Promise<void>((filled, fail) => keepFilled(place, filled).catch(fail))),
      );
    },
    async close() {
      isClosing = true;
      const endings = [...running].map((worker) => {
        tell(worker, { order: 'close' });
        return once(worker, 'exit');
      });
      const codes = (await Promise.all(endings)).map(([code]) => code);
      if (codes.some((code) => code !== 0)) throw new Error('A process did not end in time.');
    },
  };
}

async function isListening(worker: Worker): Promise<true> {
  await once(worker, 'listening');
  return true;
}

function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(longestPauseMilliseconds, 100 * 2 ** (failures - 1));
}
