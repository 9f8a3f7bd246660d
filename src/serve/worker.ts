import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import { giveUp } from '../cli/fault.ts';
import { type Config, configFrom } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openAsItIs } from '../shop.ts';
import { appOver } from './app.ts';
import { keepHouse } from './house.ts';
import { listen } from './listen.ts';
import { type Orders, ordersOfSupervisor } from './orders.ts';

/** Serves as one of several processes, until the supervisor or a signal ends it. */
export async function serveAsWorker(environment: Record<string, string | undefined>): Promise<void> {
  try {
    const orders = ordersOfSupervisor();
    const { port, trialKey, isFirst } = await orders.assignment;
    const config = configFrom(environment);
    const database = await openAsItIs(config);
    const app = await appOver({ config, database, trialKey, peers: orders.peers });
    if (isFirst) keepHouse(config, app, database);
    closeInGrace(config, orders, { app, database });
    await listen(app, { ...config, port });
  } catch (fault) {
    giveUp(fault);
  }
}

interface Open {
  app: FastifyInstance;
  database: Database;
}

function closeInGrace({ shutdownSeconds }: Config, orders: Orders, { app, database }: Open): void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let closing: Promise<void> | undefined;
  const grace = closeWithGrace(
    { delay: shutdownSeconds * 1_000, logger: false, skip: [...signals] },
    ({ err }) => {
      if (err) app.log.fatal(err);
      closing ??= app.close().then(() => database.close());
      return closing;
    },
  );
  // Ctrl-C and some managers of services send the signal to us as well as to the supervisor, who then gives the order:
  // to close-with-grace that would be a second signal, upon which it stops at once.
  for (const signal of signals) process.on(signal, () => grace.close());
  orders.whenToClose(() => grace.close());
}
