import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { tooBusy } from './outage.ts';
import { refuse } from './refusals.ts';

const resolutionMilliseconds = 10;
const shortestSampleMilliseconds = 500;
/** One late sample is a slow statement of the embedded database, or a pause of the machine's; two are a load. */
const lateSamplesOfLoad = 2;
/** What tells how the server does is answered however it does. */
const spared = ['/livez', '/readyz', '/metrics'];

/**
 * Refuses requests while the event loop runs late, by the mean of each sample: every one taken would make all the others
 * later still.
 */
export function shedLoad(app: FastifyInstance, mostMilliseconds: number): void {
  if (mostMilliseconds === 0) return;
  const delay = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
  delay.enable();
  let lateSamples = 0;
  const sample = () => {
    // A loop that has not turned at all has no mean: it is late too.
    const isInTime = delay.mean / 1e6 - resolutionMilliseconds <= mostMilliseconds;
    lateSamples = isInTime ? 0 : lateSamples + 1;
    delay.reset();
  };
  const timer = setInterval(sample, Math.max(shortestSampleMilliseconds, mostMilliseconds)).unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    delay.disable();
  });

  app.addHook('onRequest', (request, reply, done) => {
    if (lateSamples < lateSamplesOfLoad || spared.includes(request.routeOptions.url ?? '')) return done();
    refuse(request, reply, { status: 503, ...tooBusy });
  });
}
