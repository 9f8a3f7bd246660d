import type { Worker } from 'node:cluster';
import type { Figures } from '../http/peers.ts';
import type { Order, Report } from './words.ts';

/** How long a process may take to tell its figures; one that stands still is left out. */
const patienceMilliseconds = 2_000;

let rounds = 0;

/** Whenever a process wants the figures of all, asks those that run. */
export function passFigures(asker: Worker, running: () => readonly Worker[]): void {
  asker.on('message', async (told: Report) => {
    if (told.report !== 'wanted') return;
    const all = await Promise.all(running().map(figuresOf));
    const figures = all.filter((each) => each !== null);
    tell(asker, { order: 'figures', asking: told.asking, figures });
  });
}

/** Whoever has gone need not be told: its end is heard of. */
export function tell(worker: Worker, order: Order): void {
  worker.send(order, () => {});
}

/** null from one that ends, stands still, or is only about to listen. */
function figuresOf(worker: Worker): Promise<Figures | null> {
  const round = rounds++;
  return new Promise((resolve) => {
    const end = (figures: Figures | null) => {
      clearTimeout(timer);
      worker.off('message', hear).off('exit', gone);
      resolve(figures);
    };
    const hear = (told: Report) => {
      if (told.report === 'figures' && told.round === round) end(told.figures);
    };
    const gone = () => end(null);
    const timer = setTimeout(gone, patienceMilliseconds);
    worker.on('message', hear).once('exit', gone);
    tell(worker, { order: 'report', round });
  });
}
