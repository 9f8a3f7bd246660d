#!/usr/bin/env node
import './production.ts';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import { sql } from 'kysely';
import { authenticator } from './access/authenticate.ts';
import { trialKey } from './access/trial.ts';
import { configFrom, settingsHelp, WrongSetting } from './config.ts';
import type { Database } from './database/database.ts';
import { FolderInUse } from './database/lock.ts';
import { buildServer } from './http/server.ts';
import { systemClock } from './kernel/clock.ts';
import { buildSchema, scopes } from './schema.ts';
import { openShop } from './shop.ts';

type Config = ReturnType<typeof configFrom>;

new Command('npm start --')
  .description('Serves the Clientele API.')
  .option('--no-demo', 'leave an empty database empty instead of loading the demo shop (trial mode)')
  .addHelpText('after', helpOnSettings())
  .action(({ demo }: { demo: boolean }) => serve(demo).catch(giveUp))
  .parse();

async function serve(wantsDemo: boolean): Promise<void> {
  const config = configFrom(process.env);
  const database = await openShop(config);
  if (config.isTrial && wantsDemo && (await isEmpty(database))) await addDemo(config, database);
  const clock = systemClock;
  const key = config.isTrial
    ? await trialKey({
        database,
        clock,
        file: join(config.dataDir, 'trial-key'),
        scopes: Object.keys(scopes),
      })
    : null;
  const app = await buildServer({
    schema: buildSchema(),
    config,
    trialKey: key,
    database,
    shop: config.shop,
    clock,
    authenticate: authenticator({ kysely: database.kysely }, clock),
  });
  closeWithGrace({ delay: config.shutdownSeconds * 1_000, logger: false }, async ({ err }) => {
    if (err) app.log.fatal(err);
    await app.close();
    await database.close();
  });
  await app.listen({ port: config.port, host: config.host });
  const address = app.server.address();
  announce(config, typeof address === 'object' && address ? address.port : config.port, key);
}

function announce({ isTrial, explorer }: Config, port: number, key: string | null): void {
  const home = `http://localhost:${port}`;
  console.log(`Clientele answers at ${home}/graphql${explorer ? `, with the explorer at ${home}/` : ''}`);
  if (!isTrial) return;
  console.log(`Trial key: ${key}`);
  console.log(
    `Try: curl -s ${home}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer ${key}' -d '{"query":"{ customers(first: 3) { totalCount nodes { name } } }"}'`,
  );
}

async function isEmpty({ kysely }: Database): Promise<boolean> {
  const { rows } = await sql`select from customer limit 1`.execute(kysely);
  return rows.length === 0;
}

async function addDemo({ shop }: Config, database: Database): Promise<void> {
  // The generator's name lists are large, and only an empty shop needs them.
  const [{ demoShop }, { loadDemo }] = await Promise.all([
    import('./demo/shop.ts'),
    import('./demo/demo.load.ts'),
  ]);
  const clock = systemClock;
  console.log('Loading the demo shop …');
  if (shop.baseCurrency !== 'EUR') {
    console.log('The demo shop is in EUR, and SHOP_CURRENCY is not: it is left out.');
    return;
  }
  await loadDemo(demoShop({ seed: 1, until: clock.now() }), {
    em: database.fork(),
    clock,
    shop,
    actor: 'demo',
    mayNameHolders: true,
  });
}

function helpOnSettings(): string {
  const rows = settingsHelp().map(({ name, byDefault, sentence }) => {
    return `  ${name.padEnd(18)} ${sentence}${byDefault ? ` Default: ${byDefault}.` : ''}`;
  });
  return `\nSettings, from the environment:\n${rows.join('\n')}\n\nExamples:\n  npm start\n  PORT=8080 npm start -- --no-demo\n  DATABASE_URL=postgres://me:secret@localhost/shop npm start\n`;
}

function giveUp(fault: unknown): void {
  if (!(fault instanceof WrongSetting || fault instanceof FolderInUse)) throw fault;
  console.error(fault.message);
  process.exit(2);
}
