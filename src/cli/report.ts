import { Command, InvalidArgumentError, Option } from 'commander';
import { granularities } from '../api/granularity.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { systemClock } from '../kernel/clock.ts';
import { offsetOfWallClock } from '../kernel/zone.offset.ts';
import { type Api, answerOf, ReportFault } from '../report/asking.ts';
import { specOf } from '../report/chart.ts';
import { csvOf } from '../report/csv.ts';
import { figuresIn, type Row } from '../report/figures.ts';
import { periodOf } from '../report/period.ts';
import type { Question } from '../report/report.ts';
import { type ReportName, reports } from '../report/reports.ts';
import { svgOf } from '../report/svg.ts';
import { tableOf } from '../report/table.ts';
import { buildSchema, contributions, scopes } from '../schema.ts';
import { withShop } from '../shop.ts';

interface ReportOptions {
  period: Question['period'];
  segment?: string;
  by: string;
  format: 'table' | 'csv' | 'json' | 'svg';
}

/** `clientele report`: figures of the API for people. */
export function reportCommand(config: () => Config): Command {
  const command = new Command('report')
    .description('Tell figures of the API in a terminal, as a file of figures, or as a chart.')
    .addHelpText('after', '\nExample:\n  clientele report sales --period 2026-Q3 --format svg > sales.svg');
  for (const [name, { about }] of Object.entries(reports)) {
    command
      .command(name)
      .description(about)
      .option(
        '--period <period>',
        '2026, 2026-Q3, 2026-09, or 2026-09-01..2026-10-01 (the last day is out)',
        period,
        {
          from: null,
          to: null,
        },
      )
      .option('--segment <name>', 'of the customers of this segment alone')
      .addOption(
        new Option('--by <part>', 'how long the parts of its course are')
          .choices(granularities.map((one) => one.toLowerCase()))
          .default('month'),
      )
      .addOption(
        new Option('--format <format>', 'table for people, csv and json for programs, svg for a mail')
          .choices(['table', 'csv', 'json', 'svg'])
          .default('table'),
      )
      .addHelpText('after', `\nExample:\n  clientele report ${name} --period 2026-Q3 --format csv`)
      .action((options: ReportOptions) => report(config(), name as ReportName, options));
  }
  return command;
}

async function report(config: Config, name: ReportName, options: ReportOptions): Promise<void> {
  const answer = await withShop(config, (database) => answerTo(name, options, database, config.shop));
  process.stdout.write(await told(name, answer as Row, options));
}

async function answerTo(
  name: ReportName,
  options: ReportOptions,
  database: Database,
  shop: Config['shop'],
): Promise<unknown> {
  const api = {
    schema: buildSchema(),
    database,
    shop,
    contributions,
    clock: systemClock,
    scopes: Object.keys(scopes),
  };
  const question: Question = {
    period: options.period,
    filter: options.segment === undefined ? null : await segmentFilter(api, options.segment),
    by: options.by.toUpperCase(),
    asOf: pastMidnight(options.period.to, shop.timeZone),
  };
  return answerOf(api, reports[name].document, question);
}

async function told(name: ReportName, answer: Row, options: ReportOptions): Promise<string> {
  const subtitle = `${shownPeriod(options.period)}, ${options.segment ?? 'all customers'}`;
  switch (options.format) {
    case 'json':
      return `${JSON.stringify({ [name]: answer }, (key, value) => (key === '__typename' ? undefined : value), 2)}\n`;
    case 'csv':
      return csvOf(figuresIn(answer));
    case 'svg':
      return svgOf(specOf(reports[name].chartOf(answer), subtitle, options.by.toUpperCase()));
    case 'table':
      return tableOf(`${name}: ${subtitle}`, figuresIn(answer));
  }
}

async function segmentFilter(api: Api, name: string): Promise<object> {
  const document = 'query ($name: String!) { segment(by: { name: $name }) { id } }';
  const segment = (await answerOf(api, document, { name })) as { id: string } | null;
  if (segment) return { segment: { in: [segment.id] } };
  throw new ReportFault(
    `There is no segment called ${JSON.stringify(name)}. \`clientele segments list\` tells those there are.`,
  );
}

function period(text: string): Question['period'] {
  const read = periodOf(text);
  if ('wrong' in read) throw new InvalidArgumentError(read.wrong);
  return read.value;
}

function shownPeriod({ from, to }: Question['period']): string {
  if (from === null) return to === null ? 'all days' : `before ${to}`;
  return to === null ? `from ${from} on` : `${from} up to ${to}`;
}

/** When a day began where the shop is; null for one that has not yet. */
function pastMidnight(day: string | null, timeZone: string): string | null {
  if (day === null) return null;
  const wallClock = Date.parse(day);
  const instant = new Date(wallClock - offsetOfWallClock(wallClock, timeZone));
  return instant < systemClock.now() ? instant.toISOString() : null;
}
