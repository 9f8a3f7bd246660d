import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { doing, type Statement, Work } from '../database/work.ts';
import type { Metrics } from './metrics.ts';
import { type HttpContext, limitLife } from './request.ts';
import { type RequestTrace, type Tracer, traceIdOf } from './trace.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What it asks of the database. */
    work: Work;
    /** The name a client gave its operation; null for none. */
    operation: string | null;
    /** The code of the error it was answered with; null when it was not refused, or before GraphQL. */
    code: string | null;
    trace: RequestTrace | null;
    /** What a request to GraphQL was run with. */
    context: HttpContext | null;
    /** Ends what watches over its life; null before that has begun. */
    endLife: (() => void) | null;
    /** It has been answered, or its client has gone. */
    isOver: boolean;
  }
}

/** Who is told of requests beside the log; null for nobody. */
export interface Watchers {
  metrics: Metrics | null;
  tracer: Tracer | null;
}

/** Each request has its life, its statements counted, and is told of once: when it has been answered or left. */
export function watchRequests(
  app: FastifyInstance,
  { metrics, tracer }: Watchers,
  requestSeconds: number,
): void {
  app.decorateRequest('work');
  app.decorateRequest('operation', null);
  app.decorateRequest('code', null);
  app.decorateRequest('trace', null);
  app.decorateRequest('context', null);
  // Not in a WeakMap: what leads from its values back to their key outlives small collections, and with it the request.
  app.decorateRequest('endLife', null);
  app.decorateRequest('isOver', false);

  app.addHook('preHandler', (request, reply, done) => {
    request.operation = operationOf(request.body);
    request.trace = tracer?.begin(request.headers.traceparent, request.operation) ?? null;
    request.work = new Work(seenBy(metrics, request.trace));
    request.endLife = limitLife(request, requestSeconds, () => end(request, reply, true));
    doing(request.work, done);
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => end(request, reply, false));

  function end(request: FastifyRequest, reply: FastifyReply, isLeft: boolean): void {
    if (request.isOver) return;
    request.isOver = true;
    request.endLife?.();
    tell(request, reply, isLeft);
    if (request.routeOptions.url === '/graphql') {
      const code = isLeft ? 'LEFT' : outcomeOf(request, reply);
      const { operation, context } = request;
      const isKnown = context !== null && (context.caller.actor !== null || context.document !== null);
      metrics?.answered({ operation, isKnown, code, seconds: reply.elapsedTime / 1_000 });
    }
    request.trace?.end({
      path: pathOf(request),
      method: request.method,
      status: isLeft ? null : reply.statusCode,
      code: request.code,
      requestId: request.id,
    });
  }
}

function tell(request: FastifyRequest, reply: FastifyReply, isLeft: boolean): void {
  request.log.info(
    {
      traceId: request.trace?.traceId ?? traceIdOf(request.headers.traceparent),
      method: request.method,
      path: pathOf(request),
      operation: request.operation,
      status: isLeft ? undefined : reply.statusCode,
      code: request.code ?? undefined,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      cost: request.context?.cost.actual,
      statements: request.work?.statements ?? 0,
    },
    isLeft ? 'left' : 'answered',
  );
}

function seenBy(
  metrics: Metrics | null,
  trace: RequestTrace | null,
): ((statement: Statement) => void) | undefined {
  if (!metrics && !trace) return undefined;
  return (statement) => {
    metrics?.asked(statement);
    trace?.statement(statement);
  };
}

/** What came before GraphQL, or instead of it, has a status alone. */
function outcomeOf({ code }: FastifyRequest, { statusCode }: FastifyReply): string {
  if (code) return code;
  if (statusCode < 400) return 'OK';
  return statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL';
}

/** What stands for a parameter in a path can be a secret, as a token or a write key are: the log has its name alone. */
function pathOf({ url, routeOptions }: FastifyRequest): string {
  const { url: pattern = '' } = routeOptions;
  if (pattern.includes(':')) return pattern;
  const path = url.split('?', 1)[0] ?? '';
  return path.startsWith('/survey/') ? '/survey/*' : path;
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
