import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { announce } from './announce.ts';
import { crewOf } from './crew.ts';
import { portFor } from './listen.ts';
import { prepare } from './prepare.ts';

/** Has several processes serve behind one port, and sees to it that they do, until a signal. */
export async function supervise(config: Config, wantsDemo: boolean): Promise<void> {
  const { database, trialKey, isLocked } = await prepare(config, wantsDemo);
  // The connections are all for those who serve.
  await database.close();
  const port = await portFor(config);
  const log = pino({ level: config.logLevel });
  const crew = crewOf(config.processes, { port, trialKey }, log);
  closeWithGrace({ delay: config.shutdownSeconds * 1_000, logger: false }, async ({ err }) => {
    if (err) log.fatal(err);
    await crew.close();
  });
  await crew.start();
  announce(config, { port, trialKey, isLocked, log });
}
