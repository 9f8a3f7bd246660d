import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { announce } from './announce.ts';
import { appOver } from './app.ts';
import { keepHouse } from './house.ts';
import { listen } from './listen.ts';
import { prepare } from './prepare.ts';

/** Serves in this process alone, until a signal. */
export async function serveAlone(config: Config, wantsDemo: boolean): Promise<void> {
  const { database, trialKey, isLocked } = await prepare(config, wantsDemo);
  try {
    const app = await appOver({ config, database, trialKey, peers: null });
    keepHouse(config, app, database);
    closeOnSignal(config, app, database);
    announce(config, { port: await listen(app, config), trialKey, isLocked, log: app.log });
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

function closeOnSignal(config: Config, app: FastifyInstance, database: Database): void {
  closeWithGrace({ delay: config.shutdownSeconds * 1_000, logger: false }, async ({ err }) => {
    if (err) app.log.fatal(err);
    await app.close();
    await database.close();
  });
}
