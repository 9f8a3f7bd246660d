import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ImportRequest, importFile } from '../../src/import/file.import.ts';
import { silentProgress } from '../../src/import/import.progress.ts';
import type { FinishedImport } from '../../src/import/import.summary.ts';
import { type RecordingSink, recordingSink } from './recording.sink.ts';

/** A folder of its own for each test: files in, an import over them, rejects out. */
export interface Workbench extends AsyncDisposable {
  path(name: string): string;
  write(name: string, content: string | Buffer): Promise<string>;
  read(name: string): Promise<string | null>;
  run(
    request: Partial<ImportRequest> & Pick<ImportRequest, 'file' | 'map'>,
    sink?: RecordingSink,
  ): Promise<Ran>;
}

export interface Ran extends FinishedImport {
  sink: RecordingSink;
  /** Refused rows as `line reason`. */
  refused: string[];
}

export async function workbench(): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-import-'));
  const path = (name: string) => join(folder, name);
  const read = (name: string) => readFile(path(name), 'utf8').catch(() => null);
  return {
    path,
    read,
    async write(name, content) {
      await writeFile(path(name), content);
      return path(name);
    },
    async run(request, sink = recordingSink()) {
      const finished = await importFile({
        noun: 'purchases',
        rates: {},
        rejects: path('rejects.csv'),
        isDryRun: false,
        open: async () => ({ sink, baseCurrency: 'EUR', close: async () => {} }),
        progress: silentProgress,
        ...request,
      });
      const rejects = ((await read('rejects.csv')) ?? '').split('\n').slice(1, -1);
      const refused = rejects.map((line) => line.split(',').slice(0, 2).join(' '));
      return { ...finished, sink, refused };
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A mapping of purchases with plainly named columns: invoice, at, customer, country, sku, name, quantity,
 * price.
 */
export function aMapping(changes: object = {}): string {
  return JSON.stringify({
    maps: 'purchases',
    source: 'till',
    rows: [{ when: [{ column: 'quantity', below: 0 }], are: 'returns' }],
    purchase: {
      id: { column: 'invoice' },
      purchasedAt: { column: 'at', date: 'YYYY-MM-DD HH:mm', timeZone: 'Europe/Helsinki' },
      channel: { value: 'store' },
      currency: { value: 'EUR' },
    },
    customer: { id: { column: 'customer' }, country: { column: 'country', alsoKnownAs: { EIRE: 'IE' } } },
    product: { sku: { column: 'sku' }, name: { column: 'name' } },
    line: {
      quantity: { column: 'quantity' },
      unitPrice: { column: 'price' },
      description: { column: 'name' },
    },
    ...changes,
  });
}

export const header = 'invoice,at,customer,country,sku,name,quantity,price';

/** A CSV of `header` and these lines. */
export function aCsv(...lines: string[]): string {
  return `${[header, ...lines].join('\n')}\n`;
}
