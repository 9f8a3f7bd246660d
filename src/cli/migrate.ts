import { Command } from 'commander';
import type { Config } from '../config.ts';
import { openShop } from '../shop.ts';

/** `clientele migrate`: brings the tables up to date, as every start does too. */
export function migrateCommand(config: () => Config): Command {
  return new Command('migrate')
    .description('Bring the tables of the database up to date.')
    .option('--down', 'take the newest migration back instead')
    .addHelpText(
      'after',
      '\nExamples:\n  clientele migrate\n  DATABASE_URL=postgres://… clientele migrate --down',
    )
    .action(async ({ down }: { down?: boolean }) => {
      const database = await openShop(config());
      const reverted = down ? await database.orm.migrator.down() : [];
      await database.close();
      console.log(
        down ? `${reverted.map(({ name }) => name).join(', ')} is taken back.` : 'The tables are up to date.',
      );
    });
}
