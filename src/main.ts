#!/usr/bin/env node
import './production.ts';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { authenticator } from './access/authenticate.ts';
import { isAnyKeyActive } from './access/keys.list.ts';
import { lastUses } from './access/last.use.ts';
import { checkKeys, tokenReader } from './access/tokens.ts';
import { trialKey } from './access/trial.ts';
import { forgetExpired } from './api/idempotency.ts';
import { personalTally } from './audit/personal.tally.ts';
import { CannotListen, giveUp } from './cli/fault.ts';
import { type Config, configFrom, settingsHelp, WrongSetting } from './config.ts';
import type { Database } from './database/database.ts';
import { startDemo } from './demo/demo.start.ts';
import { knownDocuments } from './documents/known.documents.ts';
import { buildServer } from './http/server.ts';
import { systemClock as clock } from './kernel/clock.ts';
import { buildSchema, contributions, scopes } from './schema.ts';
import { openShop } from './shop.ts';
import { forgetOldMessages } from './visits/message.memory.ts';
import { trackerOver } from './visits/tracker.ts';

new Command('npm start --')
  .description('Serves the Clientele API.')
  .option('--no-demo', 'leave an empty database empty instead of loading the demo shop (trial mode)')
  .addHelpText('after', helpOnSettings())
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(({ demo }: { demo: boolean }) => serve(demo).catch(giveUp))
  .parse();

async function serve(wantsDemo: boolean): Promise<void> {
  const config = configFrom(process.env);
  await checkTokens(config);
  const database = await openShop(config, endFor);
  try {
    if (config.isTrial && wantsDemo) await addDemo(config, database);
    const key = config.isTrial ? await keyOfTrial(config, database) : null;
    const app = await appOver(config, database, key);
    forgetOldKeys(config, app, database);
    closeOnSignal(config, app, database);
    announce(config, await listening(config, app), key);
    await warnWithoutKeys(config, app, database);
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function checkTokens({ tokens }: Config): Promise<void> {
  if (!tokens) return;
  await checkKeys(tokens.jwks).catch((cause: unknown) => {
    throw new WrongSetting(
      `JWT_JWKS is ${JSON.stringify(tokens.jwks)}. It takes an http or https address, or the path of a file that is a JWKS.`,
      { cause },
    );
  });
}

/**
 * An embedded database that has panicked spins for ever at the next statement, and opening it again in here might too.
 * The process ends as on SIGTERM, with 1; what was committed is in the files, where the next start finds it.
 */
function endFor({ message }: Error): void {
  setImmediate(() => {
    throw new Error(
      `The embedded database cannot go on: ${message}. What was acknowledged is kept; start again.`,
    );
  });
}

function addDemo({ shop }: Config, database: Database): Promise<void> {
  return startDemo({ database, shop, contributions, clock, say: console.log, terminal: process.stderr });
}

function keyOfTrial({ dataDir }: Config, database: Database): Promise<string> {
  return trialKey({ database, clock, file: join(dataDir, 'trial-key'), scopes: Object.keys(scopes) });
}

async function appOver(config: Config, database: Database, key: string | null): Promise<FastifyInstance> {
  const { kysely } = database;
  const uses = lastUses(kysely);
  const reads = personalTally(kysely, config.shop.timeZone);
  const app = await buildServer({
    schema: buildSchema(),
    tracker: trackerOver({ database, clock, shop: config.shop, contributions }),
    config,
    trialKey: key,
    database,
    shop: config.shop,
    contributions,
    clock,
    authenticate: authenticator({ kysely }, clock, {
      tokens: config.tokens && tokenReader(config.tokens, Object.keys(scopes)),
      used: uses.note,
    }),
    onPersonalRead: reads.add,
    findDocument: knownDocuments({ kysely }, clock),
  });
  writeNowAndThen(app, (isEnd) => Promise.all([uses.write(clock.now(), isEnd), reads.write()]));
  return app;
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

function closeOnSignal(config: Config, app: FastifyInstance, database: Database): void {
  closeWithGrace({ delay: config.shutdownSeconds * 1_000, logger: false }, async ({ err }) => {
    if (err) app.log.fatal(err);
    await app.close();
    await database.close();
  });
}

/** Idempotency keys and tracked messages past their time go at start and every hour. */
function forgetOldKeys({ shop }: Config, app: FastifyInstance, { kysely }: Database): void {
  const forget = () =>
    Promise.all([
      forgetExpired(kysely, clock.now(), shop.idempotencyDays),
      forgetOldMessages(kysely, clock.now()),
    ]).catch((fault: unknown) => app.log.warn(fault));
  const timer = setInterval(forget, 3_600_000).unref();
  app.addHook('onClose', () => clearInterval(timer));
  void forget();
}

/** Answers the port, which the system chose when the setting is 0. */
async function listening({ port, host }: Config, app: FastifyInstance): Promise<number> {
  try {
    await app.listen({ port, host });
  } catch (cause) {
    const reason = reasons.get(cause instanceof Error && 'code' in cause ? cause.code : '') ?? String(cause);
    throw new CannotListen(`Cannot listen at ${host}, port ${port}: ${reason}`, { cause });
  }
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}

const reasons = new Map<unknown, string>([
  ['EADDRINUSE', 'another program does. PORT takes another port; 0 takes a free one.'],
  ['EACCES', 'that is not allowed. PORT takes one from 1024 up.'],
  ['EADDRNOTAVAIL', 'that is no address of this machine. HOST takes one that is.'],
  ['ENOTFOUND', 'nothing has that name. HOST takes an address of this machine.'],
]);

function announce({ isTrial, explorer }: Config, port: number, key: string | null): void {
  const home = `http://localhost:${port}`;
  console.log(`Clientele answers at ${home}/graphql${explorer ? `, with the explorer at ${home}/` : ''}`);
  if (!isTrial) return;
  console.log(`Trial key: ${key}`);
  console.log(
    `Try: curl -s ${home}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer ${key}' -d '{"query":"{ customers(first: 3) { totalCount nodes { name } } }"}'`,
  );
}

/** Where no key is made by itself, somebody has to know that one is needed. */
async function warnWithoutKeys(
  { isTrial, tokens }: Config,
  app: FastifyInstance,
  { kysely }: Database,
): Promise<void> {
  if (isTrial || tokens || (await isAnyKeyActive({ kysely }, clock.now()))) return;
  app.log.warn(
    'No key is known, so nothing can be read. This makes one: clientele keys create --name "Web shop" --scopes customers:read',
  );
}

function helpOnSettings(): string {
  const rows = settingsHelp().map(({ name, byDefault, sentence }) => {
    return `  ${name.padEnd(18)} ${sentence}${byDefault ? ` Default: ${byDefault}.` : ''}`;
  });
  return `\nSettings, from the environment:\n${rows.join('\n')}\n\nExamples:\n  npm start\n  PORT=8080 npm start -- --no-demo\n  DATABASE_URL=postgres://me:secret@localhost/shop npm start\n`;
}
