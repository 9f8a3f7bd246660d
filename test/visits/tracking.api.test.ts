import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { forgetOldMessages } from '../../src/visits/message.memory.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { basic, counter } from './counter.ts';

const kinds = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const aTrack = (call: object = {}) => ({ userId: 'u1', event: 'Song Played', ...call });
const whole = { groupId: 'g1', previousId: 'u0', userId: 'u1', event: 'Song Played' };

onBothEngines('tracking over HTTP', (shop) => {
  const { send, track, customer } = counter(shop);
  const eventCount = async () => {
    const [row] = await rowsOf<{ count: number }>(shop.database, sql`select count(*) as count from event`);
    return row?.count;
  };

  it.each([...kinds, ...kinds.map((kind) => kind.slice(0, 1))])('takes POST /v1/%s', async (path) => {
    expect(await send(path, whole)).toMatchObject({ status: 200, answer: { success: true } });
  });

  it.each(['batch', 'b', 'import'])('takes many calls at POST /v1/%s, packed or not', async (path) => {
    const before = (await eventCount()) ?? 0;
    const body = { batch: [1, 2].map(() => ({ type: 'track', ...aTrack() })), sentAt: testNow };

    const plain = await send(path, body);
    const packed = await send(path, body, { gzip: true });

    expect([plain, packed]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(await eventCount()).toBe(before + 4);
  });

  describe('knows who sends', () => {
    it.each([
      ['no key', null, 401, 'UNAUTHENTICATED'],
      ['a key there is not', `ck_0123456789ab_${'x'.repeat(43)}`, 401, 'UNAUTHENTICATED'],
    ])('and refuses %s', async (_what, key, status, code) => {
      const refused = await send('track', aTrack(), { key });

      expect(refused).toMatchObject({ status, answer: { success: false, code } });
      expect(refused.statements).toBeLessThanOrEqual(1);
    });

    it('and refuses a key that may not track', async () => {
      const key = await shop.keyWith(['customers:read']);

      expect(await send('track', aTrack(), { key })).toMatchObject({
        status: 403,
        answer: { success: false, code: 'FORBIDDEN' },
      });
    });

    it('by the key in the body, as web pages send it under the name of text', async () => {
      const writeKey = await shop.keyWith(['events:write']);
      const headers = { 'content-type': 'text/plain' };

      expect(await send('t', { ...aTrack(), writeKey }, { key: null, headers })).toMatchObject({
        status: 200,
      });
    });
  });

  describe('refuses', () => {
    it.each([
      ['what is no JSON', '{', 'The body cannot be read.'],
      ['nothing', '', 'The body is empty.'],
      ['a batch without calls', '{}', 'A batch has a list of calls in the field batch.'],
      ['a list', '[]', 'A batch has a list of calls in the field batch.'],
      ['more than 500 KB', `"${'x'.repeat(512_000)}"`, 'The body is larger than 500 KB.'],
    ])('%s', async (_what, body, message) => {
      expect(await send('batch', body)).toMatchObject({
        status: 400,
        answer: { success: false, code: 'BAD_REQUEST', message },
      });
    });

    it('what unpacks to more than 500 KB, and what does not unpack', async () => {
      const bomb = await send('batch', { batch: [{ text: 'x'.repeat(5_000_000) }] }, { gzip: true });
      const torn = await send('batch', '{}', { headers: { 'content-encoding': 'gzip' } });
      const unknown = await send('batch', '{}', { headers: { 'content-encoding': 'zstd' } });

      expect(bomb.answer.message).toBe('The body is larger than 500 KB.');
      expect([bomb.status, torn.status, unknown.status]).toEqual([400, 400, 400]);
    });

    it('a call that is wrong, and says why', async () => {
      expect(await send('track', { userId: 'u1' })).toMatchObject({
        status: 400,
        answer: {
          success: false,
          code: 'BAD_REQUEST',
          refused: [
            { index: 0, field: 'event', problem: 'It is missing.', allowed: 'The name of the event.' },
          ],
        },
      });
    });

    it('the wrong calls of a batch alone', async () => {
      const before = (await eventCount()) ?? 0;
      const batch = [
        { type: 'track', ...aTrack() },
        { type: 'track', event: 'Of nobody' },
        { type: 'dance' },
      ];

      const { status, answer } = await send('batch', { batch });

      expect(status).toBe(200);
      expect(answer).toMatchObject({
        success: true,
        refused: [
          { index: 1, field: 'userId' },
          { index: 2, field: 'type' },
        ],
      });
      expect(await eventCount()).toBe(before + 1);
    });
  });

  describe('takes a call once', () => {
    it('by its messageId, in one batch, in two, and fifty times at once', async () => {
      const call = { type: 'track', ...aTrack({ userId: 'once', messageId: 'm1' }) };

      await send('batch', { batch: [call, call] });
      const answers = await Promise.all(Array.from({ length: 50 }, () => send('track', call)));

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await customer('once', 'events { totalCount }')).toEqual({ events: { totalCount: 1 } });
    });

    it('of one key: another may call its own the same', async () => {
      const call = aTrack({ userId: 'twice', messageId: 'm2' });
      await send('track', call);

      await send('track', call, { key: await shop.keyWith(['events:write', 'visits:read']) });

      expect(await customer('twice', 'events { totalCount }')).toEqual({ events: { totalCount: 2 } });
    });

    it('for 30 days', async () => {
      const call = aTrack({ userId: 'later', messageId: 'm3' });
      await send('track', call);
      shop.clock.set(new Date('2026-12-22T11:59:59Z'));
      await send('track', call);
      shop.clock.set(new Date('2026-12-22T12:00:01Z'));
      await send('track', call);
      shop.clock.set(testNow);

      expect(await customer('later', 'events { totalCount }')).toEqual({ events: { totalCount: 2 } });
    });

    it('and forgets it then', async () => {
      await send('track', aTrack({ messageId: 'old' }));

      await forgetOldMessages(shop.database.kysely, new Date('2027-02-01T12:00:00Z'));

      expect(await rowsOf(shop.database, sql`select * from tracked_message`)).toEqual([]);
    });

    it('but again when it was refused', async () => {
      const order = { userId: 'mended', event: 'Order Completed', messageId: 'm4' };

      const wrong = await send('track', {
        ...order,
        properties: { order_id: 'M1', currency: 'XYZ', revenue: 1 },
      });
      const mended = await send('track', {
        ...order,
        properties: { order_id: 'M1', currency: 'EUR', revenue: 1 },
      });

      expect(wrong.answer.refused).toMatchObject([{ field: 'properties.currency' }]);
      expect(mended.answer).toEqual({ success: true });
    });
  });

  it('puts the clock of the sender right, but believes what is imported', async () => {
    const call = { type: 'track', ...aTrack({ userId: 'skewed', timestamp: '2026-11-22T10:59:00Z' }) };
    // Sent an hour ago, says the sender: its clock is an hour behind.
    await send('batch', { batch: [call], sentAt: '2026-11-22T11:00:00Z' });
    await send('import', { batch: [call], sentAt: '2026-11-22T11:00:00Z' });

    const { events } = await customer('skewed', 'events { nodes { occurredAt receivedAt } }');
    expect(events.nodes).toEqual([
      { occurredAt: '2026-11-22T11:59:00.000Z', receivedAt: testNow.toISOString() },
      { occurredAt: '2026-11-22T10:59:00.000Z', receivedAt: testNow.toISOString() },
    ]);
  });

  it('asks as few statements for a hundred calls as for ten', async () => {
    const batchOf = (count: number, name: string) => ({
      batch: Array.from({ length: count }, (_, index) => ({
        type: index % 2 === 0 ? 'page' : 'track',
        anonymousId: `${name}-${index % 5}`,
        messageId: `${name}-${index}`,
        event: 'Song Played',
        properties: { path: `/${index}` },
      })),
    });
    // Asked for once, so that the key is not looked up within.
    await send('track', aTrack());

    const ten = await send('batch', batchOf(10, 'ten'));
    const hundred = await send('batch', batchOf(100, 'hundred'));
    const again = await send('batch', {
      batch: batchOf(100, 'hundred').batch.map((call) => ({ ...call, messageId: null })),
    });

    expect([ten.statements, hundred.statements, again.statements]).toEqual([12, 12, 8]);
  });

  it('tells analytics.js to send everything here', async () => {
    const response = await shop.app.inject({
      url: '/v1/projects/key/settings',
      headers: { host: 'tracks.example' },
    });

    expect(response.json()).toEqual({
      integrations: { 'Segment.io': { apiKey: 'key', apiHost: 'tracks.example/v1', protocol: 'http' } },
    });
  });

  it('keeps what the database cannot store out of it', async () => {
    const refused = await send('track', aTrack({ properties: { 'a\u0000': 1 } }));

    expect(refused).toMatchObject({
      status: 400,
      answer: { refused: [{ problem: 'It cannot be stored.' }] },
    });
    await track({ type: 'track', ...aTrack({ properties: { __proto__: null, text: '\\u0000' } }) });
  });

  it.each([
    ['the address', { properties: { url: 'https://shop.example/?utm_campaign=a%00b' } }, {}],
    ['the query', { properties: { search: '?utm_campaign=a%00b' } }, {}],
    ['what holds of the batch', {}, { context: { campaign: { name: 'a\0b' } } }],
  ])('takes a page with U+0000 in %s, and leaves that out', async (_where, call, envelope) => {
    const batch = [{ type: 'page', userId: 'zero', timestamp: testNow, ...call }];

    const { status } = await send('batch', { batch, ...envelope });

    expect(status).toBe(200);
    expect(await customer('zero', 'visits { nodes { campaign } }')).toEqual({
      visits: { nodes: [{ campaign: 'ab' }] },
    });
  });

  it('takes a batch of many who were never seen, up to 2,500 calls', async () => {
    const strangers = (count: number, kind: string) =>
      Array.from({ length: count }, (_, n) => ({
        type: 'alias',
        userId: `${kind}-${n}`,
        previousId: `before-${kind}-${n}`,
        anonymousId: `device-${kind}-${n}`,
      }));

    const taken = await send('batch', { batch: strangers(2_500, 'taken') });
    const refused = await send('batch', { batch: strangers(2_501, 'refused') });

    expect(taken).toMatchObject({ status: 200, answer: { success: true } });
    expect(refused).toMatchObject({
      status: 400,
      answer: { code: 'BAD_REQUEST', message: 'A batch has at most 2,500 calls; this one has 2,501.' },
    });
    expect(await customer('taken-2499', 'name')).toEqual({ name: 'taken-2499' });
    expect(await customer('refused-0', 'name')).toBeNull();
  });

  it('takes the key of Basic authentication whatever its password', async () => {
    const key = await shop.keyWith(['events:write']);
    const authorization = basic(key).replace(/=*$/, '');

    const answered = await send('track', aTrack(), { key: null, headers: { authorization } });

    expect(answered.status).toBe(200);
  });
});
