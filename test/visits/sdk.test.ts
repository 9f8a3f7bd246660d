import { expect, it } from '@jest/globals';
import { Analytics } from '@segment/analytics-node';
import { engines } from '../../src/database/connect.ts';
import { aTrialServer } from '../support/trial.ts';

/** The SDK as its documentation has it, with another host. */
function sdk(host: string, writeKey: string) {
  const analytics = new Analytics({ host, writeKey, flushAt: 20 });
  const faults: unknown[] = [];
  analytics.on('error', (fault) => faults.push(fault));
  return { analytics, faults };
}

it.each(engines)(
  'the SDK for Node finds everything here that it looks for at Segment on %s',
  async (engine) => {
    await using trial = await aTrialServer(engine);
    const { served } = trial;
    const { analytics, faults } = sdk(served.address, served.key ?? '');

    const context = { campaign: { name: 'autumn', source: 'letter', medium: 'email' } };
    analytics.page({
      anonymousId: 'a1',
      properties: { path: '/mugs', referrer: 'https://search.example/' },
      context,
    });
    analytics.page({ anonymousId: 'a1', properties: { path: '/mugs/enamel' } });
    await analytics.flush();
    analytics.identify({
      userId: 'u1',
      anonymousId: 'a1',
      traits: { name: 'Aino', email: 'aino@example.fi' },
    });
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Initech' } });
    analytics.track({
      userId: 'u1',
      event: 'Order Completed',
      properties: { order_id: 'W-1', products: [{ sku: 'MUG', name: 'Mug', price: 8.5, quantity: 2 }] },
    });
    analytics.alias({ previousId: 'u1', userId: 'u2' });
    analytics.screen({ userId: 'u2', name: 'Receipt' });
    await analytics.closeAndFlush();

    const answer = await served.ask(`{
    customer(by: { externalId: { source: "segment", id: "u2" } }) {
      name email organisation { name }
      visits { nodes { pageViews landingPath referrer campaign campaignSource campaignMedium } }
      purchases { nodes { externalIds { id } total { amount } lines { quantity product { sku name } } } }
    }
  }`);
    expect(faults).toEqual([]);
    expect(await answer.json()).toMatchObject({
      data: {
        customer: {
          name: 'Aino',
          email: 'aino@example.fi',
          organisation: { name: 'Initech' },
          visits: {
            nodes: [
              {
                pageViews: 3,
                landingPath: '/mugs',
                referrer: 'https://search.example/',
                campaign: 'autumn',
                campaignSource: 'letter',
                campaignMedium: 'email',
              },
            ],
          },
          purchases: {
            nodes: [
              {
                externalIds: [{ id: 'W-1' }],
                total: { amount: '17.00' },
                lines: [{ quantity: 2, product: { sku: 'MUG', name: 'Mug' } }],
              },
            ],
          },
        },
      },
    });
  },
);

it('the SDK is told that its key is not known', async () => {
  await using trial = await aTrialServer('pglite');
  const { analytics, faults } = sdk(trial.served.address, 'ck_of_somebody');

  analytics.track({ userId: 'u1', event: 'Song Played' });
  await analytics.closeAndFlush();

  expect(faults).toMatchObject([
    { code: 'delivery_failure', reason: { message: expect.stringContaining('401') } },
  ]);
});
