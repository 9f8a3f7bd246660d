import { describe, expect, it } from '@jest/globals';
import { type Envelope, readMessages } from '../../src/visits/message.rules.ts';

const receivedAt = new Date('2026-11-22T12:00:00Z');

function read(call: object, envelope: Partial<Envelope> = {}) {
  const { messages, refused } = readMessages([call], { receivedAt, ...envelope });
  return messages[0] ?? refused[0];
}

const aTrack = (call: object = {}) => ({ type: 'track', userId: 'u1', event: 'Song Played', ...call });
const aPage = (call: object = {}) => ({ type: 'page', anonymousId: 'a1', ...call });

describe('the time of a call', () => {
  it('is put right by how far the clock of the sender is from ours', () => {
    // The sender's clock is an hour ahead: what it says was 13:59 when it said 14:00 was a minute before it came.
    const call = aTrack({ timestamp: '2026-11-22T12:59:00Z', sentAt: '2026-11-22T13:00:00Z' });

    expect(read(call)).toMatchObject({ at: new Date('2026-11-22T11:59:00Z') });
  });

  it('is put right by when its batch was sent', () => {
    const call = aTrack({ timestamp: '2026-11-22T12:59:00Z' });

    expect(read(call, { sentAt: '2026-11-22T13:00:00Z' })).toMatchObject({
      at: new Date('2026-11-22T11:59:00Z'),
    });
  });

  it('is not after it came, whatever the sender says', () => {
    const call = aTrack({ timestamp: '2015-07-10T23:00:00Z', sentAt: '2009-11-10T23:00:00Z' });

    expect(read(call)).toMatchObject({ at: receivedAt });
  });

  it('is believed of what is past', () => {
    const call = aTrack({ timestamp: '2015-02-03T04:05:06.789Z', sentAt: '2015-02-03T04:05:07Z' });

    expect(read(call, { isHistory: true })).toMatchObject({ at: new Date('2015-02-03T04:05:06.789Z') });
  });

  it('is when it came for a call without one', () => {
    expect(read(aTrack())).toMatchObject({ at: receivedAt });
  });

  it.each([
    ['2015-2-02T00:30:08.276Z', '2015-02-02T00:30:08.276Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22 09:30:00', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22T09:30:00.123456789+02:00', '2026-11-22T07:30:00.123Z'],
    ['2026-11-22T09:30:00+0200', '2026-11-22T07:30:00.000Z'],
    ['2026-11-22T09:30:00+02', '2026-11-22T07:30:00.000Z'],
    [1_763_800_000_000, '2025-11-22T08:26:40.000Z'],
    ['1763800000000', '2025-11-22T08:26:40.000Z'],
    [1_763_800_000.5, '2025-11-22T08:26:40.500Z'],
    ['1763800000', '2025-11-22T08:26:40.000Z'],
  ])('is read as SDKs write it: %s', (timestamp, instant) => {
    expect(read(aTrack({ timestamp }))).toMatchObject({ at: new Date(instant) });
  });

  it.each([
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-11-22T25:00:00Z',
    true,
    '1970-01-01',
    '2026-11-24T00:00:00Z',
  ])('is refused when it is none: %s', (timestamp) => {
    expect(read(aTrack({ timestamp }))).toMatchObject({ index: 0, field: 'timestamp' });
  });
});

describe('a call is refused, and the reason told,', () => {
  it.each([
    ['of no kind', { userId: 'u1' }, 'type'],
    ['of a kind there is not', { type: 'play', userId: 'u1' }, 'type'],
    ['of nobody', { type: 'track', event: 'Song Played' }, 'userId'],
    ['of somebody whose id is blank', aTrack({ userId: ' ' }), 'userId'],
    ['whose id is no text', aTrack({ userId: { id: 1 } }), 'userId'],
    ['whose id is too long', aTrack({ userId: 'u'.repeat(201) }), 'userId'],
    ['without the name of its event', aTrack({ event: undefined }), 'event'],
    ['with a name that is no text', aTrack({ event: 7 }), 'event'],
    ['of no group', { type: 'group', userId: 'u1' }, 'groupId'],
    ['to no new name', { type: 'alias', previousId: 'a1' }, 'userId'],
    ['from no old name', { type: 'alias', userId: 'u1' }, 'previousId'],
    ['of more than 32 KB', aTrack({ properties: { text: 'x'.repeat(32_768) } }), ''],
    ['with what cannot be stored', aTrack({ properties: { text: 'a\u0000' } }), 'properties.text'],
    ['nested too deep', aTrack({ properties: nested(101) }), expect.stringMatching(/^properties\./)],
    ['that is a list', [], ''],
  ])('%s', (_what, call, field) => {
    expect(read(call)).toEqual({
      index: 0,
      field,
      problem: expect.stringMatching(/.\.$/),
      allowed: expect.stringMatching(/.\.$/),
    });
  });
});

describe('a call is taken', () => {
  it('with numbers for ids, and the names of older SDKs', () => {
    expect(read({ action: 'track', user_id: 42, event: 'Song Played' })).toMatchObject({
      kind: 'track',
      userId: '42',
    });
  });

  it('with null for what is not known', () => {
    expect(read(aPage({ userId: null, properties: null, messageId: null }))).toMatchObject({
      userId: null,
      anonymousId: 'a1',
      properties: {},
    });
  });

  it('as an alias of the anonymous id when it names no other', () => {
    expect(read({ type: 'alias', userId: 'u1', anonymousId: 'a1' })).toMatchObject({ previousId: 'a1' });
  });
});

describe('a page view', () => {
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148';

  it('tells where it is, where the visitor came from and by what campaign', () => {
    const call = aPage({
      properties: {
        url: 'https://shop.example/mugs/?utm_campaign=autumn&utm_source=letter&utm_medium=email&token=secret',
        referrer: 'https://search.example/find?q=mugs',
      },
      context: { userAgent: phone },
    });

    expect(read(call)).toMatchObject({
      view: {
        path: '/mugs/',
        referrer: 'https://search.example/find',
        campaign: 'autumn',
        campaignSource: 'letter',
        campaignMedium: 'email',
        device: 'phone',
      },
    });
  });

  it('takes from the context what the properties leave out', () => {
    const call = aPage({
      context: {
        page: { path: '/cups', referrer: '', search: '?utm_campaign=spring' },
        campaign: { source: 'newsletter' },
      },
    });

    expect(read(call)).toMatchObject({
      view: { path: '/cups', referrer: null, campaign: 'spring', campaignSource: 'newsletter' },
    });
  });

  it('comes from nowhere when it comes from the same site', () => {
    const call = aPage({
      properties: { url: 'https://shop.example/cups', referrer: 'https://shop.example/mugs' },
    });

    expect(read(call)).toMatchObject({ view: { path: '/cups', referrer: null } });
  });

  it('of an app is a screen by its name', () => {
    const call = { type: 'screen', anonymousId: 'a1', name: 'Basket', context: { device: { type: 'ios' } } };

    expect(read(call)).toMatchObject({ view: { path: 'Basket', device: 'ios' } });
  });

  it.each([
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/113.0.0.0 Safari/537.36', 'computer'],
    ['Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/120.0 Safari/537.36', 'tablet'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120.0 Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1)', 'bot'],
    [undefined, null],
  ])('tells the device by the browser: %s', (userAgent, device) => {
    expect(read(aPage({ context: { userAgent } }))).toMatchObject({ view: { device } });
  });
});

/** Objects inside each other, so many of them. */
function nested(depth: number): object {
  return depth === 0 ? {} : { in: nested(depth - 1) };
}
