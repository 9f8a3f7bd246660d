#!/usr/bin/env node
import './production.ts';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { checkCommand } from './cli/check.ts';
import { documentsCommand } from './cli/documents.ts';
import { giveUp } from './cli/fault.ts';
import { fitModelsCommand } from './cli/fit.models.ts';
import { importCommand } from './cli/import.ts';
import { inviteCommand } from './cli/invite.ts';
import { keysCommand } from './cli/keys.ts';
import { migrateCommand } from './cli/migrate.ts';
import { reportCommand } from './cli/report.ts';
import { schemaCommand } from './cli/schema.ts';
import { segmentsCommand } from './cli/segments.ts';
import { verifyModelsCommand } from './cli/verify.models.ts';
import { type Config, configFrom } from './config.ts';
import type { ImportTarget } from './import/file.import.ts';
import { shopSink } from './import/shop.sink.ts';
import { foldSales } from './sales/sales.day.service.ts';
import { openShop, ownSetting } from './shop.ts';

const config = () => configFrom(process.env);

const program = new Command('clientele')
  .description('Commands for a Clientele shop. The server is started with npm start.')
  .addHelpText('after', '\nExample:\n  clientele import purchases export.csv --map online-retail')
  .addCommand(importCommand(() => openImport(config())))
  .addCommand(reportCommand(config))
  .addCommand(checkCommand(config))
  .addCommand(inviteCommand(config))
  .addCommand(segmentsCommand(config))
  .addCommand(fitModelsCommand(config))
  .addCommand(keysCommand(config))
  .addCommand(documentsCommand(config))
  .addCommand(migrateCommand(config))
  .addCommand(schemaCommand())
  .addCommand(verifyModelsCommand());

endWithTwo(program);
program.parseAsync().catch(giveUp);

/** A wrong usage ends with 2; 1 is for a command that was understood and could not be done. */
function endWithTwo(command: Command): void {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  command.commands.forEach(endWithTwo);
}

async function openImport({ shop, ...rest }: Config): Promise<ImportTarget> {
  // Rows live for one batch. Where there is memory V8 gives the young ones much room, and lets the old ones be until
  // there are twice as many: 220 MB for 5 % of the speed.
  for (const flag of ['max-semi-space-size=4', 'semi-space-growth-factor=1', 'heap-growing-percent=25']) {
    setFlagsFromString(`--${flag}`);
  }
  const database = await openShop({ shop, ...rest });
  const sink = shopSink(ownSetting(database, shop, 'import'));
  // Figures that are not folded are right and slower to read: no reason for an import to fail.
  const close = () =>
    foldSales(database.kysely)
      .catch(() => {})
      .finally(database.close);
  return { sink, baseCurrency: shop.baseCurrency, close };
}
