import { basename, resolve } from 'node:path';
import type { ImportProgress } from './import.progress.ts';
import { type ImportRun, type ImportSource, openSource } from './import.run.ts';
import { drySink, type ImportSink } from './import.sink.ts';
import type { FinishedImport } from './import.summary.ts';
import { emptyTally, type ImportTally } from './import.tally.ts';
import { loadMapping } from './mapping.file.ts';
import {
  customersSchema,
  type FileMapping,
  type ImportNoun,
  interactionsSchema,
  productsSchema,
  purchasesSchema,
  responsesSchema,
  reviewsSchema,
} from './mapping.schema.ts';
import { importPurchases } from './purchase.import.ts';
import { importCustomers, importInteractions, importProducts, importReviews } from './record.import.ts';
import { noRejectsFile, rejectsFile } from './rejects.file.ts';
import { importResponses } from './response.import.ts';

/** A shop to import into. */
export interface ImportTarget {
  sink: ImportSink;
  baseCurrency: string;
  close(): Promise<void>;
}

/** What an import needs whatever is in the file. */
export interface ImportSetting {
  file: string;
  rejects?: string | undefined;
  isDryRun: boolean;
  open(): Promise<ImportTarget>;
  progress: ImportProgress;
}

export interface ImportRequest extends ImportSetting {
  noun: ImportNoun;
  /** A mapping file, or the name of a ready mapping. */
  map: string;
  /** Go before those of the mapping. */
  rates: Readonly<Record<string, string>>;
}

/**
 * Imports one file. Throws an ImportFault when it cannot be read to its end; what was taken until then is
 * kept.
 */
export async function importFile(request: ImportRequest): Promise<FinishedImport> {
  const { mapping, importRows } = await planOf(request);
  const source = await openSource(request.file, mapping);
  return importing(request, source.table.columns, (taking, baseCurrency) =>
    importRows({ ...source, ...taking }, baseCurrency),
  );
}

/** Opens what an import writes to, and tells what came of it. */
export async function importing(
  request: ImportSetting,
  columns: readonly string[],
  importRows: (taking: Omit<ImportRun, keyof ImportSource>, baseCurrency: string) => Promise<void>,
): Promise<FinishedImport> {
  const startedAt = performance.now();
  const rejectsPath = rejectsPathOf(request);
  const rejects = rejectsPath === null ? noRejectsFile : rejectsFile(rejectsPath, columns);
  const target = await request.open();
  const tally: ImportTally = emptyTally();
  try {
    const sink = request.isDryRun ? drySink : target.sink;
    await importRows({ sink, rejects, tally, progress: request.progress }, target.baseCurrency);
    const hasRejects = await rejects.finish();
    const seconds = (performance.now() - startedAt) / 1000;
    return { tally, seconds, isDryRun: request.isDryRun, rejectsPath: hasRejects ? rejectsPath : null };
  } catch (fault) {
    await rejects.abandon();
    throw fault;
  } finally {
    request.progress.stop();
    await target.close();
  }
}

interface Plan {
  mapping: Pick<FileMapping, 'format' | 'lookups'>;
  importRows(run: ImportRun, baseCurrency: string): Promise<void>;
}

async function planOf({ noun, map, rates }: ImportRequest): Promise<Plan> {
  if (noun === 'customers') {
    const mapping = await loadMapping(noun, customersSchema, map);
    return { mapping, importRows: (run) => importCustomers(run, mapping) };
  }
  if (noun === 'interactions') {
    const mapping = await loadMapping(noun, interactionsSchema, map);
    return { mapping, importRows: (run) => importInteractions(run, mapping) };
  }
  if (noun === 'reviews') {
    const mapping = await loadMapping(noun, reviewsSchema, map);
    return { mapping, importRows: (run) => importReviews(run, mapping) };
  }
  if (noun === 'responses') {
    const mapping = await loadMapping(noun, responsesSchema, map);
    return { mapping, importRows: (run) => importResponses(run, mapping) };
  }
  if (noun === 'products') {
    const mapping = await loadMapping(noun, productsSchema, map);
    return { mapping, importRows: (run) => importProducts(run, mapping) };
  }
  const mapping = await loadMapping(noun, purchasesSchema, map);
  const allRates = { ...mapping.rates, ...rates };
  return {
    mapping,
    importRows: (run, baseCurrency) => importPurchases(run, mapping, { baseCurrency, rates: allRates }),
  };
}

/** A dry run writes rejects only where it is told to. */
function rejectsPathOf({ file, rejects, isDryRun }: ImportSetting): string | null {
  if (rejects !== undefined) return resolve(rejects);
  return isDryRun ? null : resolve(`${basename(file)}.rejects.csv`);
}
