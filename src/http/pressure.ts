import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { outageBody, retryAfterSeconds, tooBusy } from './outage.ts';

const sampleMilliseconds = 500;
/** What tells how the server does is answered however it does. */
const spared = ['/livez', '/readyz', '/metrics'];

/**
 * Refuses requests while the event loop runs late, by the mean of the last half second: each one taken would make all the
 * others later still.
 */
export function shedLoad(app: FastifyInstance, mostMilliseconds: number): void {
  if (mostMilliseconds === 0) return;
  app.register(underPressure, {
    maxEventLoopDelay: mostMilliseconds,
    sampleInterval: sampleMilliseconds,
    pressureHandler(request, reply) {
      if (spared.includes(request.routeOptions.url ?? '')) return;
      request.code = tooBusy.code;
      reply
        .code(503)
        .header('retry-after', retryAfterSeconds)
        .type('application/json; charset=utf-8')
        .send(outageBody(tooBusy, request.id));
    },
  });
}
