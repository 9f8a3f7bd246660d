import { Command, InvalidArgumentError } from 'commander';
import { allKeys, keysBy, revokeKey } from '../access/keys.list.ts';
import { createKey } from '../access/keys.ts';
import { unknownScopes } from '../access/scopes.ts';
import { inUnit, type Unit } from '../api/unit.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { differenceOf } from '../kernel/difference.ts';
import { listed } from '../kernel/text.ts';
import { scopes as known } from '../schema.ts';
import { ownSetting, withShop } from '../shop.ts';
import { keyTable, oneOf } from './keys.table.ts';

/** `clientele keys`: who may call the API. */
export function keysCommand(config: () => Config): Command {
  const command = new Command('keys')
    .description('Who may call the API.')
    .addHelpText('after', '\nExample:\n  clientele keys create --name "Web shop" --scopes customers:read');
  addCreate(command, config);
  addList(command, config);
  addRevoke(command, config);
  return command;
}

interface CreateOptions {
  name: string;
  scopes: string;
  /** In milliseconds. */
  expires?: number;
}

function addCreate(command: Command, config: () => Config): void {
  command
    .command('create')
    .description('Make a key. It is shown once.')
    .requiredOption('--name <name>', 'whose it is')
    .requiredOption('--scopes <scopes>', `what it may do, by commas: ${Object.keys(known).join(', ')}`)
    .option('--expires <time>', 'how long it is good for, such as 12h, 90d or 4w; for ever without', lifetime)
    .addHelpText(
      'after',
      '\nExamples:\n  clientele keys create --name "Web shop" --scopes customers:read,purchases:write' +
        '\n  clientele keys create --name Auditor --scopes admin --expires 90d',
    )
    .action(async ({ name, scopes: given, expires }: CreateOptions, self: Command) => {
      const scopes = given.split(',').map((scope) => scope.trim());
      const unknown = unknownScopes(scopes, Object.keys(known));
      if (unknown.length > 0)
        self.error(`There is no scope ${listed(unknown)}. There are ${listed(Object.keys(known))}.`);
      const key = await changing(config(), ({ em, now, note }) => {
        const expiresAt = expires === undefined ? null : new Date(now.getTime() + expires);
        const { id, key } = createKey(em, { name, scopes, now, expiresAt });
        const difference = differenceOf(null, { name, scopes, expiresAt });
        note({ action: 'key.created', subjectId: id, difference });
        return key;
      });
      console.log(key);
    });
}

function addList(command: Command, config: () => Config): void {
  command
    .command('list')
    .description('Tell every key: prefix, name, scopes, when it was made, last used and ends, and its state.')
    .addHelpText('after', '\nExample:\n  clientele keys list')
    .action(async () => {
      const keys = await withShop(config(), allKeys);
      console.log(keyTable(keys, systemClock.now()));
    });
}

function addRevoke(command: Command, config: () => Config): void {
  command
    .command('revoke')
    .description('End a key, within a second on every server.')
    .argument('<prefix-or-name>', 'the prefix as keys list tells it, or the name where only one key has it')
    .addHelpText(
      'after',
      '\nExamples:\n  clientele keys revoke ck_4f9a0b1c2d3e\n  clientele keys revoke "Web shop"',
    )
    .action(async (prefixOrName: string) => {
      const told = await changing(config(), async ({ em, now, note }) => {
        const found = oneOf(await keysBy({ kysely: em.getKysely() }, prefixOrName), prefixOrName);
        if ('wrong' in found) return found;
        const { id, prefix, name, revokedAt } = found.value;
        if (revokedAt !== null) return { value: `The key ${prefix} (${name}) was revoked already.` };
        await revokeKey(em, id, now);
        const difference = differenceOf({ revokedAt: null }, { revokedAt: now });
        note({ action: 'key.revoked', subjectId: id, difference });
        return { value: `The key ${prefix} (${name}) is revoked.` };
      });
      if ('value' in told) console.log(told.value);
      else console.error(told.wrong);
      if ('wrong' in told) process.exitCode = 1;
    });
}

/** What a command does to the keys goes on the change log like anything else. */
function changing<Result>(config: Config, work: (unit: Unit) => Result | Promise<Result>): Promise<Result> {
  return withShop(config, (database) =>
    inUnit(ownSetting(database, config.shop, 'keys'), async (unit) => work(unit)),
  );
}

const hour = 3_600_000;
const unitMilliseconds: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, w: 7 * 24 * hour };

function lifetime(text: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,3})([hdw])$/.exec(text) ?? [];
  const milliseconds = Number(count) * (unitMilliseconds[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new InvalidArgumentError('A time is 1 to 9999 hours, days or weeks, such as 12h, 90d or 4w.');
}
