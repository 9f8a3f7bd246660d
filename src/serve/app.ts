import type { FastifyInstance } from 'fastify';
import { authenticator } from '../access/authenticate.ts';
import { lastUses } from '../access/last.use.ts';
import { forgetExpired } from '../api/idempotency.ts';
import { personalTally } from '../audit/personal.tally.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { knownDocuments } from '../documents/known.documents.ts';
import type { Peers } from '../http/peers.ts';
import { buildServer } from '../http/server.ts';
import { foldDays } from '../interactions/service.day.service.ts';
import { surveyPages } from '../invitations/page.desk.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { buildSchema, contributions, scopes } from '../schema.ts';
import { forgetOldMessages } from '../visits/message.memory.ts';
import { trackerOver } from '../visits/tracker.ts';

export interface AppOptions {
  config: Config;
  database: Database;
  trialKey: string | null;
  /** The other processes of this server; null when it is alone. */
  peers: Peers | null;
}

/** What a process answers with, not listening yet. */
export async function appOver({ config, database, trialKey, peers }: AppOptions): Promise<FastifyInstance> {
  const { kysely } = database;
  const uses = lastUses(kysely);
  const reads = personalTally(kysely, config.shop.timeZone);
  const app = await buildServer({
    schema: buildSchema(),
    config,
    trialKey,
    peers,
    database,
    shop: config.shop,
    contributions,
    surveyPages: surveyPages({ database, clock, shop: config.shop, contributions }),
    tracker: trackerOver({ database, clock, shop: config.shop, contributions }),
    clock,
    authenticate: authenticator({ kysely }, clock, {
      tokens: await tokensFor(config),
      used: uses.note,
    }),
    onPersonalRead: reads.add,
    findDocument: knownDocuments({ kysely }, clock),
  });
  writeNowAndThen(app, (isEnd) => Promise.all([uses.write(clock.now(), isEnd), reads.write()]));
  return app;
}

/** What tokens take to load is loaded only where they are taken. */
async function tokensFor({ tokens }: Config) {
  if (tokens === null) return null;
  const { tokenReader } = await import('../access/tokens.ts');
  return tokenReader(tokens, Object.keys(scopes));
}

/** What is counted in memory is written every few seconds, and before we end. */
function writeNowAndThen(app: FastifyInstance, write: (isEnd: boolean) => Promise<unknown>): void {
  const attempt = (isEnd = false) => write(isEnd).catch((fault: unknown) => app.log.warn(fault));
  const timer = setInterval(attempt, 5_000).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await attempt(true);
  });
}

/**
 * What one process of a server does for all of them: idempotency keys and tracked messages past their time go at start
 * and every hour, and the figures of service are folded every minute.
 */
export function keepHouse({ shop }: Config, app: FastifyInstance, { kysely }: Database): void {
  const forget = () =>
    Promise.all([
      forgetExpired(kysely, clock.now(), shop.idempotencyDays),
      forgetOldMessages(kysely, clock.now()),
    ]);
  every(app, 3_600_000, forget);
  every(app, 60_000, () => foldDays(kysely));
}

/** Does something now and again, until the server closes. */
function every(app: FastifyInstance, milliseconds: number, work: () => Promise<unknown>): void {
  const attempt = () => work().catch((fault: unknown) => app.log.warn(fault));
  const timer = setInterval(attempt, milliseconds).unref();
  app.addHook('onClose', () => clearInterval(timer));
  void attempt();
}
