// Floor HTTP: Fastify and what it serves. Knows the schema as a whole, no slice.

import type { FastifyRequest } from 'fastify';
import { nobody } from '../access/authenticate.ts';
import type { Budgets } from '../access/budgets.ts';
import type { Caller, Context, ShopSettings } from '../api/context.ts';
import { notWeighed } from '../api/limits/budget.ts';
import { RequestLoaders } from '../api/loader.ts';
import type { Database } from '../database/database.ts';
import type { KnownDocument } from '../documents/known.documents.ts';
import type { Clock } from '../kernel/clock.ts';

/** What requests are answered with. */
export interface Serving {
  database: Database;
  shop: ShopSettings;
  clock: Clock;
  authenticate(authorization: string | undefined): Promise<Caller>;
  /** Is told how much personal data an answer had. */
  onPersonalRead?(actor: string, values: number, at: Date): void;
}

/** A request over HTTP, which may ask for a registered document. */
export interface HttpContext extends Context {
  document: KnownDocument | null;
}

/** A request's own: nothing of it is shared with another. */
export async function contextOf(
  { database, shop, clock, authenticate }: Serving,
  budgets: Budgets,
  request: FastifyRequest,
  signal: AbortSignal,
): Promise<Context> {
  const caller = request.headers.authorization ? await authenticate(request.headers.authorization) : nobody;
  return {
    requestId: request.id,
    clock,
    shop,
    caller,
    // PGlite cannot call a statement off; its statements are short.
    reader: { kysely: database.kysely, signal: database.engine === 'postgres' ? signal : undefined, rows: 0 },
    fork: () => database.fork(),
    loaders: new RequestLoaders(),
    redacted: new Set(),
    personalReads: 0,
    outcome: { refused: null },
    cost: { ...notWeighed },
    budget: budgets.of(caller, request.ip),
  };
}

/** A signal that fires when the client has gone or the time is up. */
export function lifeOf(request: FastifyRequest, seconds: number): AbortSignal {
  const controller = new AbortController();
  const { socket } = request.raw;
  const timer = setTimeout(
    () => controller.abort(new Error('The time for this request is up.')),
    seconds * 1_000,
  );
  const gone = () => controller.abort(new Error('The client has gone.'));
  socket.once('close', gone);
  const settle = () => {
    clearTimeout(timer);
    socket.off('close', gone);
  };
  controller.signal.addEventListener('abort', settle, { once: true });
  lives.set(request, settle);
  return controller.signal;
}

const lives = new WeakMap<FastifyRequest, () => void>();

/** The request has been answered. */
export function endLife(request: FastifyRequest): void {
  lives.get(request)?.();
}
