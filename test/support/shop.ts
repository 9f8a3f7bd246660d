import type { FastifyInstance } from 'fastify';
import { authenticator } from '../../src/access/authenticate.ts';
import { createKey } from '../../src/access/keys.ts';
import type { ShopSettings } from '../../src/api/context.ts';
import { standardLimits } from '../../src/api/limits/limits.ts';
import { inUnit, type Unit, type UnitSetting } from '../../src/api/unit.ts';
import { personalTally } from '../../src/audit/personal.tally.ts';
import type { Database } from '../../src/database/database.ts';
import { knownDocuments } from '../../src/documents/known.documents.ts';
import { buildServer, type ServerOptions, type ServerSettings } from '../../src/http/server.ts';
import { surveyPages } from '../../src/invitations/page.desk.ts';
import { weekdaysIn } from '../../src/kernel/opening.hours.ts';
import { buildSchema, contributions, scopes } from '../../src/schema.ts';
import { trackerOver } from '../../src/visits/tracker.ts';
import { comparedExecutor } from './executors/compared.ts';

export const allScopes = Object.keys(scopes);

export const shopSettings: ShopSettings = {
  baseCurrency: 'EUR',
  timeZone: 'Europe/Helsinki',
  country: 'FI',
  activeDays: 365,
  idempotencyDays: 7,
  openingHours: {
    timeZone: 'Europe/Helsinki',
    weekdays: weekdaysIn('Mon-Fri 09:00-17:00') ?? [],
    holidays: new Set(['12-25']),
  },
  caseTargets: { LOW: 7 * 86_400, NORMAL: 3 * 86_400, HIGH: 86_400, URGENT: 4 * 3_600 },
  trackingSource: 'segment',
  surveyFatigueDays: 30,
  lifetimeFitHours: 24,
  lifetimeDiscount: 0.01,
  segmentMinutes: 15,
  publicUrl: null,
};

/** A server as in production, that refuses nothing for being busy. */
export const testServer: ServerSettings = {
  corsOrigins: [],
  documentsOnly: false,
  explorer: false,
  introspection: false,
  isTrial: false,
  logLevel: 'info',
  requestSeconds: 30,
  shedMilliseconds: 0,
  surveyRequestsPerMinute: 0,
  shutdownSeconds: 10,
  limits: standardLimits,
  metrics: null,
  traces: null,
};

/** Sunday noon, until a test says otherwise. */
export const testNow = new Date('2026-11-22T12:00:00Z');

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers has the shape the test asked for.
  data: any;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; [name: string]: unknown };
  }[];
  extensions: Record<string, unknown>;
  /** SQL statements, as the server's log says. */
  statements: number;
}

interface LogLine {
  msg?: string;
  statements?: number;
  operation?: string | null;
  requestId?: string;
}

export interface TestShop {
  database: Database;
  app: FastifyInstance;
  /** The time the shop believes it is. */
  clock: { now(): Date; set(now: Date): void };
  /** Asks over HTTP, with all scopes unless others are named; null: without a key. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    asking?: { scopes?: readonly string[] | null },
  ): Promise<Answer>;
  /** The log's line of each request answered so far. */
  answered(): readonly LogLine[];
  /** What the log tells of errors of ours. */
  failures(): readonly LogLine[];
  /** The key itself, for requests made by hand. */
  keyWith(scopes: readonly string[]): Promise<string>;
  /** What the shop does by itself starts from. */
  setting: UnitSetting;
  /** Runs a use case as the API would. */
  inUnit<Result>(useCase: (unit: Unit) => Promise<Result>): Promise<Result>;
  /** Writes what was counted in memory, as the server does every few seconds. */
  writeCounts(): Promise<void>;
  close(): Promise<void>;
}

/** A whole server over a database, reached without a socket. What it runs is run by graphql-js as well, and compared. */
export async function openTestShop(
  database: Database,
  settings: Partial<ShopSettings> = {},
  config: Partial<ServerOptions['config']> = {},
  schema = buildSchema(),
  serving: Partial<ServerOptions> = {},
): Promise<TestShop> {
  let now = testNow;
  const clock = {
    now: () => now,
    set(next: Date) {
      now = next;
    },
  };
  const shop = { ...shopSettings, ...settings };
  const log: LogLine[] = [];
  const differences: string[] = [];
  const tally = personalTally(database.kysely, shop.timeZone);
  const app = await buildServer({
    schema,
    config: { ...testServer, introspection: true, isTrial: true, ...config },
    surveyPages: surveyPages({ database, clock, shop, contributions }),
    tracker: trackerOver({ database, clock, shop, contributions }),
    trialKey: null,
    database,
    shop,
    contributions,
    clock,
    authenticate: authenticator({ kysely: database.kysely }, clock),
    onPersonalRead: tally.add,
    findDocument: knownDocuments({ kysely: database.kysely }, clock),
    executor: comparedExecutor((difference) => differences.push(difference)),
    logTo: { write: (line) => void log.push(JSON.parse(line)) },
    ...serving,
  });
  const keys = new Map<string, Promise<string>>();
  const setting: UnitSetting = {
    em: database.fork(),
    clock,
    shop,
    contributions,
    actor: 'test',
    mayNameHolders: true,
    mayNameEmailHolders: true,
  };

  async function newKey(wanted: readonly string[]): Promise<string> {
    const em = database.fork();
    const name = wanted.length === allScopes.length ? 'Trial key' : wanted.join();
    const { key } = createKey(em, { name, scopes: wanted, now });
    await em.flush();
    return key;
  }
  function keyWith(wanted: readonly string[]): Promise<string> {
    const name = wanted.toSorted().join();
    const key = keys.get(name) ?? newKey(wanted);
    keys.set(name, key);
    return key;
  }

  /** Also what was sent past `ask` is told of, when the shop closes. */
  function failOnDifference(): void {
    if (differences.length > 0) throw new Error(`Two executors differ:\n${differences.join('\n\n')}`);
  }

  const answers = () => log.filter(({ msg }) => msg === 'answered');

  return {
    database,
    app,
    clock,
    answered: answers,
    failures: () => log.filter(({ msg }) => msg === 'a request failed'),
    keyWith,
    async ask(query, variables = {}, { scopes: wanted = allScopes } = {}) {
      const authorization = wanted === null ? {} : { authorization: `Bearer ${await keyWith(wanted)}` };
      // A key is looked up once a second; asking for it first keeps that statement out of the count.
      if (wanted !== null)
        await app.inject({
          method: 'POST',
          url: '/graphql',
          headers: authorization,
          payload: { query: '{ viewer { name } }' },
        });
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: authorization,
        payload: { query, variables },
      });
      failOnDifference();
      const { data = null, errors = [], extensions = {} } = response.json();
      const answered = answers().at(-1);
      return { status: response.statusCode, data, errors, extensions, statements: answered?.statements ?? 0 };
    },
    setting,
    inUnit: (useCase) => inUnit(setting, useCase),
    writeCounts: () => tally.write(),
    async close() {
      await app.close();
      await database.close();
      failOnDifference();
    },
  };
}
