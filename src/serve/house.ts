import type { FastifyInstance } from 'fastify';
import type { Chore } from '../api/chore.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { loggable } from '../http/error.log.ts';
import { chores } from '../schema.ts';
import { ownSetting } from '../shop.ts';

/** Does the chores of all slices, until the server closes: what one process of a server does for all of them. */
export function keepHouse({ shop }: Config, app: FastifyInstance, database: Database): void {
  for (const chore of chores) {
    const setting = ownSetting(database, shop, chore.name);
    keep(app, chore, (isWanted) => chore.run(setting, isWanted));
  }
}

/** Never twice at once. Closing waits for what is under way. */
function keep(
  app: FastifyInstance,
  { name, everySeconds, isAtStart }: Chore,
  work: (isWanted: () => boolean) => Promise<unknown>,
): void {
  let underWay: Promise<unknown> | null = null;
  let isClosing = false;
  const attempt = () => {
    underWay ??= work(() => !isClosing)
      .catch((fault: unknown) => app.log.warn({ err: loggable(fault), chore: name }, 'a chore was not done'))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(attempt, everySeconds * 1_000).unref();
  app.addHook('onClose', async () => {
    isClosing = true;
    clearInterval(timer);
    await underWay;
  });
  if (isAtStart) attempt();
}
