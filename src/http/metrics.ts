import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorCodes } from '../api/errors.ts';
import type { Connected } from '../database/connect.ts';
import type { Statement } from '../database/work.ts';
import type { Peers } from './peers.ts';

/** How many operations have figures of their own; the rest are `other`. */
export const mostOperations = 100;

export interface Answered {
  operation: string | null;
  /** Whose operation it is we know: the caller has a key or a token, or the document is registered. */
  isKnown: boolean;
  code: string;
  seconds: number;
}

export interface Metrics {
  /** A request has been answered. */
  answered(request: Answered): void;
  /** A statement has ended. */
  asked(statement: Statement): void;
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>;
  contentType: string;
}

const codes: ReadonlySet<string> = new Set([...errorCodes, 'LEFT']);

/** How a request ends that was not refused. */
const notRejected: ReadonlySet<string> = new Set(['OK', 'LEFT', 'INTERNAL']);

/** Figures of one server, the sums of its processes. Labels are names of operations and codes: never a value that was sent, never a person. */
export function metricsOver(
  { poolState }: Pick<Connected, 'poolState'>,
  peers: Peers | null = null,
): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'clientele_request_seconds',
    help: `How long requests took, by operation: the first ${mostOperations} that were answered to known callers or are registered, the rest as "other".`,
    labelNames: ['operation'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const outcomes = new Counter({
    name: 'clientele_requests_total',
    help: 'Requests by outcome: OK, LEFT when the client did not wait, or the code of the first error.',
    labelNames: ['outcome'],
    registers,
  });
  const rejected = new Counter({
    name: 'clientele_rejected_requests_total',
    help: 'Requests that were refused, by the code they were refused with.',
    labelNames: ['reason'],
    registers,
  });
  const statements = new Histogram({
    name: 'clientele_sql_statement_seconds',
    help: 'How long the SQL statements of requests took; its count is how many there were.',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const failures = new Counter({
    name: 'clientele_sql_failures_total',
    help: 'SQL statements of requests that failed or were called off.',
    registers,
  });
  new Gauge({
    name: 'clientele_database_connections',
    help: 'Connections to the database, idle ones among them, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { size, idle, waiting } = poolState();
      this.set({ state: 'open' }, size);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Gauge({
    name: 'clientele_processes',
    help: 'Processes that serve behind this port.',
    registers,
  }).set(1);
  const labelOf = operationLabels();
  peers?.answerWith(() => registry.getMetricsAsJSON());

  return {
    answered({ operation, isKnown, code, seconds }) {
      const outcome = code === 'OK' || codes.has(code) ? code : 'OTHER';
      duration.observe({ operation: labelOf(operation, isKnown && code === 'OK') }, seconds);
      outcomes.inc({ outcome });
      if (!notRejected.has(outcome)) rejected.inc({ reason: outcome });
    },
    asked({ milliseconds, failed }) {
      statements.observe(milliseconds / 1_000);
      if (failed) failures.inc();
    },
    text: async () => {
      const all = peers ? AggregatorRegistry.aggregate(await peers.figures()) : registry;
      return all.metrics();
    },
    contentType: registry.contentType,
  };
}

/** Nobody takes the places by sending names that mean nothing: those of strangers and of what was refused get none. */
function operationLabels(): (operation: string | null, isWorthOne: boolean) => string {
  const known = new Set<string>();
  return (operation, isWorthOne) => {
    if (operation === null) return 'anonymous';
    if (known.has(operation)) return operation;
    if (!isWorthOne || known.size >= mostOperations) return 'other';
    known.add(operation);
    return operation;
  };
}

/** Serves them to who has the token; null for everybody. */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string | null): void {
  app.get('/metrics', async (request, reply) => {
    if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      return reply.code(401).send({ error: 'Send METRICS_TOKEN: Authorization: Bearer …' });
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** Hashed first: the comparison wants equal lengths, and tells nothing by how long it takes. */
function isSame(one: string, other: string): boolean {
  const hashed = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashed(one), hashed(other));
}
