import type { FastifyInstance } from 'fastify';
import { forgetExpired } from '../api/idempotency.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { loggable } from '../http/error.log.ts';
import { foldDays } from '../interactions/service.day.service.ts';
import { sweep } from '../invitations/sweep.service.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { evaluateDue, followChanges } from '../segments/upkeep.service.ts';
import { ownSetting } from '../shop.ts';
import { forgetOldMessages } from '../visits/message.memory.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * What one process of a server does for all of them. Idempotency keys and tracked messages past their time go at start
 * and every hour, the figures of service are folded at start and every minute, and every minute surveys invite as their
 * triggers say; of several servers, whoever comes to a survey first. Segments follow what happened twice a second.
 */
export function keepHouse({ shop }: Config, app: FastifyInstance, database: Database): void {
  const { kysely } = database;
  const forget = () =>
    Promise.all([
      forgetExpired(kysely, clock.now(), shop.idempotencyDays),
      forgetOldMessages(kysely, clock.now()),
    ]);
  every(app, hour, forget)();
  every(app, minute, () => foldDays(kysely))();
  const segments = ownSetting(database, shop, 'segments');
  every(app, second / 2, (isWanted) => followChanges(segments, isWanted));
  every(app, 5 * second, (isWanted) => evaluateDue(segments, isWanted));
  every(app, minute, (isWanted) => sweep(ownSetting(database, shop, 'invite'), isWanted));
}

/** Does something now and again, never twice at once, until the server closes, which waits for it. Returns how to do it now. */
function every(
  app: FastifyInstance,
  milliseconds: number,
  work: (isWanted: () => boolean) => Promise<unknown>,
): () => void {
  let underWay: Promise<unknown> | null = null;
  let isClosing = false;
  const attempt = () => {
    underWay ??= work(() => !isClosing)
      .catch((fault: unknown) => app.log.warn({ err: loggable(fault) }, 'the house could not be kept'))
      .finally(() => {
        underWay = null;
      });
  };
  const timer = setInterval(attempt, milliseconds).unref();
  app.addHook('onClose', async () => {
    isClosing = true;
    clearInterval(timer);
    await underWay;
  });
  return attempt;
}
