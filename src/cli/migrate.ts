import { Command } from 'commander';
import type { Config } from '../config.ts';
import { migrate } from '../database/database.ts';
import { listed } from '../kernel/text.ts';
import { openAsItIs } from '../shop.ts';

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
      const database = await openAsItIs(config());
      const names = down
        ? (await database.orm.migrator.down()).map(({ name }) => name)
        : await migrate(database);
      await database.close();
      console.log(told(names, down ? 'taken back' : 'applied'));
    });
}

function told(names: readonly string[], deed: string): string {
  if (names.length === 0) return `There was nothing to be ${deed}: the tables are as they were.`;
  return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} ${deed}.`;
}
