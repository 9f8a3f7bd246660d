import type { Figures, Peers } from '../http/peers.ts';
import type { Assignment, Order, Report } from './words.ts';

/** What the supervisor wants of this process, and does for it. */
export interface Orders {
  assignment: Promise<Assignment>;
  /** Until somebody wants to close in another way, the process just ends. */
  whenToClose(close: () => void): void;
  peers: Peers;
}

export function ordersOfSupervisor(): Orders {
  const assigned = Promise.withResolvers<Assignment>();
  const wanted = new Map<number, (figures: Figures[]) => void>();
  let asking = 0;
  let close: () => void = () => process.exit(0);
  let own: () => Promise<Figures> = async () => [];

  process.on('message', async (told: Order) => {
    switch (told.order) {
      case 'serve':
        return assigned.resolve(told);
      case 'close':
        return close();
      case 'report':
        return say({ report: 'figures', round: told.round, figures: await own() });
      case 'figures':
        wanted.get(told.asking)?.(told.figures);
        wanted.delete(told.asking);
    }
  });

  return {
    assignment: assigned.promise,
    whenToClose(how) {
      close = how;
    },
    peers: {
      answerWith(tellOwn) {
        own = tellOwn;
      },
      figures: () =>
        new Promise((resolve) => {
          wanted.set(asking, resolve);
          say({ report: 'wanted', asking: asking++ });
        }),
    },
  };
}

function say(report: Report): void {
  process.send?.(report);
}
