import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Budgets } from '../access/budgets.ts';
import type { Caller } from '../api/context.ts';
import type { ErrorCode } from '../api/errors.ts';
import type { Budget } from '../api/limits/budget.ts';
import { spent } from '../api/limits/charge.ts';
import { faultReported } from './our.faults.ts';
import { takeTrackedBodies } from './tracking.body.ts';

/** What Segment's API takes in one batch. */
export const mostTrackedCalls = 2_500;

/** Where tracked calls go. */
export interface Tracker {
  /** Without this scope nothing is taken. */
  scope: string;
  take(caller: Caller, calls: readonly unknown[], envelope: TrackingEnvelope): Promise<TrackingOutcome>;
}

export interface TrackingEnvelope {
  /** What a call is that does not say it. */
  kind?: string;
  sentAt?: unknown;
  /** What holds of all calls. */
  context?: unknown;
  /** The calls are of the past, and when they were sent says nothing of the sender's clock. */
  isHistory?: boolean;
}

export interface TrackingOutcome {
  taken: number;
  duplicates: number;
  refused: readonly unknown[];
}

export interface TrackingOptions {
  tracker: Tracker;
  authenticate(authorization: string | undefined): Promise<Caller>;
  budgets: Budgets;
}

/** The paths of Segment's API, and the short ones that analytics.js asks. */
const singles: Record<string, string> = {
  identify: 'i',
  track: 't',
  page: 'p',
  screen: 's',
  group: 'g',
  alias: 'a',
};
const batches: Record<string, string> = { batch: 'b', import: 'import' };

/** What Segment's API is asked for, so that its SDKs need another host and nothing else. */
export async function registerTracking(app: FastifyInstance, options: TrackingOptions): Promise<void> {
  await app.register(async (scope) => {
    takeTrackedBodies(scope);
    scope.setErrorHandler(refuseFault);
    for (const [kind, short] of Object.entries(singles)) {
      for (const name of [kind, short]) {
        scope.post(`/v1/${name}`, (request, reply) =>
          takeCalls(options, request, reply, [request.body], { kind }),
        );
      }
    }
    for (const [name, short] of Object.entries(batches)) {
      const isHistory = name === 'import';
      for (const path of new Set([name, short])) {
        scope.post(`/v1/${path}`, (request, reply) => takeBatch(options, request, reply, isHistory));
      }
    }
    scope.get('/v1/projects/:writeKey/settings', async (request) => settingsFor(request));
  });
}

function takeBatch(
  options: TrackingOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  isHistory: boolean,
): Promise<FastifyReply> {
  const { batch, sentAt, context } = objectOf(request.body);
  if (Array.isArray(batch)) return takeCalls(options, request, reply, batch, { sentAt, context, isHistory });
  return takeCalls(options, request, reply, null, {});
}

async function takeCalls(
  { tracker, authenticate, budgets }: TrackingOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  calls: readonly unknown[] | null,
  envelope: TrackingEnvelope,
): Promise<FastifyReply> {
  const caller = await authenticate(authorizationOf(request));
  if (caller.actor === null) {
    reply.header('www-authenticate', 'Basic realm="tracking"');
    return refuse(
      request,
      reply,
      401,
      'UNAUTHENTICATED',
      'Send a write key that is valid as the user of Basic authentication.',
    );
  }
  if (!caller.scopes.has(tracker.scope)) {
    return refuse(
      request,
      reply,
      403,
      'FORBIDDEN',
      `This needs the scope ${tracker.scope}, which the key does not have.`,
    );
  }
  const fault = faultOf(calls);
  if (calls === null || fault !== null) return refuse(request, reply, 400, 'BAD_REQUEST', fault ?? '');
  const waitSeconds = await pay(budgets.of(caller, request.ip), calls.length);
  if (waitSeconds > 0) {
    reply.header('retry-after', waitSeconds);
    return refuse(request, reply, 429, 'RATE_LIMITED', spent(waitSeconds));
  }
  const { taken, duplicates, refused } = await tracker.take(caller, calls, envelope);
  if (refused.length === 0) return reply.send({ success: true });
  if (taken + duplicates > 0) return reply.send({ success: true, refused });
  return refuse(request, reply, 400, 'BAD_REQUEST', 'No call could be taken.', { refused });
}

/** One for each call, but not more than a full budget, which would have to wait for ever. */
async function pay(budget: Budget | null, calls: number): Promise<number> {
  return budget === null ? 0 : budget.take(Math.min(calls, budget.capacity));
}

function faultOf(calls: readonly unknown[] | null): string | null {
  if (calls === null) return 'A batch has a list of calls in the field batch.';
  if (calls.length <= mostTrackedCalls) return null;
  const [most, count] = [mostTrackedCalls, calls.length].map((number) => number.toLocaleString('en'));
  return `A batch has at most ${most} calls; this one has ${count}.`;
}

/** The key is the user of Basic authentication; web pages, which cannot set headers unasked, put it into the body. */
function authorizationOf({ headers, body }: FastifyRequest): string | undefined {
  const [, basic] = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (basic !== undefined) {
    return `Bearer ${Buffer.from(basic, 'base64').toString('utf8').split(':', 1)[0]?.trim()}`;
  }
  if (headers.authorization) return headers.authorization;
  const { writeKey } = objectOf(body);
  return typeof writeKey === 'string' ? `Bearer ${writeKey}` : undefined;
}

/** What analytics.js asks for first: that it is to send everything here. */
function settingsFor({ params, host, protocol }: FastifyRequest) {
  const { writeKey } = params as { writeKey: string };
  return { integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol } } };
}

function refuseFault(fault: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = fault.statusCode ?? 500;
  if (status < 500) {
    // The API it stands for knows no other answer to a body that cannot be taken.
    return refuse(request, reply, 400, 'BAD_REQUEST', sayings.get(fault.code) ?? 'The body cannot be read.');
  }
  const { code, message, http } = faultReported(request, fault);
  reply.headers(Object.fromEntries(http.headers));
  return refuse(request, reply, http.status, code, message, { requestId: request.id });
}

const sayings = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'The body is larger than 500 KB.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', 'The body is empty.'],
]);

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  more: object = {},
): FastifyReply {
  request.code = code;
  return reply.code(status).send({ success: false, code, message, ...more });
}

function objectOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}
