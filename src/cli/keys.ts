import { Command } from 'commander';
import { createKey } from '../access/keys.ts';
import { unknownScopes } from '../access/scopes.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { listed } from '../kernel/text.ts';
import { scopes as known } from '../schema.ts';
import { openShop } from '../shop.ts';

/** `clientele keys`: who may call the API. */
export function keysCommand(config: () => Config): Command {
  const command = new Command('keys')
    .description('Who may call the API.')
    .addHelpText('after', '\nExample:\n  clientele keys create --name "Web shop" --scopes customers:read');
  command
    .command('create')
    .description('Make a key. It is shown once.')
    .requiredOption('--name <name>', 'whose it is')
    .requiredOption('--scopes <scopes>', `what it may do, by commas: ${Object.keys(known).join(', ')}`)
    .addHelpText(
      'after',
      '\nExample:\n  clientele keys create --name "Web shop" --scopes customers:read,purchases:write',
    )
    .action(async ({ name, scopes }: { name: string; scopes: string }, self: Command) => {
      const wanted = scopes.split(',').map((scope) => scope.trim());
      const unknown = unknownScopes(wanted, Object.keys(known));
      if (unknown.length > 0)
        self.error(`There is no scope ${listed(unknown)}. There are ${listed(Object.keys(known))}.`);
      const database = await openShop(config());
      const em = database.fork();
      const { key } = createKey(em, { name, scopes: wanted, now: systemClock.now() });
      await em.flush();
      await database.close();
      console.log(key);
    });
  return command;
}
