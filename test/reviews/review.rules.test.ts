import { describe, expect, it } from '@jest/globals';
import { type ReviewDraft, reviewOf, starsOf } from '../../src/reviews/review.rules.ts';

const now = new Date('2026-11-22T12:00:00Z');
const written = new Date('2026-11-01T12:00:00Z');

function faultsOf(draft: Partial<ReviewDraft>): string[] {
  const { errors } = reviewOf({ source: 'google', rating: 4, ratingMax: 5, ...draft }, null, now);
  return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('a rating in stars', () => {
  it.each([
    [5, 5, 5],
    [3, 5, 3],
    [4.5, 5, 4.5],
    [1, 5, 1],
    [0, 5, 1],
    [10, 10, 5],
    [5.5, 10, 3],
    [1, 10, 1],
    [100, 100, 5],
    [2, 2, 5],
    [1, 2, 1],
  ])('of %p out of %p is %p', (rating, ratingMax, stars) => {
    expect(starsOf(rating, ratingMax)).toBe(stars);
  });
});

describe('a review', () => {
  it('is taken with a rating, a text or both', () => {
    expect([
      faultsOf({}),
      faultsOf({ rating: null, text: 'Fine.' }),
      faultsOf({ text: 'Fine.' }),
      faultsOf({ rating: 0 }),
      faultsOf({ url: 'https://reviews.example/1', language: 'sv-FI', externalId: '1' }),
    ]).toEqual([[], [], [], [], []]);
  });

  it.each<[string, Partial<ReviewDraft>, string]>([
    ['no source', { source: 'of no kind' }, 'INVALID source'],
    ['an external id that is too long', { externalId: 'x'.repeat(201) }, 'INVALID externalId'],
    ['nothing to say', { rating: null, text: '  ' }, 'REQUIRED text'],
    ['a rating of what', { ratingMax: null }, 'REQUIRED ratingMax'],
    ['a rating beyond its maximum', { rating: 5.5 }, 'INVALID rating'],
    ['a rating below 0', { rating: -1 }, 'INVALID rating'],
    ['a rating that is no number', { rating: Number.NaN }, 'INVALID rating'],
    ['a maximum of 1', { rating: 1, ratingMax: 1 }, 'INVALID ratingMax'],
    ['a maximum of 101', { ratingMax: 101 }, 'INVALID ratingMax'],
    ['a long author', { author: 'x'.repeat(201) }, 'INVALID author'],
    ['a long text', { text: 'x'.repeat(20_001) }, 'INVALID text'],
    ['no language', { language: 'klingonish' }, 'INVALID language'],
    ['no address', { url: 'javascript:alert(1)' }, 'INVALID url'],
    ['a day too far ahead', { writtenAt: new Date('2026-11-24T00:00:00Z') }, 'INVALID writtenAt'],
    ['a long reply', { reply: { text: 'x'.repeat(20_001) } }, 'INVALID reply.text'],
    ['a long name under a reply', { reply: { text: 'x', by: 'x'.repeat(201) } }, 'INVALID reply.by'],
  ])('is refused with %s', (_what, draft, fault) => {
    expect(faultsOf(draft)).toEqual([fault]);
  });

  it('has the sentiment of its text, and none without its language', () => {
    const judged = reviewOf({ source: 'google', text: 'Erinomainen palvelu!', language: 'FI' }, null, now);
    const unknown = reviewOf({ source: 'google', text: 'Erinomainen palvelu!' }, null, now);

    expect(judged.content).toMatchObject({ language: 'fi', sentimentLabel: 'POSITIVE', sentimentScore: 1 });
    expect(unknown.content).toMatchObject({ sentimentLabel: null, sentimentMethod: null });
  });

  it('keeps what is not given again, its reply above all, and clears what is null', () => {
    const first = reviewOf(
      {
        source: 'google',
        externalId: '1',
        author: 'Aino M.',
        rating: 2,
        ratingMax: 5,
        text: 'The lid leaks.',
        language: 'en',
        writtenAt: written,
        reply: { text: 'We are sorry.', by: 'Veera' },
      },
      null,
      now,
    ).content;
    const later = new Date('2026-12-01T12:00:00Z');

    const again = reviewOf({ source: 'google', externalId: '1' }, first, later);
    const same = reviewOf({ source: 'google', reply: { text: 'We are sorry.' } }, first, later);
    const other = reviewOf(
      { source: 'google', rating: 4, author: null, reply: { text: 'Glad.' } },
      first,
      later,
    );
    const unsaid = reviewOf({ source: 'google', rating: null, reply: null }, first, later);

    expect(again.content).toEqual(first);
    expect(same.content).toEqual(first);
    expect(other.content).toEqual({
      ...first,
      author: null,
      rating: 4,
      stars: 4,
      replyText: 'Glad.',
      replyBy: null,
      repliedAt: later,
    });
    expect(unsaid.content).toEqual({
      ...first,
      rating: null,
      ratingMax: null,
      stars: null,
      replyText: null,
      replyBy: null,
      repliedAt: null,
    });
    expect(first).toMatchObject({ writtenAt: written, repliedAt: now, replyBy: 'Veera' });
  });
});
