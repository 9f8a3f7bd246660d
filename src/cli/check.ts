import { Command } from 'commander';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { rowsOf } from '../database/read.ts';
import { systemClock } from '../kernel/clock.ts';
import { globalId } from '../kernel/ids.ts';
import { counted } from '../kernel/text.ts';
import { contributions } from '../schema.ts';
import { withShop } from '../shop.ts';

/** `clientele check`: recomputes every kept figure from the facts and prints each difference. */
export function checkCommand(config: () => Config): Command {
  return new Command('check')
    .description('Compare every kept figure with the facts it is made of.')
    .addHelpText('after', '\nExample:\n  clientele check')
    .action(async () => {
      const settings = config();
      const count = await withShop(settings, (database) => tellDifferences(database, settings.shop));
      console.log(`${counted(count, 'difference')} between the kept figures and the facts.`);
      if (count > 0) process.exitCode = 1;
    });
}

async function tellDifferences(database: Database, shop: Config['shop']): Promise<number> {
  const checking = { reader: database, now: systemClock.now(), shop, contributions };
  let count = 0;
  for (const { prefix, differences } of contributions.checks) {
    const differing = await rowsOf(database, await differences(checking));
    count += differing.length;
    for (const { id, kept, figured } of differing) {
      console.log(
        `${prefix === null ? id : globalId(prefix, id)}: kept ${JSON.stringify(kept)}, facts say ${JSON.stringify(figured)}`,
      );
    }
  }
  return count;
}
