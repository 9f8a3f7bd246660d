import { Command } from 'commander';
import type { SummaryDifference } from '../api/contributions.ts';
import type { Config } from '../config.ts';
import { rowsOf } from '../database/read.ts';
import { globalId } from '../kernel/ids.ts';
import { counted } from '../kernel/text.ts';
import { contributions } from '../schema.ts';
import { openShop } from '../shop.ts';

/** `clientele check`: recomputes every kept figure from the facts and prints each difference. */
export function checkCommand(config: () => Config): Command {
  return new Command('check')
    .description('Compare every customer summary with the facts it sums up.')
    .addHelpText('after', '\nExample:\n  clientele check')
    .action(async () => {
      const database = await openShop(config());
      const differences: SummaryDifference[] = [];
      for (const check of contributions.checks) differences.push(...(await rowsOf(database, check())));
      await database.close();
      for (const { customerId, kept, figured } of differences) {
        console.log(
          `${globalId('customer', customerId)}: kept ${JSON.stringify(kept)}, facts say ${JSON.stringify(figured)}`,
        );
      }
      console.log(`${counted(differences.length, 'difference')} between the summaries and the facts.`);
      if (differences.length > 0) process.exitCode = 1;
    });
}
