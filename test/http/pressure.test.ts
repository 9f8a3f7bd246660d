import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aTrialServer, type TrialServer } from '../support/trial.ts';
import { untilTrue } from '../support/until.ts';

const clients = 40;

describe('load shedding', () => {
  let server: TrialServer;

  beforeAll(async () => {
    // The embedded database works in our own thread, so that its statements are what makes the event loop late.
    server = await aTrialServer('pglite', { SHED_MILLISECONDS: '5' });
  }, 120_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('refuses with 503 and Retry-After while the event loop runs late, spares /livez, and passes', async () => {
    const { served } = server;
    const seen: Response[] = [];
    let isOver = false;
    const traffic = Array.from({ length: clients }, async () => {
      while (!isOver) {
        const response = await served.ask(
          '{ customers(first: 100, query: "an") { totalCount nodes { name } } }',
        );
        if (response.status === 503) seen.push(response.clone());
        await response.text();
      }
    });

    await untilTrue(async () => seen.length >= 10);
    const live = await fetch(`${served.address}/livez`);
    isOver = true;
    await Promise.all(traffic);

    const [refused] = seen;
    expect(live.status).toBe(200);
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(await refused?.json()).toEqual({
      errors: [
        {
          message: 'The server is too busy. Try again shortly.',
          extensions: { code: 'UNAVAILABLE', requestId: refused?.headers.get('x-request-id') },
        },
      ],
    });
    await untilTrue(async () => (await served.ask('{ viewer { name } }')).status === 200);
  });
});
