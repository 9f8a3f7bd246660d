import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { outageBody, retryAfterSeconds, tooBusy } from './outage.ts';

const shortestSampleMilliseconds = 500;
/** What tells how the server does is answered however it does. */
const spared = ['/livez', '/readyz', '/metrics'];

/**
 * Refuses requests while the event loop runs late, by the mean of the last sample: each one taken would make all the
 * others later still.
 */
export function shedLoad(app: FastifyInstance, mostMilliseconds: number): void {
  if (mostMilliseconds === 0) return;
  app.register(underPressure, {
    maxEventLoopDelay: mostMilliseconds,
    // A loop that does not turn for a whole sample counts as later than any limit, so the sample is no shorter than it.
    sampleInterval: Math.max(shortestSampleMilliseconds, mostMilliseconds),
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
