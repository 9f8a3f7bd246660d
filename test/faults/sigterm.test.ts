import { describe, expect, it } from '@jest/globals';
import { engines } from '../../src/database/connect.ts';
import { halfSent, rawConnection } from '../support/raw.ts';
import { aTrialServer } from '../support/trial.ts';
import { untilTrue } from '../support/until.ts';

const clients = 20;

const ways = [...engines.map((engine) => [engine, 1] as const), ['postgres', 2] as const];

describe.each(ways)('SIGTERM under load on %s, processes: %d', (engine, processes) => {
  it('finishes what runs, refuses the rest, resets nothing and ends with 0', async () => {
    await using server = await aTrialServer(engine, {
      SHUTDOWN_SECONDS: '20',
      WEB_CONCURRENCY: String(processes),
    });
    const { served } = server;
    const outcomes: string[] = [];
    let isStopping = false;
    const traffic = Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; ; turn += 1) {
        const isLate = isStopping;
        const outcome = await outcomeOf(served.ask(create(`${client}-${turn}`)));
        // What is sent after the signal may find nobody; what was sent before must have an answer.
        if (!isLate || outcome === 'OK') outcomes.push(outcome);
        if (isLate || outcome !== 'OK') return;
      }
    });
    await untilTrue(async () => outcomes.length >= 100);

    isStopping = true;
    served.child.kill('SIGTERM');
    await Promise.all(traffic);

    expect(await served.ended).toMatchObject({ code: 0, err: '' });
    expect(outcomes.filter((outcome) => outcome !== 'OK' && outcome !== '503')).toEqual([]);
  }, 180_000);
});

describe('SIGTERM while requests are half sent', () => {
  it('refuses them in time, and ends with 0', async () => {
    await using server = await aTrialServer('pglite', { SHUTDOWN_SECONDS: '2' });
    const { served } = server;
    const silent = await rawConnection(served.address);
    const inHeaders = await rawConnection(served.address, halfSent.slice(0, 40));
    const inBody = await rawConnection(served.address, halfSent);
    // Later than the others, so that it tells that they have been read.
    await fetch(`${served.address}/livez`);

    served.child.kill('SIGTERM');

    expect(await served.ended).toMatchObject({ code: 0, err: '' });
    expect(await silent.answered).toBe('');
    for (const { answered } of [inHeaders, inBody]) {
      expect(await answered).toMatch(/^HTTP\/1\.1 503 .*"code":"UNAVAILABLE"/s);
    }
  }, 60_000);
});

function create(name: string): string {
  return `mutation { createCustomer(input: { givenName: "${name}", country: "FI" }) { customer { id } } }`;
}

async function outcomeOf(asked: Promise<Response>): Promise<string> {
  try {
    const response = await asked;
    const answer = (await response.json()) as { data?: { createCustomer: { customer: unknown } } };
    return answer.data?.createCustomer.customer ? 'OK' : String(response.status);
  } catch (error) {
    return String(error instanceof Error ? (error.cause ?? error) : error);
  }
}
