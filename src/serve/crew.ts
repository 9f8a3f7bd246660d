import cluster, { type Worker } from 'node:cluster';
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

interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process that served as long as this has not failed at its start. */
const provenMilliseconds = 10_000;
const longestPauseMilliseconds = 10_000;

export function crewOf(processes: number, common: Omit<Assignment, 'isFirst'>, log: Logger): Crew {
  const running = new Map<Worker, Promise<Ending>>();
  let isClosing = false;
  cluster.setupPrimary({ exec: join(import.meta.dirname, '../worker.js'), args: [] });

  function fork(place: number): { worker: Worker; ending: Promise<Ending> } {
    const worker = cluster.fork();
    const ending = endingOf(worker);
    running.set(worker, ending);
    ending.then(() => running.delete(worker));
    // It was told something while it went, which is no news.
    worker.on('error', () => {});
    handAgain(worker);
    passFigures(worker, () => [...running.keys()]);
    tell(worker, { order: 'serve', ...common, isFirst: place === 0 });
    return { worker, ending };
  }

  /** Has a process in a place, and the next one when it ends: the sooner, the longer it served. */
  async function keepFilled(place: number, whenFilled: () => void): Promise<void> {
    let wasFilled = false;
    for (let failures = 0; !isClosing; await setTimeout(pauseAfter(failures))) {
      const began = performance.now();
      const { worker, ending } = fork(place);
      const isFilled = await Promise.race([listening(worker), ending.then(() => false)]);
      if (!isFilled && !wasFilled) throw new CannotServe();
      wasFilled = true;
      whenFilled();
      const { code, signal } = await ending;
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
      const endings = [...running.values()];
      for (const worker of running.keys()) tell(worker, { order: 'close' });
      if ((await Promise.all(endings)).some(({ code }) => code !== 0))
        throw new Error('A process did not end in time.');
    },
  };
}

function listening(worker: Worker): Promise<true> {
  return new Promise((resolve) => worker.once('listening', () => resolve(true)));
}

function endingOf({ process: child }: Worker): Promise<Ending> {
  return new Promise((resolve) => {
    // The system could not make it, and will not tell of its end.
    if (child.pid === undefined) resolve({ code: null, signal: null });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(longestPauseMilliseconds, 100 * 2 ** (failures - 1));
}
