import { Command, InvalidArgumentError } from 'commander';
import { importEvents } from '../import/event.import.ts';
import { type ImportTarget, importFile } from '../import/file.import.ts';
import { ImportFault } from '../import/import.fault.ts';
import { type ImportProgress, importProgress } from '../import/import.progress.ts';
import { type FinishedImport, importSummary } from '../import/import.summary.ts';
import { type ImportNoun, importNouns } from '../import/mapping.schema.ts';
import { readyMappings } from '../import/ready.mappings.ts';

interface ImportOptions {
  map: string;
  rate?: Record<string, string>;
  rejects?: string;
  dryRun?: boolean;
}

/**
 * `clientele import`. Ends with 0 when the file was read to its end, 1 when it was not, 2 for a wrong
 * usage.
 */
export function importCommand(open: () => Promise<ImportTarget>): Command {
  const command = new Command('import')
    .description('Bring in the export of another system.')
    .addHelpText(
      'after',
      '\nExample:\n  clientele import purchases online_retail.csv.gz --map online-retail',
    );
  for (const noun of importNouns) addNoun(command, noun, open);
  addEvents(command, open);
  return command;
}

function addNoun(command: Command, noun: ImportNoun, open: () => Promise<ImportTarget>): void {
  const subcommand = command
    .command(noun)
    .description(`Import ${noun} from CSV, gzipped CSV, blank-separated columns or NDJSON.`)
    .argument('<file>', 'the file to read')
    .requiredOption('--map <mapping>', 'a mapping file, or the name of a ready mapping')
    .option('--rejects <file>', 'where refused rows go (default: <file>.rejects.csv in this folder)')
    .option('--dry-run', 'read and map, write nothing (but the file of --rejects, when given)')
    .addHelpText('after', helpOn(noun));
  if (noun === 'purchases') {
    subcommand.option('--rate <code=rate>', 'base currency for one of another; repeatable', withRate, {});
  }
  subcommand.action((file: string, options: ImportOptions) =>
    telling(subcommand, (progress) =>
      importFile({
        noun,
        file,
        map: options.map,
        rates: options.rate ?? {},
        rejects: options.rejects,
        isDryRun: options.dryRun ?? false,
        open,
        progress,
      }),
    ),
  );
}

function addEvents(command: Command, open: () => Promise<ImportTarget>): void {
  const subcommand = command
    .command('events')
    .description("Import visits and events from NDJSON, gzipped or not: a call of Segment's spec a line.")
    .argument('<file>', 'the file to read')
    .option('--rejects <file>', 'where refused calls go (default: <file>.rejects.csv in this folder)')
    .option('--dry-run', 'read, write nothing (but the file of --rejects, when given)')
    .addHelpText(
      'after',
      '\nExample:\n  clientele import events calls.ndjson.gz\n\nCalls with a messageId are taken once in 30 days; without one they are taken again by a second run.',
    );
  subcommand.action((file: string, options: Omit<ImportOptions, 'map' | 'rate'>) =>
    telling(subcommand, (progress) =>
      importEvents({
        file,
        rejects: options.rejects,
        isDryRun: options.dryRun ?? false,
        open,
        progress,
      }),
    ),
  );
}

/** Says what came of an import, or what kept it from its end. */
async function telling(
  subcommand: Command,
  work: (progress: ImportProgress) => Promise<FinishedImport>,
): Promise<void> {
  const { writeOut, writeErr } = subcommand.configureOutput();
  try {
    writeOut?.(importSummary(await work(importProgress(process.stderr))));
  } catch (fault) {
    if (!(fault instanceof ImportFault)) throw fault;
    writeErr?.(`${fault.message}\n`);
    process.exitCode = 1;
  }
}

function withRate(text: string, rates: Record<string, string>): Record<string, string> {
  const [, code, rate] = /^([A-Z]{3})=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (code === undefined || rate === undefined || Number(rate) === 0) {
    throw new InvalidArgumentError('A rate is a currency and a decimal above 0, such as GBP=1.17.');
  }
  return { ...rates, [code]: rate };
}

function helpOn(noun: ImportNoun): string {
  const ready = [...readyMappings].filter(([, { maps }]) => maps === noun);
  return [
    ...(ready.length > 0 ? ['', 'Ready mappings:'] : []),
    ...ready.map(([mapping, { about }]) => `  ${mapping.padEnd(20)} ${about}`),
    '',
    'Examples:',
    `  clientele import ${noun} ${examples[noun]}`,
    `  clientele import ${noun} export.csv.gz --map my-shop.json --dry-run --rejects refused.csv`,
    ...(noun === 'purchases'
      ? ['  clientele import purchases export.csv --map my-shop.json --rate GBP=1.17']
      : []),
    '',
    'Refusals do not stop an import. Running it again changes nothing and takes what was mended.',
  ].join('\n');
}

const examples: Record<ImportNoun, string> = {
  purchases: 'online_retail.csv.gz --map online-retail',
  customers: 'customers.csv --map northwind-customers',
  products: 'products.csv --map northwind-products',
  interactions: 'tickets.csv --map my-tickets.json',
  reviews: 'womens_clothing_reviews.csv.gz --map clothing-reviews',
  responses: 'sfo_survey_2017.csv --map sfo-2017',
};
