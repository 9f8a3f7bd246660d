// Serving: what happens from the start of a server to its end, in one process or in several. What is answered is http's.

import { giveUp } from '../cli/fault.ts';
import { configFrom } from '../config.ts';
import { serveAlone } from './alone.ts';
import { supervise } from './supervisor.ts';

/** Serves as the environment says. Ends the program when that cannot be done. */
export async function start(
  environment: Record<string, string | undefined>,
  wantsDemo: boolean,
): Promise<void> {
  try {
    const config = configFrom(environment);
    await (config.processes === 1 ? serveAlone : supervise)(config, wantsDemo);
  } catch (fault) {
    giveUp(fault);
  }
}
