import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLEnumType } from 'graphql';
import { errorCodes } from '../src/api/errors.ts';
import { longestIdempotencyKey } from '../src/api/idempotency.ts';
import { deepestVariables } from '../src/api/limits/limits.ts';
import { defaultPageSize, largestPage } from '../src/api/page.ts';
import { mostDays } from '../src/api/within.ts';
import { settingsHelp } from '../src/config.ts';
import { deepestFilter, longestList, longestText, mostParts } from '../src/database/filter.size.ts';
import { loadDemo } from '../src/demo/demo.load.ts';
import { demoShop } from '../src/demo/shop.ts';
import { mostOperations } from '../src/http/metrics.ts';
import { readyMappings } from '../src/import/ready.mappings.ts';
import { userErrorCodes } from '../src/kernel/errors.ts';
import { fitLifetimeModel } from '../src/lifetime/model.service.ts';
import { mostLines } from '../src/purchases/purchase.rules.ts';
import { buildSchema, contributions, scopes } from '../src/schema.ts';
import { emptyDatabase, freshPostgresUrl } from './support/engines.ts';
import { aFolder, ran, type Served, serve } from './support/program.ts';
import { openTestShop, shopSettings, type TestShop, testNow } from './support/shop.ts';

/** What no test can run, and why. */
const notRun: Readonly<Record<string, string>> = {
  'npm ci && npm start': 'installs; the server below is started from a build of the tests',
  'npm ci && npm test': 'would run this test',
  'DATABASE_URL=postgres://me:secret@localhost/shop npm start': 'wants a shop of that name',
  'WEB_CONCURRENCY=2 DATABASE_URL=postgres://me:secret@localhost/shop npm start':
    'processes.test.ts has such a server, with a shop of its own',
  'METRICS_TOKEN=a-long-random-token npm start': 'metrics.test.ts asks with a token',
  'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318 npm start': 'traces.test.ts has a collector',
  'npm run bench': 'takes minutes and wants the machine for itself',
  'npm run bench -- growth': 'takes minutes, too; growth.test.ts reads what it wrote',
  'npm run bench -- latency': 'takes minutes, too',
  'npm run bench -- soak': 'takes ten minutes',
};

/** Files that the README's commands name and its blocks do not show: the first rows of Northwind. */
const northwind: Readonly<Record<string, string>> = {
  'customers.csv':
    'customer_id,company_name,contact_name,contact_title,address,city,region,postal_code,country,phone,fax\n' +
    'VINET,Vins et alcools Chevalier,Paul Henriot,Accounting Manager,59 rue de l’Abbaye,Reims,,51100,France,,\n',
  'categories.csv': 'category_id,category_name\n4,Dairy Products\n',
  'products.csv': 'product_id,product_name,category_id,unit_price,discontinued\n11,Queso Cabrales,4,21,0\n',
  'orders.csv': 'order_id,customer_id,order_date\n10248,VINET,1996-07-04\n',
  'order_details.csv': 'order_id,product_id,unit_price,quantity,discount\n10248,11,14,12,0\n',
};

/** The first row of the reviews of clothes. */
const clothing: Readonly<Record<string, string>> = {
  'womens_clothing_reviews.csv':
    ',Clothing ID,Age,Title,Review Text,Rating,Recommended IND,Positive Feedback Count,Division Name,Department Name,Class Name\n' +
    '0,767,33,,Absolutely wonderful - silky and sexy and comfortable,4,1,0,Initmates,Intimate,Intimates\n',
};

const root = join(import.meta.dirname, '..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = blocksOf(readme);

describe('the tables of the README', () => {
  it('has every setting with its default', () => {
    const told = tableOf('setting');

    expect(told).toEqual(
      settingsHelp().map(({ name, byDefault, sentence }) => [
        code(name),
        byDefault && code(byDefault),
        sentence,
      ]),
    );
  });

  it('has every scope', () => {
    expect(tableOf('scope')).toEqual(
      Object.entries(scopes).map(([scope, sentence]) => [code(scope), sentence]),
    );
  });

  it('has every error code', () => {
    expect(tableOf('error code').map(([name]) => name)).toEqual(errorCodes.map(code));
  });

  it('has every user error code as the schema describes it', () => {
    const type = buildSchema().getType('UserErrorCode');
    const values = type instanceof GraphQLEnumType ? type.getValues() : [];

    const told = tableOf('user error code');

    expect(told).toEqual(
      userErrorCodes.map((name) => [code(name), values.find((value) => value.name === name)?.description]),
    );
  });

  it('has every ready mapping', () => {
    expect(tableOf('mapping')).toEqual([...readyMappings].map(([name, { about }]) => [code(name), about]));
  });

  it('has every npm script', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

    const told = tableOf('script').map(([command]) => command);

    const commandOf = (name: string) =>
      code(['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);
    expect(told).toEqual(Object.keys(scripts).map(commandOf));
  });

  it('maps every place of the house', async () => {
    const places = (await readdir(join(root, 'src'))).map((name) => code(`src/${name}`));

    const told = tableOf('place').flatMap(([cell = '']) => cell.split(', '));

    expect(told.filter((place) => place.startsWith('`src/')).toSorted()).toEqual(places.toSorted());
  });

  it('tells the limits that the code has', () => {
    const limits = new Map(tableOf('what').map(([what = '', limit]) => [what, limit]));

    expect(limits.get('page')).toBe(`1 to ${largestPage} rows; ${defaultPageSize} when nothing is said`);
    expect(limits.get('`and`, `or`, `not` in a filter')).toBe(`${deepestFilter} deep`);
    expect(limits.get('filters and comparisons in one filter')).toBe(String(mostParts));
    expect(limits.get('a list in a filter')).toBe(`${longestList.toLocaleString('en')} values`);
    expect(limits.get('a window in a filter')).toBe(`1 to ${mostDays.toLocaleString('en')} days`);
    expect(limits.get('a text in a filter or in `search`')).toBe(`${longestText} characters`);
    expect(limits.get('lines of a purchase')).toBe(String(mostLines));
    expect(limits.get('variables')).toBe(`${deepestVariables} deep`);
    expect(limits.get('idempotency key')).toBe(
      `${longestIdempotencyKey} characters, remembered \`IDEMPOTENCY_DAYS\``,
    );
    expect(limits.get('operations with metrics of their own')).toBe(String(mostOperations));
    expect(limits.get('an amount')).toContain(Number.MAX_SAFE_INTEGER.toLocaleString('en'));
  });
});

describe('the queries of the README', () => {
  let shop: TestShop;
  beforeAll(async () => {
    const database = await emptyDatabase('pglite');
    shop = await openTestShop(database);
    const setting = {
      em: database.fork(),
      clock: shop.clock,
      shop: shopSettings,
      contributions,
      actor: 'demo',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };
    await loadDemo(demoShop({ seed: 1, until: testNow }), setting);
    await fitLifetimeModel(setting);
  }, 120_000);
  afterAll(() => shop.close());

  const queries = blocks.flatMap(({ language, lead, text }, index) =>
    language === 'graphql' ? [{ about: lead, query: text, answer: blocks[index + 1] }] : [],
  );

  it.each(queries)('have the answers printed below them: $about', async ({ query, answer }) => {
    const { data, errors, extensions } = await shop.ask(query);

    expect(errors).toEqual([]);
    expect(answer?.language).toBe('json');
    const printed = JSON.parse(answer?.text ?? '');
    expect(data).toEqual(printed.data);
    // What is left of the budget depends on the tests before.
    if (printed.extensions) expect(extensions).toEqual({ cost: withAnyLeft(printed.extensions.cost) });
  });
});

describe('the commands of the README', () => {
  const commands = blocks.flatMap(({ language, text }, index) =>
    language === 'sh'
      ? text
          .trim()
          .split('\n')
          .map((command) => ({ command, printed: printedBelow(index) }))
      : [],
  );
  let folder: Awaited<ReturnType<typeof aFolder>>;
  let server: Served | undefined;
  let database: Awaited<ReturnType<typeof freshPostgresUrl>> | undefined;

  beforeAll(async () => {
    folder = await aFolder();
    const dataDir = join(folder.path, 'data');
    await mkdir(dataDir);
    for (const [name, text] of [...Object.entries({ ...northwind, ...clothing }), ...filesShown()]) {
      await writeFile(join(folder.path, name), text);
    }
    server = await serve({ DATA_DIR: dataDir });
    database = await freshPostgresUrl();
  }, 120_000);
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await database?.drop();
    await folder[Symbol.asyncDispose]();
  });

  it.each(commands.filter(({ command }) => command.startsWith('curl ')))(
    'is answered: $command',
    async ({ command }) => {
      const asked = command.replace('http://localhost:4000', server?.address ?? '');

      const { stdout } = await promisify(execFile)('sh', ['-c', asked], { cwd: folder.path });

      const isMetrics = asked.endsWith('/metrics');
      expect(stdout).toMatch(isMetrics ? /^clientele_requests_total/m : /^\{/);
      const answer = isMetrics ? {} : JSON.parse(stdout);
      expect(answer).not.toHaveProperty('errors');
      expect(answer).not.toHaveProperty('error');
    },
  );

  it.each(commands.filter(({ command }) => command.startsWith('npx clientele ')))(
    'does what it says: $command',
    async ({ command, printed }) => {
      const settings = { DATA_DIR: folder.path, DATABASE_URL: database?.address };

      const { code: exitCode, out } = await ran(wordsOf(command).slice(2), settings, folder.path);

      expect(exitCode).toBe(0);
      expect(out).toContain(printed);
    },
  );

  it('are left out of this test only with a reason', () => {
    const isRun = (command: string) => /^(curl|npx clientele) /.test(command);

    const left = commands.map(({ command }) => command).filter((command) => !isRun(command));

    expect(left.toSorted()).toEqual(Object.keys(notRun).toSorted());
  });
});

interface PrintedCost {
  budget: object;
}

function withAnyLeft(cost: PrintedCost): object {
  return { ...cost, budget: { ...cost.budget, remaining: expect.any(Number) } };
}

/** The words of a command as a shell would part them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

interface Block {
  language: string;
  text: string;
  /** The paragraph before it. */
  lead: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
    ({ index, 1: language = '', 2: text = '' }) => ({
      language,
      text,
      lead: markdown.slice(0, index).trimEnd().split('\n\n').at(-1) ?? '',
    }),
  );
}

/** The rows of the table whose first column has this name. */
function tableOf(firstColumn: string): string[][] {
  const [, rows = ''] =
    new RegExp(`^\\| ${firstColumn} \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)*)`, 'm').exec(readme) ?? [];
  return rows
    .split('\n')
    .filter((row) => row !== '')
    .map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function code(text: string): string {
  return `\`${text}\``;
}

/** What the README says a command prints; nothing when no such block follows. */
function printedBelow(index: number): string {
  const next = blocks[index + 1];
  return next?.language === 'text' ? next.text : '';
}

/** Files that the README shows, by the name in the paragraph before. */
function filesShown(): [string, string][] {
  return blocks.flatMap(({ text, lead }): [string, string][] => {
    const name = /`([\w-]+\.(?:csv|json|graphql))`[,:]$/.exec(lead)?.[1];
    return name === undefined ? [] : [[name, text]];
  });
}
