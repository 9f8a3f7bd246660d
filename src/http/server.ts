import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Budgets, budgetsOf } from '../access/budgets.ts';
import { paceOf } from '../access/pace.ts';
import { planningExecutor } from '../api/executor.ts';
import type { Config } from '../config.ts';
import { letGoWhenClosing } from './closing.ts';
import { loggable } from './error.log.ts';
import { examples } from './examples.ts';
import { registerExplorer } from './explorer.ts';
import { graphqlServer } from './graphql.ts';
import { registerHealth } from './health.ts';
import { metricsOver, registerMetrics } from './metrics.ts';
import { admitOrigins, sendSecurityHeaders } from './origins.ts';
import { reported } from './our.faults.ts';
import type { Peers } from './peers.ts';
import { shedLoad } from './pressure.ts';
import { refuseFault, refuseInForm } from './refusals.ts';
import { contextOf, type HttpContext, type Serving } from './request.ts';
import { keepPrivate } from './revalidation.ts';
import { refuseUnread } from './sockets.ts';
import { registerSurveyPages, type SurveyPages } from './survey.pages.ts';
import type { Tracer } from './trace.ts';
import { registerTracking, type Tracker } from './tracking.ts';
import { type DocumentPolicy, trustedDocument } from './trusted.ts';
import { watchRequests } from './watch.ts';

export type ServerSettings = Pick<
  Config,
  | 'corsOrigins'
  | 'documentsOnly'
  | 'explorer'
  | 'introspection'
  | 'isTrial'
  | 'logLevel'
  | 'requestSeconds'
  | 'shedMilliseconds'
  | 'surveyRequestsPerMinute'
  | 'shutdownSeconds'
  | 'limits'
  | 'metrics'
  | 'traces'
>;

export interface ServerOptions extends Serving, Pick<DocumentPolicy, 'findDocument'> {
  schema: GraphQLSchema;
  config: ServerSettings;
  /** Takes what SDKs of Segment's API send; left out, nothing is. */
  tracker?: Tracker;
  /** The pages on which customers answer surveys; left out, there are none. */
  surveyPages?: SurveyPages;
  /** Put into the explorer for a browser on this machine; null outside trial mode. */
  trialKey: string | null;
  /** The other processes of this server; none when nothing is said. */
  peers?: Peers | null;
  /** Where log lines go; standard output when nothing is said. */
  logTo?: { write(line: string): void };
  /** Who runs operations; planned when nothing is said. */
  executor?: typeof planningExecutor;
}

/** The whole HTTP server, not listening yet. */
export async function buildServer({
  schema,
  config,
  trialKey,
  peers = null,
  logTo,
  findDocument,
  executor = planningExecutor,
  tracker,
  surveyPages,
  ...serving
}: ServerOptions): Promise<FastifyInstance> {
  const { limits } = config;
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    genReqId: () => randomUUID(),
    logger:
      config.logLevel === 'silent' ? false : { level: config.logLevel, ...(logTo ? { stream: logTo } : {}) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    // Refused by a hook, in the form of GraphQL.
    return503OnClosing: false,
    frameworkErrors: refuseFault,
    clientErrorHandler: refuseUnread,
    ...patience(config.requestSeconds),
  });
  const apollo = graphqlServer({
    schema,
    introspection: config.introspection,
    suggestions: config.isTrial,
    executor: executor(schema, config.isTrial),
    limits,
    log: app.log,
    onPersonalRead: serving.onPersonalRead,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const budgets = budgetsOf({
    kysely: serving.database.kysely,
    clock: serving.clock,
    filling: limits.budget,
  });
  keepTidy(app, budgets);
  const pace = paceOf(serving.clock, config.surveyRequestsPerMinute);

  const metrics = config.metrics ? metricsOver(serving.database, peers) : null;
  const tracer = await tracerFor(config.traces);
  app.addHook('onClose', () => tracer?.close());

  sendSecurityHeaders(app);
  refuseInForm(app);
  await admitOrigins(app, config.corsOrigins);
  watchRequests(app, { metrics, tracer }, config.requestSeconds);
  letGoWhenClosing(app, config.shutdownSeconds);
  shedLoad(app, config.shedMilliseconds);
  registerHealth(app, serving.database);
  if (metrics) registerMetrics(app, metrics, config.metrics?.token ?? null);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    onSend: keepPrivate,
    handler: fastifyApolloHandler<HttpContext>(apollo, {
      context: (request) =>
        reported(request, async () => {
          // Before the caller is looked for: what must not be run costs no SQL.
          const document = await trustedDocument(
            { findDocument, documentsOnly: config.documentsOnly },
            request,
          );
          request.operation ??= document?.operation ?? null;
          request.context = { ...(await contextOf(serving, { budgets, pace }, request)), document };
          return request.context;
        }),
    }),
  });
  if (tracker) await registerTracking(app, { tracker, authenticate: serving.authenticate, budgets });
  if (surveyPages)
    await registerSurveyPages(app, {
      pages: surveyPages,
      pace,
      publicUrl: serving.shop.publicUrl,
    });
  if (config.explorer) registerExplorer(app, { graphqlPath: '/graphql', trialKey, examples });
  return app;
}

/** How long a request may take to arrive; and a connection on which nothing moves, as who does not read its answer. */
function patience(requestSeconds: number) {
  const requestTimeout = requestSeconds * 1_000;
  return {
    requestTimeout,
    // Longer than a request may run, during which nothing moves either.
    connectionTimeout: 2 * requestTimeout,
    // Node takes the time of headers from here, and looks every 30 seconds unless told otherwise.
    http: { requestTimeout, connectionsCheckingInterval: 1_000 },
  };
}

const tidyMilliseconds = 10_000;

/** Budgets that are not in use go back to the database, and all of them at the end. */
function keepTidy(app: FastifyInstance, budgets: Budgets): void {
  const lost = (fault: unknown) => app.log.warn({ err: loggable(fault) }, 'a part of a budget was lost');
  const timer = setInterval(() => budgets.tidy().catch(lost), tidyMilliseconds).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await budgets.close().catch(lost);
  });
}

/** What traces take to load is loaded only where they go somewhere. */
async function tracerFor(traces: Config['traces']): Promise<Tracer | null> {
  if (traces === null) return null;
  const { openTelemetry } = await import('./trace.otlp.ts');
  return openTelemetry(traces);
}
