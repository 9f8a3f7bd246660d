import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { loggable } from '../http/error.log.ts';
import { sweep } from '../invitations/sweep.service.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { contributions } from '../schema.ts';

const everyMilliseconds = 60_000;

/**
 * Invites to surveys as their triggers say, every minute. In one process of a server; of several servers, whoever comes
 * to a survey first.
 */
export function inviteNowAndThen({ shop }: Config, app: FastifyInstance, database: Database): void {
  let sweeping: Promise<unknown> = Promise.resolve();
  let isSweeping = false;
  let isClosing = false;
  const start = () => {
    if (isSweeping) return;
    isSweeping = true;
    const setting = {
      em: database.fork(),
      clock,
      shop,
      contributions,
      actor: 'invite',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };
    sweeping = sweep(setting, () => !isClosing)
      .catch((fault: unknown) => app.log.warn({ err: loggable(fault) }, 'nobody could be invited'))
      .finally(() => {
        isSweeping = false;
      });
  };
  const timer = setInterval(start, everyMilliseconds).unref();
  app.addHook('onClose', async () => {
    isClosing = true;
    clearInterval(timer);
    await sweeping;
  });
}
