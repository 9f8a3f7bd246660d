import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../api/context.ts';
import type { Config } from '../config.ts';
import { examples } from './examples.ts';
import { registerExplorer } from './explorer.ts';
import { graphqlServer } from './graphql.ts';
import { registerHealth } from './health.ts';
import { metricsOver, registerMetrics } from './metrics.ts';
import { shedLoad } from './pressure.ts';
import { contextOf, type Serving } from './request.ts';
import type { Tracer } from './trace.ts';
import { watchRequests } from './watch.ts';

const largestBody = 1_048_576;

export type ServerSettings = Pick<
  Config,
  | 'explorer'
  | 'introspection'
  | 'isTrial'
  | 'logLevel'
  | 'requestSeconds'
  | 'shedMilliseconds'
  | 'metrics'
  | 'traces'
>;

export interface ServerOptions extends Serving {
  schema: GraphQLSchema;
  config: ServerSettings;
  /** Put into the explorer for a browser on this machine; null outside trial mode. */
  trialKey: string | null;
  /** Where log lines go; standard output when nothing is said. */
  logTo?: { write(line: string): void };
}

/** The whole HTTP server, not listening yet. */
export async function buildServer({
  schema,
  config,
  trialKey,
  logTo,
  ...serving
}: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: largestBody,
    genReqId: () => randomUUID(),
    logger:
      config.logLevel === 'silent' ? false : { level: config.logLevel, ...(logTo ? { stream: logTo } : {}) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  const apollo = graphqlServer({
    schema,
    introspection: config.introspection,
    suggestions: config.isTrial,
    log: app.log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  const metrics = config.metrics ? metricsOver(serving.database) : null;
  const tracer = await tracerFor(config.traces);
  app.addHook('onClose', () => tracer?.close());

  watchRequests(app, { metrics, tracer }, config.requestSeconds);
  letGoWhenClosing(app);
  shedLoad(app, config.shedMilliseconds);
  registerHealth(app, serving.database);
  if (metrics) registerMetrics(app, metrics, config.metrics?.token ?? null);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler<Context>(apollo, {
      context: (request) => contextOf(serving, request),
    }),
  });
  if (config.explorer) registerExplorer(app, { graphqlPath: '/graphql', trialKey, examples });
  return app;
}

/** How long connections without a request are kept after the signal to close. */
const lingerMilliseconds = 250;

/**
 * What is answered while we close goes out on a connection that ends with it: kept alive, it would hold us up. Those
 * without a request are closed a moment later: a request that is on its way then finds an answer and not a reset.
 */
function letGoWhenClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    if (app.server.listening) await new Promise((resolve) => setTimeout(resolve, lingerMilliseconds));
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

/** What traces take to load is loaded only where they go somewhere. */
async function tracerFor(traces: Config['traces']): Promise<Tracer | null> {
  if (traces === null) return null;
  const { openTelemetry } = await import('./trace.otlp.ts');
  return openTelemetry(traces);
}
