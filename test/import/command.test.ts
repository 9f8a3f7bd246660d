import { afterEach, describe, expect, it } from '@jest/globals';
import { importCommand } from '../../src/cli/import.ts';
import { tenthsTo } from '../../src/import/import.progress.ts';
import { recordingSink } from './recording.sink.ts';
import { aCsv, aMapping, type Workbench, workbench } from './workbench.ts';

const good = '1,2026-01-05 10:00,C1,FI,A,Cup,1,2.505';
const bad = '2,2026-01-05 10:00,C1,FI,A,"Cup, blue",1,';

async function ran(bench: Workbench, args: readonly string[], sink = recordingSink()) {
  const told = {
    out: '',
    err: '',
    opened: 0,
    closed: 0,
    close() {
      told.closed += 1;
    },
  };
  const command = importCommand(async () => {
    told.opened += 1;
    return { sink, baseCurrency: 'EUR', close: async () => told.close() };
  });
  for (const subcommand of command.commands) {
    subcommand.exitOverride().configureOutput({
      writeOut: (text) => {
        told.out += text;
      },
      writeErr: (text) => {
        told.err += text;
      },
    });
  }
  await command.parseAsync([...args, '--rejects', bench.path('rejects.csv')], { from: 'user' });
  return { ...told, sink, rejects: await bench.read('rejects.csv') };
}

async function aSale(bench: Workbench, ...lines: string[]): Promise<string[]> {
  const file = await bench.write('sales.csv', aCsv(...lines));
  return ['purchases', file, '--map', await bench.write('map.json', aMapping())];
}

describe('clientele import', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });

  it('tells at the end what came of the rows, and ends with 0 though some were refused', async () => {
    await using bench = await workbench();

    const { out, rejects, closed } = await ran(bench, await aSale(bench, good, bad));

    const [first, ...others] = out.trimEnd().split('\n');
    expect(first).toMatch(/^2 rows read in \d+\.\d s \([\d,]+ rows a second\)$/);
    expect(others).toEqual([
      '  customers  1 created',
      '  products   1 created',
      '  purchases  1 created',
      '1 row refused:',
      '        1  has no price',
      '1 price rounded to the decimals of the currency',
      `The refused rows are in ${bench.path('rejects.csv')}`,
    ]);
    expect(rejects).toBe(
      'line,reason,invoice,at,customer,country,sku,name,quantity,price\n' +
        '3,has no price,2,2026-01-05 10:00,C1,FI,A,"Cup, blue",1,\n',
    );
    expect([process.exitCode, closed]).toEqual([undefined, 1]);
  });

  it('changes nothing when it is run again, and takes away the rejects when there are none', async () => {
    await using bench = await workbench();
    const sink = recordingSink();
    await ran(bench, await aSale(bench, good, bad), sink);

    const { out, rejects } = await ran(bench, await aSale(bench, good), sink);

    expect(out).toContain('  purchases  1 unchanged\n0 rows refused\n');
    expect(rejects).toBeNull();
  });

  it('writes nothing in a dry run', async () => {
    await using bench = await workbench();

    const { out, sink } = await ran(bench, [...(await aSale(bench, good, bad)), '--dry-run']);

    expect(out).toContain('  purchases  1 mapped\n');
    expect(out).toContain('A dry run: nothing was written to the database.');
    expect(sink.purchases).toEqual([]);
  });

  it('ends with 1 and one line when the file cannot be read, before the shop is opened', async () => {
    await using bench = await workbench();

    const { err, opened } = await ran(bench, ['purchases', bench.path('none.csv'), '--map', 'online-retail']);

    expect(err).toBe(`${bench.path('none.csv')} does not exist.\n`);
    expect([process.exitCode, opened]).toEqual([1, 0]);
  });

  it('takes nothing of a file that breaks off in the middle', async () => {
    await using bench = await workbench();

    const { err, sink } = await ran(bench, await aSale(bench, ...Array(3000).fill(good), '3,"2026'));

    expect(err).toBe('sales.csv, line 3002: a quote is opened and never closed.\n');
    expect(sink.purchases).toEqual([]);
  });

  it('keeps the rejects of an earlier run when the shop fails', async () => {
    await using bench = await workbench();
    await ran(bench, await aSale(bench, bad));
    const failing = {
      ...recordingSink(),
      recordPurchases: () => Promise.reject(new Error('connection lost')),
    };

    const fault = ran(bench, await aSale(bench, bad, bad, good), failing);

    await expect(fault).rejects.toThrow('connection lost');
    expect((await bench.read('rejects.csv'))?.split('\n')).toHaveLength(3);
    expect(await bench.read('rejects.csv.part')).toBeNull();
  });

  it.each([
    [['--rate', 'GBP:1.17'], "argument 'GBP:1.17' is invalid. A rate is a currency and a decimal above 0"],
    [['--no-such-option'], "unknown option '--no-such-option'"],
  ])('refuses a wrong usage: %j', async (options, message) => {
    await using bench = await workbench();

    await expect(ran(bench, [...(await aSale(bench, good)), ...options])).rejects.toThrow(message);
  });

  it('tells every tenth of the file in a pipe', () => {
    const lines: string[] = [];
    const progress = tenthsTo((line) => lines.push(line));

    progress.start(2000);
    for (const done of [100, 200, 250, 1900, 2000]) progress.advance(done);

    expect(lines).toEqual([
      '2,000 rows to import',
      '200 of 2,000 rows',
      '1,900 of 2,000 rows',
      '2,000 of 2,000 rows',
    ]);
  });
});
