import { Presets, SingleBar } from 'cli-progress';
import { sql } from 'kysely';
import type { ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import type { Database } from '../database/database.ts';
import type { Clock } from '../kernel/clock.ts';

export interface DemoStart {
  database: Database;
  shop: ShopSettings;
  contributions: Contributions;
  clock: Clock;
  say(line: string): void;
  /** A bar is drawn where this is a terminal. */
  terminal: NodeJS.WriteStream;
}

/** Loads the demo shop into an empty database; leaves any other as it is. */
export async function startDemo({
  database,
  shop,
  contributions,
  clock,
  say,
  terminal,
}: DemoStart): Promise<void> {
  if (!(await isEmpty(database))) return;
  if (shop.baseCurrency !== 'EUR') {
    say('The demo shop is in EUR, and SHOP_CURRENCY is not: it is left out.');
    return;
  }
  say('Loading the demo shop …');
  // The generator's name lists are large, and only an empty shop needs them.
  const [{ demoShop }, { loadDemo }] = await Promise.all([import('./shop.ts'), import('./demo.load.ts')]);
  const { progress, stop } = terminal.isTTY ? barOn(terminal) : { progress: () => {}, stop: () => {} };
  const setting = {
    em: database.fork(),
    clock,
    shop,
    contributions,
    actor: 'demo',
    mayNameHolders: true,
    mayNameEmailHolders: true,
  };
  try {
    await loadDemo(demoShop({ seed: 1, until: clock.now() }), setting, progress);
  } finally {
    stop();
  }
}

async function isEmpty({ kysely }: Database): Promise<boolean> {
  const { rows } = await sql`select from customer limit 1`.execute(kysely);
  return rows.length === 0;
}

function barOn(stream: NodeJS.WriteStream) {
  const bar = new SingleBar({ stream, format: '{bar} {percentage} %' }, Presets.shades_classic);
  bar.start(100, 0);
  return { progress: (share: number) => bar.update(Math.floor(share * 100)), stop: () => bar.stop() };
}
