import type { Limits } from './api/limits/limits.ts';
import { targetsIn } from './interactions/case.targets.ts';
import { PlainFault } from './kernel/errors.ts';
import { holidaysIn, weekdaysIn } from './kernel/opening.hours.ts';
import { headersIn, leastPool, type Settings, settings } from './settings.ts';

export type Config = Readonly<ReturnType<typeof completed>>;

/** A setting that cannot be used, said in a sentence. */
export class WrongSetting extends PlainFault {
  override name = 'WrongSetting';
}

/** Reads the settings; nobody else looks at the environment. Throws `WrongSetting`. */
export function configFrom(environment: Record<string, string | undefined>): Config {
  // An empty variable is one that is not set: shells and compose files leave such behind.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    const name = String(issue?.path[0]);
    const saying = secret.has(name) ? 'not one that can be used' : JSON.stringify(given[name]);
    throw new WrongSetting(`${name} is ${saying}. It takes ${issue?.message}.`);
  }
  return Object.freeze(completed(read.data));
}

/** Settings that hold a password or a token; what is said of them ends in a log. */
const secret = new Set(['DATABASE_URL', 'METRICS_TOKEN', 'OTEL_EXPORTER_OTLP_HEADERS']);

function completed(given: Settings) {
  const mode = given.MODE ?? (given.DATABASE_URL ? 'production' : 'trial');
  const isTrial = mode === 'trial';
  if (isTrial && given.HOST !== undefined && !isLoopback(given.HOST)) {
    throw new WrongSetting(
      `HOST is ${JSON.stringify(given.HOST)}. In trial mode it takes a loopback address; MODE=production takes others.`,
    );
  }
  return {
    tokens: tokensOf(given),
    mode: mode as 'trial' | 'production',
    isTrial,
    port: given.PORT,
    host: given.HOST ?? (isTrial ? '127.0.0.1' : '::'),
    databaseUrl: given.DATABASE_URL,
    processes: given.WEB_CONCURRENCY,
    databasePool: poolOf(given),
    dataDir: given.DATA_DIR,
    explorer: given.EXPLORER ?? (isTrial && !given.DOCUMENTS_ONLY),
    introspection: given.INTROSPECTION ?? isTrial,
    documentsOnly: given.DOCUMENTS_ONLY ?? false,
    corsOrigins: Object.freeze(given.CORS_ORIGINS),
    requestSeconds: given.REQUEST_SECONDS,
    surveyRequestsPerMinute: given.SURVEY_REQUESTS_PER_MINUTE,
    shedMilliseconds: given.SHED_MILLISECONDS,
    shutdownSeconds: given.SHUTDOWN_SECONDS,
    logLevel: given.LOG_LEVEL ?? (isTrial ? ('warn' as const) : ('info' as const)),
    limits: limitsOf(given),
    metrics: metricsOf(given.METRICS_TOKEN, isTrial),
    traces: tracesOf(given),
    shop: Object.freeze({
      baseCurrency: given.SHOP_CURRENCY,
      timeZone: given.SHOP_TIME_ZONE,
      country: given.SHOP_COUNTRY,
      activeDays: given.ACTIVE_DAYS,
      idempotencyDays: given.IDEMPOTENCY_DAYS,
      ...serviceOf(given),
      trackingSource: given.TRACKING_SOURCE,
      surveyFatigueDays: given.SURVEY_FATIGUE_DAYS,
      lifetimeFitHours: given.LIFETIME_FIT_HOURS,
      lifetimeDiscount: given.LIFETIME_DISCOUNT_PERCENT / 100,
      segmentMinutes: given.SEGMENT_MINUTES,
      publicUrl: given.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    }),
  };
}

/** How many connections each process may have. */
function poolOf({ DATABASE_URL, DATABASE_POOL, WEB_CONCURRENCY }: Settings): number {
  if (WEB_CONCURRENCY > 1 && DATABASE_URL === undefined) {
    throw new WrongSetting(
      `WEB_CONCURRENCY is "${WEB_CONCURRENCY}". With the embedded database it takes 1: its files are for one process. DATABASE_URL names a PostgreSQL, which many may share.`,
    );
  }
  const least = WEB_CONCURRENCY * leastPool;
  if (DATABASE_POOL < least) {
    throw new WrongSetting(
      `DATABASE_POOL is "${DATABASE_POOL}". With WEB_CONCURRENCY=${WEB_CONCURRENCY} it takes ${least} or more: ${leastPool} for each process.`,
    );
  }
  return Math.floor(DATABASE_POOL / WEB_CONCURRENCY);
}

/** When customers are served and by when; the settings have been read once already, to be judged. */
function serviceOf({ BUSINESS_HOURS, HOLIDAYS, CASE_TARGETS, SHOP_TIME_ZONE }: Settings) {
  return {
    openingHours: Object.freeze({
      timeZone: SHOP_TIME_ZONE,
      weekdays: weekdaysIn(BUSINESS_HOURS) ?? [],
      holidays: holidaysIn(HOLIDAYS) ?? new Set<string>(),
    }),
    caseTargets: Object.freeze(
      targetsIn(CASE_TARGETS) ?? { LOW: null, NORMAL: null, HIGH: null, URGENT: null },
    ),
  };
}

/** What tokens are judged by; null when only keys are taken. */
function tokensOf({ JWT_JWKS, JWT_ISSUER, JWT_AUDIENCE, JWT_SCOPE_CLAIM }: Settings) {
  const together = { JWT_JWKS, JWT_ISSUER, JWT_AUDIENCE };
  const missing = Object.entries(together).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === Object.keys(together).length) return null;
  if (JWT_JWKS === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined) {
    throw new WrongSetting(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set. JWT_JWKS, JWT_ISSUER and JWT_AUDIENCE go together.`,
    );
  }
  return Object.freeze({
    jwks: JWT_JWKS,
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    scopeClaim: JWT_SCOPE_CLAIM,
  });
}

function limitsOf(given: Settings): Limits {
  return Object.freeze({
    document: Object.freeze({
      tokens: given.MAX_TOKENS,
      depth: given.MAX_DEPTH,
      introspectionDepth: given.MAX_INTROSPECTION_DEPTH,
      aliases: given.MAX_ALIASES,
      directives: given.MAX_DIRECTIVES,
      duplicateFields: given.MAX_DUPLICATE_FIELDS,
    }),
    reading: Object.freeze({ nodes: given.MAX_NODES, cost: given.MAX_COST }),
    budget: Object.freeze({ capacity: given.BUDGET_CAPACITY, perSecond: given.BUDGET_PER_SECOND }),
    bodyBytes: given.MAX_BODY_BYTES,
  });
}

/** Who may read the metrics; null when nobody may. A token of null lets everybody. */
function metricsOf(token: string | undefined, isTrial: boolean): { token: string | null } | null {
  return token === undefined && !isTrial ? null : { token: token ?? null };
}

/** Where traces go; null when nowhere. */
function tracesOf(given: Settings) {
  if (given.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return null;
  return {
    url: `${given.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, '')}/v1/traces`,
    headers: headersIn(given.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
    serviceName: given.OTEL_SERVICE_NAME,
    share: given.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** Name, default and sentence of every setting, for `--help` and the README. */
export function settingsHelp(): { name: string; byDefault: string; sentence: string }[] {
  return Object.entries(settings.shape).map(([name, setting]) => {
    const byDefault = setting.safeParse(undefined).data;
    return {
      name,
      byDefault: byDefault === undefined ? '' : String(byDefault),
      sentence: setting.description ?? '',
    };
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
