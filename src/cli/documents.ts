import { Command } from 'commander';
import { inUnit } from '../api/unit.ts';
import type { Config } from '../config.ts';
import { documentsIn } from '../documents/document.file.ts';
import { listDocuments } from '../documents/document.queries.ts';
import { fitting } from '../documents/document.rules.ts';
import { addDocuments, removeDocument } from '../documents/document.service.ts';
import { counted } from '../kernel/text.ts';
import { buildSchema } from '../schema.ts';
import { ownSetting, withShop } from '../shop.ts';

/** `clientele documents`: the operations clients may run by their hash. */
export function documentsCommand(config: () => Config): Command {
  const command = new Command('documents')
    .description('Trusted documents: operations that clients run by their hash.')
    .addHelpText('after', '\nExample:\n  clientele documents add persisted-documents.json');
  command
    .command('add')
    .description('Register the operations of files, all or none.')
    .argument(
      '<files...>',
      'files of GraphQL, each one document; or manifests of client-preset, Relay or Apollo (.json)',
    )
    .addHelpText('after', '\nExample:\n  clientele documents add orders.graphql persisted-documents.json')
    .action((files: string[]) => add(config(), files));
  command
    .command('list')
    .description('Print each document: its hash, its operations, its other ids.')
    .addHelpText('after', '\nExample:\n  clientele documents list')
    .action(() => list(config()));
  command
    .command('remove')
    .description('Take a document back. Servers stop running it within ten seconds.')
    .argument('<hash>', 'its hash or another of its ids')
    .addHelpText('after', '\nExample:\n  clientele documents remove 5d3c…')
    .action((hash: string) => remove(config(), hash));
  return command;
}

async function add(config: Config, files: readonly string[]): Promise<void> {
  const drafts = (await Promise.all(files.map(documentsIn))).flat();
  // Judged before the database is opened, which takes longer.
  const documents = fitting(drafts, buildSchema());
  const { added, known } = await withShop(config, (database) =>
    inUnit(ownSetting(database, config.shop, 'documents'), (unit) => addDocuments(unit, documents)),
  );
  console.log(`${counted(added, 'document')} added, ${known} known already.`);
}

async function list(config: Config): Promise<void> {
  const documents = await withShop(config, listDocuments);
  for (const { hash, operations, names } of documents) {
    const others = names.filter((name) => name !== hash);
    console.log([hash, operations.join(', ') || '(unnamed)', ...others].join('  '));
  }
  console.log(`${counted(documents.length, 'document')}.`);
}

async function remove(config: Config, hash: string): Promise<void> {
  const isRemoved = await withShop(config, (database) =>
    inUnit(ownSetting(database, config.shop, 'documents'), (unit) => removeDocument(unit, hash)),
  );
  if (isRemoved) return console.log('1 document removed.');
  console.error(`There is no document ${hash}. clientele documents list prints those there are.`);
  process.exitCode = 1;
}
