import { expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { counter } from './counter.ts';

onBothEngines('the mutation trackEvents', (shop) => {
  const { customer } = counter(shop);

  async function trackEvents(
    input: object,
    selection = 'taken duplicates refused { index field problem allowed }',
  ) {
    const { data, errors } = await shop.ask(
      `mutation ($input: TrackEventsInput!) {
        trackEvents(input: $input) { ${selection} userErrors { path message code } }
      }`,
      { input },
    );
    expect(errors).toEqual([]);
    return data.trackEvents;
  }
  const aPage = (call: object = {}) => ({ type: 'PAGE', userId: 'u1', properties: { path: '/' }, ...call });

  it('takes what the API of Segment takes', async () => {
    const events = [
      aPage({ timestamp: '2026-11-22T10:00:00Z', context: { campaign: { name: 'autumn' } } }),
      { type: 'IDENTIFY', userId: 'u1', traits: { name: 'Aino' } },
      aPage({ timestamp: '2026-11-22T10:10:00Z' }),
    ];

    expect(await trackEvents({ events })).toEqual({ taken: 3, duplicates: 0, refused: [], userErrors: [] });

    expect(await customer('u1', 'name visits { nodes { pageViews campaign } }')).toEqual({
      name: 'Aino',
      visits: { nodes: [{ pageViews: 2, campaign: 'autumn' }] },
    });
  });

  it('takes the good ones and names the others', async () => {
    const events = [aPage({ userId: 'good' }), { type: 'TRACK', userId: 'good' }];

    expect(await trackEvents({ events })).toEqual({
      taken: 1,
      duplicates: 0,
      refused: [{ index: 1, field: 'event', problem: 'It is missing.', allowed: 'The name of the event.' }],
      userErrors: [],
    });
  });

  it('changes nothing when none can be taken', async () => {
    const order = {
      type: 'TRACK',
      userId: 'nobody',
      event: 'Order Completed',
      properties: { order_id: 'O1' },
    };

    expect(await trackEvents({ events: [order] })).toEqual({
      taken: null,
      duplicates: null,
      refused: null,
      userErrors: [
        {
          path: ['events', '0', 'properties', 'products'],
          message: 'It is missing. The products of the order, or its revenue.',
          code: 'INVALID',
        },
      ],
    });
    expect(await customer('nobody', 'id')).toBeNull();
  });

  it.each([0, 501])('takes 1 to 500 calls at once, not %d', async (length) => {
    const { userErrors } = await trackEvents({ events: Array.from({ length }, () => aPage()) });

    expect(userErrors).toMatchObject([{ path: ['events'], code: 'INVALID' }]);
  });

  it('does once what is asked twice, by an idempotency key or by the messages', async () => {
    const events = [aPage({ userId: 'once', messageId: 'm1' }), aPage({ userId: 'once' })];

    const first = await trackEvents({ idempotencyKey: 'k1', events });
    const second = await trackEvents({ idempotencyKey: 'k1', events });
    const third = await trackEvents({ events: events.slice(0, 1) });

    expect(second).toEqual(first);
    expect(third).toMatchObject({ taken: 0, duplicates: 1 });
    expect(await customer('once', 'events { totalCount }')).toEqual({ events: { totalCount: 2 } });
  });
});
