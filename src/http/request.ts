// Floor HTTP: Fastify and what it serves. Knows the schema as a whole, no slice.

import type { FastifyRequest } from 'fastify';
import { nobody } from '../access/authenticate.ts';
import type { Budgets } from '../access/budgets.ts';
import type { Pace } from '../access/pace.ts';
import type { Caller, Context, ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import { notWeighed } from '../api/limits/budget.ts';
import { RequestLoaders } from '../api/loader.ts';
import type { Database } from '../database/database.ts';
import { CalledOff } from '../database/work.ts';
import type { KnownDocument } from '../documents/known.documents.ts';
import type { Clock } from '../kernel/clock.ts';

/** What requests are answered with. */
export interface Serving {
  database: Database;
  shop: ShopSettings;
  contributions: Contributions;
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
  { database, shop, contributions, clock, authenticate }: Serving,
  { budgets, pace }: { budgets: Budgets; pace: Pace },
  request: FastifyRequest,
): Promise<Context> {
  const caller = request.headers.authorization ? await authenticate(request.headers.authorization) : nobody;
  return {
    requestId: request.id,
    clock,
    shop,
    contributions,
    caller,
    variables: null,
    reader: { kysely: database.kysely, rows: 0 },
    fork: () => database.fork(),
    loaders: new RequestLoaders(),
    redacted: new Set(),
    personalReads: 0,
    cost: { ...notWeighed },
    budget: budgets.of(caller, request.ip),
    turn: (secret) => pace.turn(request.ip, secret),
    settle: (code) => {
      request.code = code;
    },
  };
}

/** Calls the work of a request off when the client has gone, which it tells, or the time is up. Returns how to end that. */
export function limitLife(request: FastifyRequest, seconds: number, whenGone: () => void): () => void {
  const { work } = request;
  const { socket } = request.raw;
  const timer = setTimeout(
    () => work.callOff(new CalledOff('The time for this request is up.')),
    seconds * 1_000,
  );
  const gone = () => {
    work.callOff(new CalledOff('The client has gone.'));
    whenGone();
  };
  // However many requests come in a row on one connection, each has to hear that it is gone.
  socket.setMaxListeners(0);
  socket.once('close', gone);
  return () => {
    clearTimeout(timer);
    socket.off('close', gone);
  };
}
