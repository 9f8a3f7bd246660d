import { describe, expect, it } from '@jest/globals';
import { standardLimits } from '../src/api/limits/limits.ts';
import { configFrom, settingsHelp, WrongSetting } from '../src/config.ts';

describe('the settings', () => {
  it('make a trial shop on this machine alone when nothing is set', () => {
    const config = configFrom({});

    expect(config).toEqual({
      mode: 'trial',
      isTrial: true,
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      processes: 1,
      databasePool: 10,
      dataDir: './data',
      explorer: true,
      introspection: true,
      documentsOnly: false,
      corsOrigins: [],
      requestSeconds: 30,
      surveyRequestsPerMinute: 600,
      shedMilliseconds: 1_000,
      shutdownSeconds: 10,
      logLevel: 'warn',
      tokens: null,
      limits: standardLimits,
      metrics: { token: null },
      traces: null,
      shop: {
        baseCurrency: 'EUR',
        timeZone: 'Europe/Helsinki',
        country: 'FI',
        activeDays: 365,
        idempotencyDays: 7,
        openingHours: {
          timeZone: 'Europe/Helsinki',
          weekdays: [[], ...Array.from({ length: 5 }, () => [{ opens: 540, closes: 1_020 }]), []],
          holidays: new Set(),
        },
        caseTargets: { LOW: 604_800, NORMAL: 259_200, HIGH: 86_400, URGENT: 14_400 },
        trackingSource: 'segment',
        surveyFatigueDays: 30,
        lifetimeFitHours: 24,
        lifetimeDiscount: 0.01,
        segmentMinutes: 15,
        publicUrl: null,
      },
    });
    expect([config, config.shop, config.corsOrigins].map(Object.isFrozen)).toEqual([true, true, true]);
  });

  it('mean production once there is a DATABASE_URL', () => {
    const config = configFrom({ DATABASE_URL: 'postgres://me:secret@db/shop' });

    expect(config).toMatchObject({
      mode: 'production',
      isTrial: false,
      host: '::',
      databaseUrl: 'postgres://me:secret@db/shop',
      explorer: false,
      introspection: false,
      logLevel: 'info',
    });
  });

  it('take MODE and what is said of the explorer over what follows from DATABASE_URL', () => {
    const trial = configFrom({ DATABASE_URL: 'postgres://me@db/shop', MODE: 'trial', EXPLORER: 'false' });
    const production = configFrom({ MODE: 'production', INTROSPECTION: 'true' });

    expect(trial).toMatchObject({ isTrial: true, host: '127.0.0.1', explorer: false, introspection: true });
    expect(production).toMatchObject({ isTrial: false, host: '::', explorer: false, introspection: true });
  });

  it('take tokens when their three settings are given, and refuse some of them alone', () => {
    const given = {
      JWT_JWKS: 'https://id.example/jwks',
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'shop',
    };

    expect(configFrom(given).tokens).toEqual({
      jwks: 'https://id.example/jwks',
      issuer: 'https://id.example',
      audience: 'shop',
      scopeClaim: 'scope',
    });
    expect(() => configFrom({ ...given, JWT_ISSUER: '' })).toThrow(
      new WrongSetting('JWT_ISSUER is not set. JWT_JWKS, JWT_ISSUER and JWT_AUDIENCE go together.'),
    );
    expect(() => configFrom({ JWT_AUDIENCE: 'shop' })).toThrow(
      new WrongSetting(
        'JWT_JWKS and JWT_ISSUER are not set. JWT_JWKS, JWT_ISSUER and JWT_AUDIENCE go together.',
      ),
    );
  });

  it('make the limits', () => {
    const { limits } = configFrom({
      MAX_BODY_BYTES: '2048',
      MAX_TOKENS: '1',
      MAX_DEPTH: '2',
      MAX_INTROSPECTION_DEPTH: '3',
      MAX_ALIASES: '4',
      MAX_DIRECTIVES: '5',
      MAX_DUPLICATE_FIELDS: '6',
      MAX_NODES: '7',
      MAX_COST: '8',
      BUDGET_CAPACITY: '9',
      BUDGET_PER_SECOND: '0',
    });

    expect(limits).toEqual({
      bodyBytes: 2_048,
      document: {
        tokens: 1,
        depth: 2,
        introspectionDepth: 3,
        aliases: 4,
        directives: 5,
        duplicateFields: 6,
      },
      reading: { nodes: 7, cost: 8 },
      budget: { capacity: 9, perSecond: 0 },
    });
  });

  it('open /metrics in production only to who has its token, and send traces only where an address is given', () => {
    const closed = configFrom({ MODE: 'production' });
    const open = configFrom({
      MODE: 'production',
      METRICS_TOKEN: 'a-long-random-token',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example.com/',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YQ==,x-team=shop',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    });

    expect(closed).toMatchObject({ metrics: null, traces: null });
    expect(open).toMatchObject({
      metrics: { token: 'a-long-random-token' },
      traces: {
        url: 'https://traces.example.com/v1/traces',
        headers: { authorization: 'Basic YQ==', 'x-team': 'shop' },
        serviceName: 'clientele',
        share: 0.1,
      },
    });
  });

  it('part the connections to PostgreSQL between the processes, and refuse too few of them', () => {
    const given = { DATABASE_URL: 'postgres://me@db/shop', WEB_CONCURRENCY: '3' };

    expect(configFrom(given)).toMatchObject({ processes: 3, databasePool: 3 });
    expect(() => configFrom({ ...given, DATABASE_POOL: '5' })).toThrow(
      new WrongSetting(
        'DATABASE_POOL is "5". With WEB_CONCURRENCY=3 it takes 6 or more: 2 for each process.',
      ),
    );
  });

  it('take an empty variable for one that is not set', () => {
    expect(configFrom({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, mode: 'trial' });
  });

  it.each([
    ['MODE', 'test', 'MODE is "test". It takes trial or production.'],
    ['PORT', 'http', 'PORT is "http". It takes a whole number from 0 to 65535.'],
    ['PORT', '65536', 'PORT is "65536". It takes a whole number from 0 to 65535.'],
    ['PORT', '-1', 'PORT is "-1". It takes a whole number from 0 to 65535.'],
    ['PORT', '80.5', 'PORT is "80.5". It takes a whole number from 0 to 65535.'],
    ['DATABASE_POOL', '1', 'DATABASE_POOL is "1". It takes a whole number from 2 to 200.'],
    ['WEB_CONCURRENCY', '0', 'WEB_CONCURRENCY is "0". It takes a whole number from 1 to 100.'],
    [
      'WEB_CONCURRENCY',
      '2',
      'WEB_CONCURRENCY is "2". With the embedded database it takes 1: its files are for one process. DATABASE_URL names a PostgreSQL, which many may share.',
    ],
    ['SHOP_CURRENCY', 'EURO', 'SHOP_CURRENCY is "EURO". It takes three letters of ISO 4217, such as EUR.'],
    ['SHOP_COUNTRY', 'fi', 'SHOP_COUNTRY is "fi". It takes two letters of ISO 3166-1, such as FI.'],
    ['SHOP_TIME_ZONE', 'Mars', 'SHOP_TIME_ZONE is "Mars". It takes a time zone such as Europe/Helsinki.'],
    ['ACTIVE_DAYS', '0', 'ACTIVE_DAYS is "0". It takes a whole number from 1 to 3650.'],
    ['IDEMPOTENCY_DAYS', 'week', 'IDEMPOTENCY_DAYS is "week". It takes a whole number from 1 to 365.'],
    [
      'BUSINESS_HOURS',
      '9 to 5',
      'BUSINESS_HOURS is "9 to 5". It takes hours such as Mon-Fri 09:00-17:00, Sat 10:00-14:00.',
    ],
    [
      'HOLIDAYS',
      'Easter',
      'HOLIDAYS is "Easter". It takes days such as 2027-03-26, and days of every year such as 12-25, by commas.',
    ],
    [
      'CASE_TARGETS',
      'SOON=1h',
      'CASE_TARGETS is "SOON=1h". It takes hours or days by priority such as URGENT=4h, HIGH=1d, NORMAL=3d, LOW=7d.',
    ],
    ['EXPLORER', 'maybe', 'EXPLORER is "maybe". It takes true or false.'],
    ['DOCUMENTS_ONLY', 'some', 'DOCUMENTS_ONLY is "some". It takes true or false.'],
    ['REQUEST_SECONDS', '0', 'REQUEST_SECONDS is "0". It takes a whole number from 1 to 600.'],
    ['SHUTDOWN_SECONDS', '1h', 'SHUTDOWN_SECONDS is "1h". It takes a whole number from 1 to 300.'],
    [
      'JWT_JWKS',
      'https://',
      'JWT_JWKS is "https://". It takes an http or https address, or the path of a file.',
    ],
    ['MAX_DEPTH', 'deep', 'MAX_DEPTH is "deep". It takes a whole number from 0 to 1000000000.'],
    ['MAX_BODY_BYTES', '0', 'MAX_BODY_BYTES is "0". It takes a whole number from 1024 to 1000000000.'],
    ['SHED_MILLISECONDS', '-1', 'SHED_MILLISECONDS is "-1". It takes a whole number from 0 to 60000.'],
    ['LOG_LEVEL', 'all', 'LOG_LEVEL is "all". It takes fatal, error, warn, info, debug, trace or silent.'],
    ['METRICS_TOKEN', 'short', 'METRICS_TOKEN is not one that can be used. It takes at least 16 characters.'],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'localhost:4318',
      'OTEL_EXPORTER_OTLP_ENDPOINT is "localhost:4318". It takes an address such as http://localhost:4318.',
    ],
    [
      'OTEL_EXPORTER_OTLP_HEADERS',
      'token=%',
      'OTEL_EXPORTER_OTLP_HEADERS is not one that can be used. It takes headers such as name=value,other=value, percent-encoded.',
    ],
    ['OTEL_TRACES_SAMPLER_ARG', '2', 'OTEL_TRACES_SAMPLER_ARG is "2". It takes a number from 0 to 1.'],
    [
      'HOST',
      '0.0.0.0',
      'HOST is "0.0.0.0". In trial mode it takes a loopback address; MODE=production takes others.',
    ],
  ])('refuse %s=%s, saying what it takes', (name, value, message) => {
    expect(() => configFrom({ [name]: value })).toThrow(new WrongSetting(message));
  });

  it.each(['*', 'https://*.example', 'https://shop.example/', 'shop.example', 'https://a.example,*', 'null'])(
    'refuse CORS_ORIGINS=%s: an origin is written as browsers send it',
    (value) => {
      expect(() => configFrom({ CORS_ORIGINS: value })).toThrow(
        new WrongSetting(
          `CORS_ORIGINS is "${value}". It takes exact origins such as https://shop.example, by commas; a wildcard would let every page in.`,
        ),
      );
    },
  );

  it('take several origins, and leave the explorer out where registered documents alone are run', () => {
    const config = configFrom({
      CORS_ORIGINS: 'https://shop.example, http://localhost:5173',
      DOCUMENTS_ONLY: 'true',
    });

    expect(config).toMatchObject({
      corsOrigins: ['https://shop.example', 'http://localhost:5173'],
      documentsOnly: true,
      explorer: false,
    });
  });

  it.each(['mysql://me:secret@db/shop', 'postgres://me:secret@db:port/shop'])(
    'refuse DATABASE_URL=%s without repeating its password',
    (value) => {
      expect(() => configFrom({ DATABASE_URL: value })).toThrow(
        new WrongSetting(
          'DATABASE_URL is not one that can be used. It takes an address such as postgres://user:password@host:5432/name.',
        ),
      );
    },
  );

  it('are each told with a sentence', () => {
    const told = settingsHelp();

    expect(told.find(({ name }) => name === 'ACTIVE_DAYS')).toEqual({
      name: 'ACTIVE_DAYS',
      byDefault: '365',
      sentence: 'How many days after a purchase a customer counts as active.',
    });
    expect(told.filter(({ sentence }) => !/^\S.*\.$/.test(sentence))).toEqual([]);
  });
});
