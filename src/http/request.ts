// Floor HTTP: Fastify and what it serves. Knows the schema as a whole, no slice.

import type { FastifyRequest } from 'fastify';
import { nobody } from '../access/authenticate.ts';
import type { Caller, Context, ShopSettings } from '../api/context.ts';
import { RequestLoaders } from '../api/loader.ts';
import type { Database } from '../database/database.ts';
import { CalledOff } from '../database/work.ts';
import type { Clock } from '../kernel/clock.ts';
import { outageError, outageOf } from './outage.ts';

/** What requests are answered with. */
export interface Serving {
  database: Database;
  shop: ShopSettings;
  clock: Clock;
  authenticate(authorization: string | undefined): Promise<Caller>;
}

/** A request's own: nothing of it is shared with another. */
export async function contextOf(
  { database, shop, clock, authenticate }: Serving,
  request: FastifyRequest,
): Promise<Context> {
  return {
    requestId: request.id,
    clock,
    shop,
    caller: await callerOf(request, authenticate),
    reader: { kysely: database.kysely },
    fork: () => database.fork(),
    loaders: new RequestLoaders(),
    redacted: new Set(),
    settle: (code) => {
      request.code = code;
    },
  };
}

async function callerOf(request: FastifyRequest, authenticate: Serving['authenticate']): Promise<Caller> {
  const { authorization } = request.headers;
  if (!authorization) return nobody;
  try {
    return await authenticate(authorization);
  } catch (error) {
    const outage = outageOf(error);
    if (!outage) throw error;
    request.code = outage.code;
    throw outageError(outage, request.id);
  }
}

/** Calls the work of a request off when the client has gone, which it tells, or the time is up, until it ends. */
export function limitLife(request: FastifyRequest, seconds: number, whenGone: () => void): void {
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
  socket.once('close', gone);
  lives.set(request, () => {
    clearTimeout(timer);
    socket.off('close', gone);
  });
}

const lives = new WeakMap<FastifyRequest, () => void>();

/** The request has been answered, or nobody waits for the answer. */
export function endLife(request: FastifyRequest): void {
  lives.get(request)?.();
}
