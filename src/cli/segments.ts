import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { inUnit } from '../api/unit.ts';
import type { Config } from '../config.ts';
import { inColumns, minuteOf } from '../kernel/columns.ts';
import { counted } from '../kernel/text.ts';
import { filedSegments, importSegments } from '../segments/file.service.ts';
import { segmentsIn, textOf } from '../segments/segment.file.ts';
import { allSegments, type SegmentRow } from '../segments/segment.queries.ts';
import { evaluateAll } from '../segments/upkeep.service.ts';
import { ownSetting, withShop } from '../shop.ts';

/** `clientele segments`: saved questions about customers. */
export function segmentsCommand(config: () => Config): Command {
  const command = new Command('segments')
    .description('Saved questions about customers, and lists of them.')
    .addHelpText('after', '\nExample:\n  clientele segments export segments.json');
  command
    .command('list')
    .description('Tell every segment: name, kind, size, as of when, and why it could not be evaluated.')
    .addHelpText('after', '\nExample:\n  clientele segments list')
    .action(() => list(config()));
  command
    .command('refresh')
    .description('Find out anew who is in every segment with a rule.')
    .addHelpText('after', '\nExample:\n  clientele segments refresh')
    .action(() => refresh(config()));
  command
    .command('export')
    .description('Write names, descriptions and rules as JSON, by name; who is on a list is not told.')
    .argument('[file]', 'where to; standard output without one')
    .addHelpText('after', '\nExample:\n  clientele segments export segments.json')
    .action((file?: string) => exportTo(config(), file));
  command
    .command('import')
    .description('Make the segments of a file, and change those that are called the same: all or none.')
    .argument('<file>', 'what export wrote')
    .addHelpText('after', '\nExample:\n  clientele segments import segments.json')
    .action((file: string) => importFrom(config(), file));
  return command;
}

async function list(config: Config): Promise<void> {
  const segments = await withShop(config, allSegments);
  console.log(inColumns([['name', 'kind', 'size', 'as of', 'failed'], ...segments.map(cellsOf)]));
}

function cellsOf({ name, kind, size, computedAt, failedAt, failure }: SegmentRow): string[] {
  const failed = failedAt === null ? '' : `${minuteOf(failedAt)} ${failure}`;
  return [
    name,
    kind,
    size.toLocaleString('en'),
    computedAt === null ? 'never' : minuteOf(computedAt),
    failed,
  ];
}

async function refresh(config: Config): Promise<void> {
  const segments = await withShop(config, async (database) => {
    await evaluateAll(ownSetting(database, config.shop, 'segments'));
    return allSegments(database);
  });
  const rules = segments.filter(({ kind }) => kind === 'RULE');
  const failed = rules.filter(({ failedAt }) => failedAt !== null);
  for (const { name, failure } of failed) console.error(`${name}: ${failure}`);
  console.log(`${counted(rules.length - failed.length, 'segment')} evaluated, ${failed.length} failed.`);
  if (failed.length > 0) process.exitCode = 1;
}

async function exportTo(config: Config, file: string | undefined): Promise<void> {
  const segments = await withShop(config, filedSegments);
  if (file === undefined) return void process.stdout.write(textOf(segments));
  await writeFile(file, textOf(segments));
  console.log(`${counted(segments.length, 'segment')} written to ${file}.`);
}

async function importFrom(config: Config, file: string): Promise<void> {
  // Before the database is opened, which takes longer.
  const segments = await segmentsIn(file);
  const { created, updated, unchanged } = await withShop(config, (database) =>
    inUnit(ownSetting(database, config.shop, 'segments'), (unit) => importSegments(unit, segments)),
  );
  console.log(`${counted(created, 'segment')} created, ${updated} updated, ${unchanged} unchanged.`);
}
