import type { FastifyInstance } from 'fastify';
import { authenticator } from '../access/authenticate.ts';
import { lastUses } from '../access/last.use.ts';
import { personalTally } from '../audit/personal.tally.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { knownDocuments } from '../documents/known.documents.ts';
import type { Peers } from '../http/peers.ts';
import { buildServer } from '../http/server.ts';
import { surveyPages } from '../invitations/page.desk.ts';
import { systemClock as clock } from '../kernel/clock.ts';
import { buildSchema, contributions, scopes } from '../schema.ts';
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
