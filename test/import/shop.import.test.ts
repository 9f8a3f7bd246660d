import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/database/database.ts';
import { rowsOf } from '../../src/database/read.ts';
import { importFile } from '../../src/import/file.import.ts';
import { silentProgress } from '../../src/import/import.progress.ts';
import type { FinishedImport } from '../../src/import/import.summary.ts';
import type { ImportNoun } from '../../src/import/mapping.schema.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { summaryDifferences } from '../../src/purchases/summary.service.ts';
import { contributions } from '../../src/schema.ts';
import { emptyDatabase, freshPostgresUrl, onBothEngines } from '../support/engines.ts';
import { aFolder, type Environment, ran, start } from '../support/program.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { aCsv, aMapping, header, workbench } from './workbench.ts';

const clock = { now: () => testNow };

interface Importing {
  file: string;
  map: string;
  rejects: string;
  noun?: ImportNoun;
  baseCurrency?: string;
}

/** Imports through the services, as the command does, into a database that stays open. */
function importInto(
  database: Database,
  { baseCurrency = 'EUR', noun = 'purchases', ...request }: Importing,
): Promise<FinishedImport> {
  const shop = { ...shopSettings, baseCurrency };
  const setting = {
    em: database.fork(),
    clock,
    shop,
    contributions,
    actor: 'import',
    mayNameHolders: true,
    mayNameEmailHolders: true,
  };
  return importFile({
    noun,
    rates: {},
    isDryRun: false,
    progress: silentProgress,
    open: async () => ({ sink: shopSink(setting), baseCurrency, close: async () => {} }),
    ...request,
  });
}

interface Figures {
  customers: number;
  repeating: number;
  purchases: number;
  lines: number;
  units: number;
  grossMinor: number;
  refundedMinor: number;
}

/** What identified customers bought, as their summaries have it. */
async function figuresOf(database: Database): Promise<Figures | undefined> {
  const [figures] = await rowsOf<Figures>(
    database,
    sql`
      select
        count(*) filter (where purchase_count > 0)::int as customers,
        count(*) filter (where purchase_count > 1)::int as repeating,
        coalesce(sum(purchase_count), 0)::int as purchases,
        coalesce(sum(unit_count), 0)::int as units,
        coalesce(sum(gross_minor), 0)::bigint as "grossMinor",
        coalesce(sum(refunded_minor), 0)::bigint as "refundedMinor",
        (select count(*)::int from purchase_line join customer on customer.id = customer_id where identified) as lines
      from customer_summary
      join customer on customer.id = customer_id
      where identified`,
  );
  return figures;
}

/** Everything that was written, so that two states can be compared whole. */
async function everythingIn(database: Database): Promise<unknown> {
  const tables = ['customer', 'customer_key', 'customer_summary', 'product', 'purchase', 'purchase_key'];
  const facts = ['purchase_line', 'refund', 'refund_line', 'refund_key', 'change'];
  const contents = [...tables, ...facts].map(async (table) => {
    const rows = await rowsOf(database, sql`select * from ${sql.table(table)}`);
    return [table, rows.map((row) => JSON.stringify(row)).toSorted()];
  });
  return Object.fromEntries(await Promise.all(contents));
}

/** The shop takes no customer without a name. */
const named = aMapping({
  customer: {
    id: { column: 'customer' },
    name: { column: 'customer', prefix: 'Customer ' },
    country: { column: 'country' },
  },
});

const sales = [
  // Two rows of one invoice, with a line of another invoice between them.
  'A-1,2026-01-05 10:00,C1,FI,CUP,Cup,2,2.50',
  'A-2,2026-01-05 11:00,C2,FI,POT,Pot,1,30.00',
  'A-1,2026-01-05 10:00,C1,FI,POT,Pot,1,30.00',
  // Sold without a name.
  'A-3,2026-01-06 09:00,,,CUP,Cup,1,2.50',
  // No price, and a day that there is not.
  'A-4,2026-01-06 10:00,C1,FI,CUP,Cup,1,',
  'A-5,2026-02-30 10:00,C1,FI,CUP,Cup,1,2.50',
];

onBothEngines('an import', (shop) => {
  it('writes customers, products and purchases, and the rows it refuses to a file', async () => {
    await using bench = await workbench();
    const file = await bench.write('sales.csv', aCsv(...sales));
    const map = await bench.write('map.json', named);

    const { tally } = await importInto(shop.database, { file, map, rejects: bench.path('rejects.csv') });

    expect(tally.outcomes).toMatchObject({
      customers: { created: 2, refused: 0 },
      products: { created: 2, refused: 0 },
      purchases: { created: 3, refused: 0 },
    });
    // C1: 2 × 2.50 + 30.00; C2: 30.00. The sale without a name is nobody's.
    expect(await figuresOf(shop.database)).toEqual({
      customers: 2,
      repeating: 0,
      purchases: 2,
      lines: 3,
      units: 4,
      grossMinor: 6_500,
      refundedMinor: 0,
    });
    expect(await bench.read('rejects.csv')).toBe(
      [
        `line,reason,${header}`,
        '6,has no price,A-4,2026-01-06 10:00,C1,FI,CUP,Cup,1,',
        '7,"at ""2026-02-30 10:00"" is not a date as YYYY-MM-DD HH:mm",A-5,2026-02-30 10:00,C1,FI,CUP,Cup,1,2.50',
        '',
      ].join('\n'),
    );
  });

  it('changes nothing when it is run again', async () => {
    await using bench = await workbench();
    const file = await bench.write('sales.csv', aCsv(...sales));
    const map = await bench.write('map.json', named);
    const before = await everythingIn(shop.database);

    const { tally } = await importInto(shop.database, { file, map, rejects: bench.path('rejects.csv') });

    expect(tally.outcomes).toMatchObject({
      customers: { created: 0, updated: 0, unchanged: 2 },
      products: { created: 0, updated: 0, unchanged: 2 },
      purchases: { created: 0, updated: 0, unchanged: 3 },
    });
    expect(await everythingIn(shop.database)).toEqual(before);
  });

  it('refunds what is returned, reports a return of what was never bought, and does neither twice', async () => {
    await using bench = await workbench();
    const map = await bench.write('map.json', named);
    const returned = 'C-1,2026-01-07 10:00,C1,FI,CUP,Cup,-1,2.50';
    const foreign = 'C-2,2026-01-07 11:00,C2,FI,CUP,Cup,-1,2.50';
    const file = await bench.write('returns.csv', aCsv(returned, foreign));
    const rejects = bench.path('rejects.csv');

    const first = await importInto(shop.database, { file, map, rejects });
    const second = await importInto(shop.database, { file, map, rejects });

    expect(first.tally.outcomes.returns).toMatchObject({ created: 1, refused: 1 });
    expect(second.tally.outcomes.returns).toMatchObject({ created: 0, unchanged: 1, refused: 1 });
    expect(await figuresOf(shop.database)).toMatchObject({ grossMinor: 6_500, refundedMinor: 250 });
    expect(await bench.read('rejects.csv')).toBe(
      `line,reason,${header}\n3,No earlier purchase of CUP by this customer has 1 unit left to give back; 0 left.,${foreign}\n`,
    );
  });

  it('leaves summaries that agree with the facts', async () => {
    expect(await rowsOf(shop.database, summaryDifferences())).toEqual([]);
  });
});

describe.each(['pglite', 'postgres'] as const)('an import that is killed on %s', (engine) => {
  async function aShop(folder: string): Promise<{ environment: Environment; drop(): Promise<void> }> {
    if (engine === 'pglite') return { environment: { DATA_DIR: folder }, drop: async () => {} };
    const { address, drop } = await freshPostgresUrl();
    return { environment: { DATABASE_URL: address }, drop };
  }

  it('ends with the same figures when it is run again', async () => {
    await using folder = await aFolder();
    await using bench = await workbench();
    const { environment, drop } = await aShop(folder.path);
    // 4,000 sales of one line to 500 customers, 3.00 each, and the return of the first.
    const lines = Array.from({ length: 4_000 }, (_, index) => {
      return `A-${index},2026-01-05 10:00,C${index % 500},FI,S${index % 40},Thing ${index % 40},2,1.50`;
    });
    const file = await bench.write(
      'sales.csv',
      aCsv(...lines, 'C-1,2026-01-07 10:00,C0,FI,S0,Thing 0,-2,1.50'),
    );
    const map = await bench.write('map.json', named);
    const command = ['import', 'purchases', file, '--map', map, '--rejects', bench.path('rejects.csv')];

    await using killed = await start('cli', command, environment);
    await killed.says(/2,\d{3} of 4,001 rows/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const again = await ran(command, environment);
    const third = await ran(command, environment);

    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/ purchases {2}[\d,]+ created, [\d,]+ unch/),
    });
    expect(third.out).toContain('  customers  500 unchanged\n');
    expect(third.out).toContain('  purchases  4,000 unchanged\n  returns    1 unchanged\n0 rows refused\n');
    expect(await ran(['check'], environment)).toMatchObject({ code: 0 });
    await drop();
  }, 120_000);
});

const shared = '../shared/data';
const describeShared = existsSync(shared) ? describe : describe.skip;

describeShared(`the data sets in the database (skipped without ${shared})`, () => {
  it('hold the figures of Online Retail', async () => {
    await using bench = await workbench();
    const database = await emptyDatabase('postgres');
    const file = `${shared}/online_retail_dev/online_retail_2010-12_2011-05.csv.gz`;
    const rejects = bench.path('rejects.csv');

    await importInto(database, { file, map: 'online-retail', rejects, baseCurrency: 'GBP' });

    // Its truth.json; 3,332,591.961 where a price of three decimals is rounded to pence. Units: 262.020651 × 7,409.
    expect(await figuresOf(database)).toMatchObject({
      customers: 2_718,
      repeating: 1_386,
      purchases: 7_409,
      lines: 145_450,
      units: 1_941_311,
      grossMinor: 333_259_196,
    });
    const best = await rowsOf(
      database,
      sql`
        select key.value as id, summary.gross_minor as "grossMinor"
        from customer_summary as summary
        join customer_key as key using (customer_id)
        order by summary.gross_minor desc
        limit 3`,
    );
    expect(best).toEqual([
      { id: '14646', grossMinor: 11_071_312 },
      { id: '12346', grossMinor: 7_718_360 },
      { id: '18102', grossMinor: 6_464_211 },
    ]);
    expect(await rowsOf(database, summaryDifferences())).toEqual([]);
    await database.close();
  }, 180_000);

  it.each(['pglite', 'postgres'] as const)(
    'hold the figures of CDNOW and Northwind on %s',
    async (engine) => {
      await using bench = await workbench();
      const rejects = bench.path('rejects.csv');
      const [music, food] = [await emptyDatabase(engine), await emptyDatabase(engine)];
      const northwind = (name: string) => `${shared}/northwind/${name}.csv`;

      await importInto(music, {
        file: `${shared}/cdnow/CDNOW_sample.txt`,
        map: 'cdnow',
        rejects,
        baseCurrency: 'USD',
      });
      for (const [noun, name] of [
        ['customers', 'customers'],
        ['products', 'products'],
        ['purchases', 'order_details'],
      ] as const) {
        const map = `northwind-${noun}`;
        await importInto(food, { noun, file: northwind(name), map, rejects, baseCurrency: 'USD' });
      }

      expect(await figuresOf(music)).toMatchObject({
        customers: 2_357,
        purchases: 6_919,
        units: 16_479,
        grossMinor: 24_409_194,
      });
      // Its truth is 1,265,793.04: rounding the discount of each line to cents makes 27 cents of difference.
      expect(await figuresOf(food)).toMatchObject({
        customers: 89,
        repeating: 88,
        purchases: 830,
        lines: 2_155,
        grossMinor: 126_579_277,
      });
      expect(await bench.read('rejects.csv')).toBeNull();
      await music.close();
      await food.close();
    },
  );
});
