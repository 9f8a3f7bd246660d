import { z } from 'zod';
import { standardLimits } from './api/limits/limits.ts';
import { targetsIn } from './interactions/case.targets.ts';
import { isCurrency } from './kernel/money.ts';
import { holidaysIn, weekdaysIn } from './kernel/opening.hours.ts';
import { flag, limit, number, whole } from './settings.kinds.ts';

/** One connection alone would wait for itself where a transaction needs another beside it. */
export const leastPool = 2;

/** Every setting: its name in the environment, what it allows, its default, a sentence. */
export const settings = z.object({
  MODE: z
    .enum(['trial', 'production'], { error: 'trial or production' })
    .optional()
    .describe(
      'trial: loopback only, a key made by itself, the demo shop, explorer and introspection. production with DATABASE_URL, else trial.',
    ),
  PORT: whole(0, 65_535).default(4000).describe('The port to listen on; 0 takes a free one.'),
  HOST: z
    .string()
    .min(1)
    .optional()
    .describe('The address to listen on. 127.0.0.1 in trial mode, :: in production.'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, { error: 'an address such as postgres://user:password@host:5432/name' })
    .optional()
    .describe('A PostgreSQL 15 or later to use instead of the embedded database.'),
  DATABASE_POOL: whole(leastPool, 200)
    .default(10)
    .describe('How many connections to keep to PostgreSQL, those of all processes together.'),
  WEB_CONCURRENCY: whole(1, 100)
    .default(1)
    .describe(
      'How many processes answer, behind one port; as many as there are processors is the most of use. The embedded database takes 1.',
    ),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Where the embedded database and the trial key are kept.'),
  SHOP_CURRENCY: z
    .string()
    .refine(isCurrency, { error: 'three letters of ISO 4217, such as EUR' })
    .default('EUR')
    .describe('The base currency of every figure. Fixed once the database has been opened with it.'),
  SHOP_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'a time zone such as Europe/Helsinki' })
    .default('Europe/Helsinki')
    .describe('Where days and months of reports are cut.'),
  SHOP_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'two letters of ISO 3166-1, such as FI' })
    .default('FI')
    .describe('Where phone numbers without a country prefix are from, for customers without a country.'),
  ACTIVE_DAYS: whole(1, 3_650)
    .default(365)
    .describe('How many days after a purchase a customer counts as active.'),
  IDEMPOTENCY_DAYS: whole(1, 365).default(7).describe('How many days an idempotency key is remembered.'),
  BUSINESS_HOURS: z
    .string()
    .refine((text) => weekdaysIn(text) !== null, {
      error: 'hours such as Mon-Fri 09:00-17:00, Sat 10:00-14:00',
    })
    .default('Mon-Fri 09:00-17:00')
    .describe(
      'When customers are served, in SHOP_TIME_ZONE. Business time is counted in them as they are when a case is written.',
    ),
  HOLIDAYS: z
    .string()
    .refine((text) => holidaysIn(text) !== null, {
      error: 'days such as 2027-03-26, and days of every year such as 12-25, by commas',
    })
    .default('')
    .describe('Days on which nobody serves: 2027-03-26, or 12-25 for every year, by commas.'),
  CASE_TARGETS: z
    .string()
    .refine((text) => targetsIn(text) !== null, {
      error: 'hours or days by priority such as URGENT=4h, HIGH=1d, NORMAL=3d, LOW=7d',
    })
    .default('URGENT=4h, HIGH=1d, NORMAL=3d, LOW=7d')
    .describe(
      'How long after its opening a case is due, by priority, in calendar time; a priority left out has no due time.',
    ),
  TRACKING_SOURCE: z
    .string()
    .regex(/^[\w.:-]{1,50}$/, { error: '1 to 50 letters, digits, dots, colons, dashes or underscores' })
    .default('segment')
    .describe('The source of external ids that the userId of a tracked call is of.'),
  SEGMENT_MINUTES: whole(1, 1_440)
    .default(15)
    .describe('After how many minutes segments whose rules change with time are evaluated anew.'),
  SURVEY_FATIGUE_DAYS: whole(0, 3_650)
    .default(30)
    .describe('How many days a customer who was asked by one survey is asked by no other; 0: no days.'),
  LIFETIME_FIT_HOURS: whole(0, 8_760)
    .default(24)
    .describe('After how many hours lifetime models are fitted anew; 0: only by clientele fit-models.'),
  LIFETIME_DISCOUNT_PERCENT: number(0, 100)
    .default(1)
    .describe('What a month takes off the lifetime value of customers, in percent.'),
  SURVEY_REQUESTS_PER_MINUTE: limit(
    600,
    'How many requests a minute one address may send to pages of surveys and to submitSurveyResponse by token, and a tenth as many with one link; 0: any number.',
  ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://clientele.example' })
    .optional()
    .describe(
      'Where this server is reached from outside, for the links of invitations; without it they are paths.',
    ),
  JWT_JWKS: z
    .string()
    .refine((text) => !/^https?:/.test(text) || URL.canParse(text), {
      error: 'an http or https address, or the path of a file',
    })
    .optional()
    .describe(
      'The keys that sign tokens: the address of a JWKS, or the path of a file. Goes with JWT_ISSUER and JWT_AUDIENCE; without it only API keys are taken.',
    ),
  JWT_ISSUER: z.string().optional().describe('Whose tokens are taken: their claim iss.'),
  JWT_AUDIENCE: z.string().optional().describe('Whom tokens must be for: their claim aud.'),
  JWT_SCOPE_CLAIM: z
    .string()
    .default('scope')
    .describe('The claim that holds the scopes of a token, as words or a list.'),
  EXPLORER: flag(
    'Whether the explorer is served at /. true in trial mode without DOCUMENTS_ONLY, else false.',
  ),
  INTROSPECTION: flag('Whether the schema may be asked for. true in trial mode, else false.'),
  DOCUMENTS_ONLY: flag('Whether registered documents alone are run. false when nothing is said.'),
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every(isOrigin), {
      error: 'exact origins such as https://shop.example, by commas; a wildcard would let every page in',
    })
    .default([])
    .describe('Origins whose pages may call the API from a browser, by commas; none when nothing is said.'),
  REQUEST_SECONDS: whole(1, 600)
    .default(30)
    .describe(
      'How long a request may take to arrive, and how long to be answered before it is called off, its SQL with it.',
    ),
  SHED_MILLISECONDS: whole(0, 60_000)
    .default(1_000)
    .describe('How late the event loop may run before requests are refused; 0 refuses none.'),
  SHUTDOWN_SECONDS: whole(1, 300)
    .default(10)
    .describe('How long requests under way may take to finish on SIGTERM.'),
  MAX_BODY_BYTES: whole(1_024, 1_000_000_000)
    .default(standardLimits.bodyBytes)
    .describe('How large the body of a request may be.'),
  MAX_TOKENS: limit(standardLimits.document.tokens, 'How many tokens a document may have; 0: any number.'),
  MAX_DEPTH: limit(standardLimits.document.depth, 'How deep fields may nest; 0: as deep as one likes.'),
  MAX_INTROSPECTION_DEPTH: limit(
    standardLimits.document.introspectionDepth,
    'How deep fields may nest when the schema is asked for, `ofType` not counted; 0: as deep as one likes.',
  ),
  MAX_ALIASES: limit(
    standardLimits.document.aliases,
    'How many aliases an operation may have; 0: any number.',
  ),
  MAX_DIRECTIVES: limit(
    standardLimits.document.directives,
    'How many directives an operation may have; 0: any number.',
  ),
  MAX_DUPLICATE_FIELDS: limit(
    standardLimits.document.duplicateFields,
    'How often one place may ask for the same name; 0: any number.',
  ),
  MAX_NODES: limit(standardLimits.reading.nodes, 'How many objects a request may read; 0: any number.'),
  MAX_COST: limit(standardLimits.reading.cost, 'What a request may cost; 0: anything.'),
  BUDGET_CAPACITY: limit(
    standardLimits.budget.capacity,
    'What a key may spend at once after a while of silence; 0: no budgets.',
  ),
  BUDGET_PER_SECOND: limit(
    standardLimits.budget.perSecond,
    'What a key gets back to spend each second; 0: no budgets.',
  ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    })
    .optional()
    .describe('What is logged. warn in trial mode, info in production.'),
  METRICS_TOKEN: z
    .string()
    .min(16, { error: 'at least 16 characters' })
    .optional()
    .describe(
      'Who sends it as a bearer token may read /metrics. Without it: anybody in trial mode, else nobody.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'an address such as http://localhost:4318' })
    .optional()
    .describe('The OpenTelemetry collector that traces go to, by OTLP over HTTP. None without it.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine(areHeaders, { error: 'headers such as name=value,other=value, percent-encoded' })
    .optional()
    .describe('Headers for the collector, such as name=value,other=value.'),
  OTEL_SERVICE_NAME: z.string().min(1).default('clientele').describe('What traces call this server.'),
  OTEL_TRACES_SAMPLER_ARG: number(0, 1)
    .default(1)
    .describe('The share of requests that is traced, where the caller has not decided.'),
});

export type Settings = z.output<typeof settings>;

/** `name=value,other=value`, the values percent-encoded. Throws where they are not. */
export function headersIn(list: string): Record<string, string> {
  const pairs = list.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', value = ''] = /^\s*([\w-]+)=(.*)$/.exec(pair) ?? [];
      return [name, decodeURIComponent(value.trim())];
    }),
  );
}

function areHeaders(list: string): boolean {
  try {
    return !('' in headersIn(list));
  } catch {
    return false;
  }
}

/** Written as browsers send it: scheme, host and port, with no path and no slash at the end. */
function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
