import { randomUUID } from 'node:crypto';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Budgets, budgetsOf } from '../access/budgets.ts';
import { type Limits, standardLimits } from '../api/limits/limits.ts';
import type { Config } from '../config.ts';
import { isReachable } from '../database/database.ts';
import { counted, type StatementCount } from '../database/statements.ts';
import { loggable } from './error.log.ts';
import { examples } from './examples.ts';
import { registerExplorer } from './explorer.ts';
import { graphqlServer } from './graphql.ts';
import { admitOrigins, sendSecurityHeaders } from './origins.ts';
import { reported } from './our.faults.ts';
import { refuseFault, refuseInForm } from './refusals.ts';
import { contextOf, endLife, type HttpContext, lifeOf, type Serving } from './request.ts';
import { keepPrivate } from './revalidation.ts';
import { type DocumentPolicy, trustedDocument } from './trusted.ts';

declare module 'fastify' {
  interface FastifyRequest {
    count: StatementCount;
    operation: string | null;
    /** What a request to GraphQL was run with. */
    context: HttpContext | null;
  }
}

export interface ServerOptions extends Serving, Pick<DocumentPolicy, 'findDocument'> {
  schema: GraphQLSchema;
  config: Pick<
    Config,
    'corsOrigins' | 'documentsOnly' | 'explorer' | 'introspection' | 'isTrial' | 'logLevel' | 'requestSeconds'
  > & {
    /** The standard ones when nothing is said. */
    limits?: Limits;
  };
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
  findDocument,
  ...serving
}: ServerOptions): Promise<FastifyInstance> {
  const { limits = standardLimits } = config;
  const app = Fastify({
    bodyLimit: limits.bodyBytes,
    genReqId: () => randomUUID(),
    logger:
      config.logLevel === 'silent' ? false : { level: config.logLevel, ...(logTo ? { stream: logTo } : {}) },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: refuseFault,
  });
  const apollo = graphqlServer({
    schema,
    introspection: config.introspection,
    suggestions: config.isTrial,
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

  sendSecurityHeaders(app);
  refuseInForm(app);
  await admitOrigins(app, config.corsOrigins);
  countStatements(app);
  letGoWhenClosing(app);
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const isReady = await isReachable(serving.database);
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'the database does not answer' });
  });
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
          const life = lifeOf(request, config.requestSeconds);
          request.context = { ...(await contextOf(serving, budgets, request, life)), document };
          return request.context;
        }),
    }),
  });
  if (config.explorer) registerExplorer(app, { graphqlPath: '/graphql', trialKey, examples });
  return app;
}

/** Each request counts its statements and is logged once, when it has been answered. */
function countStatements(app: FastifyInstance): void {
  app.decorateRequest('operation', null);
  app.decorateRequest('context', null);
  app.decorateRequest('count');
  app.addHook('preHandler', (request, _reply, done) => {
    request.count = { statements: 0 };
    request.operation = operationOf(request.body);
    counted(request.count, done);
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    endLife(request);
    request.log.info(
      {
        method: request.method,
        path: request.url.split('?')[0],
        operation: request.operation,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        statements: request.count?.statements ?? 0,
        ...(request.context ? { cost: request.context.cost.actual } : {}),
        ...(request.context?.outcome.refused ? request.context.outcome : {}),
      },
      'answered',
    );
  });
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

/** What is answered while we close goes out on a connection that ends with it: kept alive, it would hold us up. */
function letGoWhenClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

/** The name a client gave its operation; names only, never values. */
function operationOf(body: unknown): string | null {
  const { operationName, query } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  // What is no name may be anything, and is not put into the log.
  if (typeof operationName === 'string')
    return /^[_a-zA-Z]\w{0,99}$/.test(operationName) ? operationName : null;
  return typeof query === 'string'
    ? (/^(?:\s|#.*\n)*(?:query|mutation|subscription)\s+(\w{1,100})/.exec(query)?.[1] ?? null)
    : null;
}
