import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { onBothEngines } from '../support/engines.ts';
import { counter } from './counter.ts';

const at = (time: string) => `2026-11-22T${time}:00Z`;
const aPage = (call: object) => ({ type: 'page', properties: { path: '/' }, ...call });

onBothEngines('whom calls are of', (shop) => {
  const { send, track, customer, differences } = counter(shop);

  const visitsOf = async (userId: string) => {
    const { visits } = await customer(userId, 'visits { nodes { startedAt endedAt pageViews } }');
    return visits.nodes.map(({ startedAt, endedAt, pageViews }: Record<string, string>) => {
      return `${startedAt?.slice(11, 16)} to ${endedAt?.slice(11, 16)}: ${pageViews}`;
    });
  };
  const unidentified = async () => {
    const { data } = await shop.ask('{ customers(filter: { identified: { eq: false } }) { totalCount } }');
    return data.customers.totalCount;
  };

  it('is somebody unknown as long as nobody has said who they are', async () => {
    await track(aPage({ anonymousId: 'unknown' }), aPage({ anonymousId: 'unknown' }));

    const { data } = await shop.ask(
      '{ customers(filter: { identified: { eq: false } }) { nodes { name summary { visitCount } } } }',
    );

    expect(data.customers.nodes).toEqual([{ name: 'Unknown customer', summary: { visitCount: 1 } }]);
  });

  it('is who they say they are, with all they did before', async () => {
    const before = await unidentified();
    await track(aPage({ anonymousId: 'a1', timestamp: at('08:00') }));
    await track(aPage({ anonymousId: 'a1', timestamp: at('10:00') }));
    const order = { order_id: 'A1', products: [{ sku: 'MUG', price: 10, quantity: 3 }] };
    await track(
      {
        type: 'track',
        anonymousId: 'a1',
        event: 'Order Completed',
        timestamp: at('10:01'),
        properties: order,
      },
      {
        type: 'track',
        anonymousId: 'a1',
        event: 'Order Refunded',
        timestamp: at('10:02'),
        properties: { order_id: 'A1', total: 5 },
      },
    );
    expect(await unidentified()).toBe(before + 1);

    await track({ type: 'identify', anonymousId: 'a1', userId: 'aino', traits: { name: 'Aino Korhonen' } });

    expect(await visitsOf('aino')).toEqual(['10:00 to 10:00: 1', '08:00 to 08:00: 1']);
    expect(
      await customer(
        'aino',
        `name identified events { totalCount }
        summary { visitCount visitsLast30Days lastVisitAt purchaseCount totalSpent { amount } }
        purchases { nodes { customer { name } externalIds { id } lines { quantity } refunds { amount { amount } } } }`,
      ),
    ).toEqual({
      name: 'Aino Korhonen',
      identified: true,
      events: { totalCount: 4 },
      summary: {
        visitCount: 2,
        visitsLast30Days: 2,
        lastVisitAt: '2026-11-22T10:00:00.000Z',
        purchaseCount: 1,
        totalSpent: { amount: '25.00' },
      },
      purchases: {
        nodes: [
          {
            customer: { name: 'Aino Korhonen' },
            externalIds: [{ id: 'A1' }],
            lines: [{ quantity: 3 }],
            refunds: [{ amount: { amount: '5.00' } }],
          },
        ],
      },
    });
    expect(await unidentified()).toBe(before);
    expect(await differences()).toEqual([]);
  });

  it('stays who they are on every device that said so', async () => {
    await track({ type: 'identify', anonymousId: 'phone', userId: 'devices' });
    await track({ type: 'identify', anonymousId: 'laptop', userId: 'devices' });

    await track(
      aPage({ anonymousId: 'phone', timestamp: at('08:00') }),
      aPage({ anonymousId: 'laptop', timestamp: at('08:29') }),
    );

    expect(await visitsOf('devices')).toEqual(['08:00 to 08:29: 2']);
  });

  it('makes one visit of page views before and after they said who they are', async () => {
    await track(aPage({ anonymousId: 'joined', timestamp: at('09:00') }));
    await track(aPage({ userId: 'joiner', timestamp: at('09:20') }));

    await track({ type: 'identify', anonymousId: 'joined', userId: 'joiner' });

    expect(await visitsOf('joiner')).toEqual(['09:00 to 09:20: 2']);
    expect(await customer('joiner', 'summary { visitCount }')).toEqual({ summary: { visitCount: 1 } });
  });

  it('is found in one batch in whatever order its calls come', async () => {
    await track(
      aPage({ anonymousId: 'batch', timestamp: at('09:00') }),
      { type: 'identify', anonymousId: 'batch', userId: 'batched', traits: { firstName: 'Jaan' } },
      aPage({ anonymousId: 'batch', timestamp: at('09:10') }),
    );

    expect(await visitsOf('batched')).toEqual(['09:00 to 09:10: 2']);
    expect(await customer('batched', 'name givenName')).toEqual({ name: 'Jaan', givenName: 'Jaan' });
  });

  it('does not become somebody else who uses the same device', async () => {
    await track(aPage({ anonymousId: 'shared' }));
    await track({ type: 'identify', anonymousId: 'shared', userId: 'first' });
    await track({ type: 'identify', anonymousId: 'shared', userId: 'second' });

    expect(await customer('first', 'summary { visitCount }')).toEqual({ summary: { visitCount: 1 } });
    expect(await customer('second', 'summary { visitCount }')).toEqual({ summary: { visitCount: 0 } });
  });

  describe('by an alias', () => {
    it('is whoever was called by the anonymous id before', async () => {
      await track(aPage({ anonymousId: 'old' }));

      await track({ type: 'alias', previousId: 'old', userId: 'new' });

      expect(await customer('new', 'summary { visitCount }')).toEqual({ summary: { visitCount: 1 } });
    });

    it('is whoever was called by the user id before, in the same batch or an earlier one', async () => {
      await track({ type: 'identify', userId: 'maiden', traits: { name: 'Mari Tamm' } });
      await track({ type: 'alias', previousId: 'maiden', userId: 'married' });
      await track(
        { type: 'identify', userId: 'one', traits: { name: 'One' } },
        { type: 'alias', previousId: 'one', userId: 'another' },
      );

      const ids = [await customer('maiden', 'id name'), await customer('married', 'id name')];
      expect(ids[0]).toEqual(ids[1]);
      expect(await customer('another', 'name')).toEqual({ name: 'One' });
    });

    it('leaves two who are both known two', async () => {
      await track({ type: 'identify', userId: 'jaan' }, { type: 'identify', userId: 'juhan' });

      await track({ type: 'alias', previousId: 'jaan', userId: 'juhan' });

      expect(await customer('jaan', 'id')).not.toEqual(await customer('juhan', 'id'));
    });
  });

  describe('by traits', () => {
    it('has a profile of the reserved ones and attributes of the others', async () => {
      await track({
        type: 'identify',
        userId: 'profiled',
        traits: {
          firstName: 'Mari',
          lastName: 'Tamm',
          email: 'Mari@Example.ee',
          phone: '+372 5123 4567',
          address: {
            street: 'Pikk 1',
            postalCode: '10123',
            city: 'Tallinn',
            state: 'Harju',
            country: 'Estonia',
          },
          company: { name: 'Initech', industry: 'Technology' },
          language: 'et',
          createdAt: '2020-02-03T04:05:06Z',
          plan: 'gold',
          age: 42,
        },
      });

      expect(
        await customer(
          'profiled',
          `name givenName familyName email phone industry language country region createdAt attributes
          address { street postalCode city }`,
        ),
      ).toEqual({
        name: 'Mari Tamm',
        givenName: 'Mari',
        familyName: 'Tamm',
        email: 'Mari@Example.ee',
        phone: '+37251234567',
        industry: 'Technology',
        language: 'et',
        country: 'EE',
        region: 'Harju',
        createdAt: '2020-02-03T04:05:06.000Z',
        address: { street: 'Pikk 1', postalCode: '10123', city: 'Tallinn' },
        attributes: { plan: 'gold', age: 42 },
      });
    });

    it('learns more with each call, and a name after a stand-in', async () => {
      await track(aPage({ userId: '4711' }));
      expect(await customer('4711', 'name')).toEqual({ name: '4711' });

      await track({ type: 'identify', userId: '4711', traits: { plan: 'silver', phone: 'ask me' } });
      await track({ type: 'identify', userId: '4711', traits: { lastName: 'Kask', plan: 'gold' } });

      expect(await customer('4711', 'name attributes phone')).toEqual({
        name: 'Kask',
        attributes: { plan: 'gold' },
        phone: null,
      });
    });

    it('is not called by an e-mail address, which is not for everybody to read', async () => {
      await track(aPage({ userId: 'aino@example.fi' }));

      expect(await customer('aino@example.fi', 'name')).toEqual({ name: 'Unknown customer' });
    });

    it('is the customer with that e-mail address', async () => {
      await shop.ask(
        'mutation { createCustomer(input: { name: "Liis", email: "liis@example.ee" }) { userErrors { code } } }',
      );

      await track({
        type: 'identify',
        userId: 'liis',
        anonymousId: 'liis-phone',
        traits: { email: 'LIIS@example.ee' },
      });
      await track({ type: 'identify', anonymousId: 'liis-laptop', traits: { email: 'liis@example.ee' } });
      await track(aPage({ anonymousId: 'liis-laptop' }));

      expect(await customer('liis', 'name summary { visitCount }')).toEqual({
        name: 'Liis',
        summary: { visitCount: 1 },
      });
    });

    it('is found by an e-mail address that an earlier call of the batch told', async () => {
      const email = 'mail@example.ee';

      await track(
        { type: 'identify', userId: 'mailed', traits: { email } },
        { type: 'identify', userId: 'mailed too', traits: { email } },
        { type: 'identify', anonymousId: 'mailed-phone', traits: { email } },
        aPage({ anonymousId: 'mailed-phone' }),
      );

      expect(await customer('mailed', 'email summary { visitCount }')).toEqual({
        email,
        summary: { visitCount: 1 },
      });
      expect(await customer('mailed too', 'email')).toEqual({ email: null });
    });

    it('is whom an earlier call of the batch knew by the e-mail address alone', async () => {
      const email = 'first@example.ee';

      await track(
        { type: 'identify', anonymousId: 'first-phone', traits: { email, plan: 'gold' } },
        { type: 'identify', userId: 'first mailed', traits: { email, name: 'First' } },
        aPage({ anonymousId: 'first-phone' }),
      );

      expect(await customer('first mailed', 'name email attributes summary { visitCount }')).toEqual({
        name: 'First',
        email,
        attributes: { plan: 'gold' },
        summary: { visitCount: 1 },
      });
    });

    it('has the e-mail address that somebody unknown told before in the same batch', async () => {
      const email = 'told@example.ee';
      await track({ type: 'identify', userId: 'told' });

      await track(
        { type: 'identify', anonymousId: 'told-phone', traits: { email } },
        { type: 'identify', userId: 'told', traits: { email } },
        aPage({ anonymousId: 'told-phone' }),
      );

      expect(await customer('told', 'email summary { visitCount }')).toEqual({
        email,
        summary: { visitCount: 1 },
      });
    });

    it('is not told that somebody else has an e-mail address', async () => {
      await track({ type: 'identify', userId: 'owner', traits: { email: 'owned@example.fi' } });
      await track({ type: 'identify', userId: 'thief', traits: { name: 'Thief' } });

      const answered = await send('identify', {
        userId: 'thief',
        traits: { email: 'owned@example.fi', plan: 'x' },
      });

      expect(answered.answer).toEqual({ success: true });
      expect(await customer('thief', 'email attributes')).toEqual({ email: null, attributes: { plan: 'x' } });
    });

    it('keeps what somebody unknown said of themselves', async () => {
      await track({ type: 'identify', anonymousId: 'shy', traits: { newsletter: true, plan: 'none' } });
      await track({ type: 'identify', anonymousId: 'shy', userId: 'bold', traits: { plan: 'gold' } });

      expect(await customer('bold', 'attributes')).toEqual({
        attributes: { newsletter: true, plan: 'gold' },
      });
    });

    it('is refused when they are too much, and says so', async () => {
      const traits = Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [`t${index}`, 'x'.repeat(1_000)]),
      );

      const { status, answer } = await send('identify', { userId: 'wordy', traits });

      expect(status).toBe(400);
      expect(answer.refused).toMatchObject([{ index: 0, field: 'traits.attributes' }]);
    });
  });

  it('belongs to the organisation of the group', async () => {
    await track({
      type: 'group',
      userId: 'member',
      groupId: 'initech',
      traits: { name: 'Initech', industry: 'Technology', employees: 420 },
    });

    expect(await customer('member', 'kind organisation { kind name industry attributes }')).toEqual({
      kind: 'PERSON',
      organisation: {
        kind: 'BUSINESS',
        name: 'Initech',
        industry: 'Technology',
        attributes: { employees: 420 },
      },
    });
  });

  it('loses nothing when fifty calls say at once who somebody is', async () => {
    await track(aPage({ anonymousId: 'crowd', timestamp: at('06:00') }));

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        send('batch', {
          batch: [
            aPage({ anonymousId: 'crowd', timestamp: `2026-11-22T07:${String(index).padStart(2, '0')}:00Z` }),
            { type: 'identify', anonymousId: 'crowd', userId: 'crowded', traits: { [`t${index}`]: index } },
          ],
        }),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await visitsOf('crowded')).toEqual(['07:00 to 07:49: 50', '06:00 to 06:00: 1']);
    const { attributes, events } = await customer('crowded', 'attributes events { totalCount }');
    expect([Object.keys(attributes).length, events.totalCount]).toEqual([50, 51]);
    expect(await differences()).toEqual([]);
  });

  it('refuses no order because it is said at the same time whose it is', async () => {
    await track(aPage({ anonymousId: 'till', timestamp: at('06:00') }));
    const anOrder = (id: string) => ({
      type: 'track',
      anonymousId: 'till',
      event: 'Order Completed',
      properties: { order_id: id, revenue: 5 },
    });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index === 0
          ? send('identify', { anonymousId: 'till', userId: 'tilled' })
          : send('track', anOrder(`till-${index}`)),
      ),
    );

    expect(answers.map(({ answer }) => answer)).toEqual(answers.map(() => ({ success: true })));
    expect(await customer('tilled', 'summary { purchaseCount totalSpent { amount } }')).toEqual({
      summary: { purchaseCount: 19, totalSpent: { amount: '95.00' } },
    });
    expect(await differences()).toEqual([]);
  });

  it('loses nothing when fifty batches come at once about the same strangers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, batch) =>
        send('batch', {
          batch: Array.from({ length: 10 }, (__, index) =>
            aPage({ anonymousId: `stranger-${(batch + index) % 10}`, timestamp: at('05:00') }),
          ),
        }),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const [row] = await rowsOf<{ views: number; visits: number }>(
      shop.database,
      sql`
        select sum(page_views) as views, count(*) as visits
        from visit join customer_key as key on key.customer_id = visit.customer_id
        where key.value like 'stranger-%'`,
    );
    expect(row).toEqual({ views: 500, visits: 10 });
    expect(await differences()).toEqual([]);
  });
});
