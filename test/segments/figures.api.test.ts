import { beforeAll, expect, it } from '@jest/globals';
import { added } from '../customers/asking.ts';
import { till } from '../purchases/till.ts';
import { gauge, rounded } from '../satisfaction/gauge.ts';
import { onBothEngines } from '../support/engines.ts';
import { grouping } from './grouping.ts';

const statistics = `statistics {
  size purchaseCount totalSpent { amount currency } meanSpent { amount } averageBasket { amount }
  medianDaysSinceLastPurchase
  nps { value n promoters passives detractors low high definition }
  kinds { kind count } regions { country region count }
}`;

onBothEngines('the figures of segments', (shop) => {
  const { segment, adding } = grouping(shop);
  const { record, refund } = till(shop);
  const { openSurvey, give, satisfaction } = gauge(shop);
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const people = [
      { name: 'Aino', country: 'FI', region: 'Lapland' },
      { name: 'Bertil', country: 'FI', region: 'Uusimaa' },
      { name: 'Cirkel', country: 'FI', region: 'Lapland', kind: 'BUSINESS' },
      { name: 'Daavid' },
    ];
    for (const one of people) ids[one.name] = await added(shop, one);
    await till(shop).addProduct('mug');
    // 22 November is today. Aino bought for 30.00 in all, last ten days ago; Bertil for 50.00, of which 20.00 went back.
    const bought = (name: string, unitPrice: string, purchasedAt: string) =>
      record({
        customer: { id: ids[name] },
        purchasedAt,
        lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice }],
      });
    await bought('Aino', '10.00', '2026-10-01T12:00:00Z');
    await bought('Aino', '20.00', '2026-11-12T12:00:00Z');
    const { id } = await bought('Bertil', '50.00', '2026-11-01T11:00:00Z');
    await refund({ purchaseId: id, amount: '20.00' });
    const survey = await openSurvey();
    const scores = { Aino: 10, Bertil: 9, Cirkel: 2 };
    for (const [name, nps] of Object.entries(scores))
      await give(survey, { nps }, { customer: { id: ids[name] } });
  });

  it('are told of a segment', async () => {
    const { id } = await segment('createSegment', { name: 'Finns', rule: { country: { eq: 'FI' } } });

    const { data, errors } = await shop.ask(
      `query ($id: ID!) { segment(by: { id: $id }) { ${statistics} } }`,
      { id },
    );

    expect(errors).toEqual([]);
    // 60.00 over three customers; 80.00 before refunds over three purchases; 10 and 21 days.
    expect(data.segment.statistics).toEqual({
      size: 3,
      purchaseCount: 3,
      totalSpent: { amount: '60.00', currency: 'EUR' },
      meanSpent: { amount: '20.00' },
      averageBasket: { amount: '26.67' },
      medianDaysSinceLastPurchase: 15.5,
      nps: {
        value: expect.closeTo(100 / 3, 10),
        n: 3,
        promoters: 2,
        passives: 0,
        detractors: 1,
        low: expect.any(Number),
        high: expect.any(Number),
        definition: expect.stringContaining('Promoters'),
      },
      kinds: [
        { kind: 'PERSON', count: 2 },
        { kind: 'BUSINESS', count: 1 },
      ],
      regions: [
        { country: 'FI', region: 'Lapland', count: 2 },
        { country: 'FI', region: 'Uusimaa', count: 1 },
      ],
    });
    const { nps } = await satisfaction('nps { value n low high }', null, { segment: { in: [id] } });
    expect(rounded(data.segment.statistics.nps)).toEqual(rounded(nps));
  });

  it('are told of an empty one', async () => {
    const { id } = await segment('createSegment', { name: 'Nobody' });

    const { data } = await shop.ask(`query ($id: ID!) { segment(by: { id: $id }) { ${statistics} } }`, {
      id,
    });

    expect(data.segment.statistics).toMatchObject({
      size: 0,
      purchaseCount: 0,
      totalSpent: { amount: '0.00' },
      meanSpent: null,
      averageBasket: null,
      medianDaysSinceLastPurchase: null,
      nps: { value: null, n: 0 },
      kinds: [],
      regions: [],
    });
  });

  it('are told of a rule that is no segment yet, with whom it would be of', async () => {
    const filter = { or: [{ country: { isNull: true } }, { purchases: { count: { gte: 2 } } }] };
    const preview = (first: object) =>
      shop.ask(
        `query ($filter: CustomerFilter!) {
          segmentPreview(filter: $filter) { size share ${statistics} sample { name summary { purchaseCount } } }
        }`,
        { filter: first },
      );

    const { data, errors, statements } = await preview(filter);
    const none = await preview({ name: { eq: 'Nobody' } });

    expect(errors).toEqual([]);
    expect(data.segmentPreview).toMatchObject({
      size: 2,
      share: 0.5,
      statistics: {
        size: 2,
        totalSpent: { amount: '30.00' },
        meanSpent: { amount: '15.00' },
        medianDaysSinceLastPurchase: 10,
        nps: { value: 100, n: 1 },
        kinds: [{ kind: 'PERSON', count: 2 }],
        regions: [
          { country: 'FI', region: 'Lapland', count: 1 },
          { country: null, region: null, count: 1 },
        ],
      },
    });
    const sample = data.segmentPreview.sample.map(({ name }: { name: string }) => name);
    expect(sample.toSorted()).toEqual(['Aino', 'Daavid']);
    expect(none.data.segmentPreview).toMatchObject({
      size: 0,
      share: 0,
      statistics: { size: 0 },
      sample: [],
    });
    // The preview, the sample, and the summaries of the sample.
    expect(statements).toBe(3);
    expect(
      (await shop.ask('{ segments(filter: { name: { eq: "Nobody yet" } }) { totalCount } }')).data,
    ).toEqual({
      segments: { totalCount: 0 },
    });
  });

  it('refuse a preview of what cannot be a rule, and of what the key may not ask', async () => {
    const wrong = await shop.ask('{ segmentPreview(filter: { purchases: {} }) { size } }');
    const unseen = await shop.ask(
      '{ segmentPreview(filter: { purchases: { count: { gte: 1 } } }) { size } }',
      {},
      { scopes: ['segments:read'] },
    );

    expect(wrong.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(unseen.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'purchases:read' } }]);
  });

  it('tell what two segments have in common', async () => {
    const one = await segment('createSegment', { name: 'One' });
    const other = await segment('createSegment', { name: 'Other' });
    await adding(one.id, [ids.Aino ?? '', ids.Bertil ?? '']);
    await adding(other.id, [ids.Bertil ?? '', ids.Cirkel ?? '', ids.Daavid ?? '']);
    const overlap = async (id: string, withId: string) => {
      const { data } = await shop.ask(
        `query ($id: ID!, $with: ID!) {
          segment(by: { id: $id }) { overlap(with: $with) { size otherSize common jaccard lift } }
        }`,
        { id, with: withId },
      );
      return data.segment.overlap;
    };

    // One of four in either. By chance 2 × 3 / 4 = 1.5 of the four customers would be in both.
    expect(await overlap(one.id, other.id)).toEqual({
      size: 2,
      otherSize: 3,
      common: 1,
      jaccard: 0.25,
      lift: expect.closeTo(2 / 3, 12),
    });
    const empty = await segment('createSegment', { name: 'Empty' });
    expect(await overlap(empty.id, one.id)).toEqual({
      size: 0,
      otherSize: 2,
      common: 0,
      jaccard: 0,
      lift: null,
    });
    expect(await overlap(one.id, 'segment_01h2xcejqtf2nbrexx3vqjhp41')).toBeNull();
  });

  it('tell how satisfied each segment is', async () => {
    const buyers = await segment('createSegment', {
      name: 'A buyers',
      rule: { purchases: { count: { gte: 1 } } },
    });

    const told = await satisfaction('bySegment(score: NPS) { segment { name } value n low high }');
    const none = await satisfaction('bySegment(score: NPS) { value n }', { to: '2026-01-01' });

    expect(told.bySegment[0]).toEqual({
      segment: { name: 'A buyers' },
      value: 100,
      n: 2,
      low: expect.any(Number),
      high: 100,
    });
    const names = told.bySegment.map((one: { segment: { name: string } }) => one.segment.name);
    expect(names).toEqual(names.toSorted());
    expect(
      told.bySegment.find((one: { segment: { name: string } }) => one.segment.name === 'Nobody'),
    ).toMatchObject({
      value: null,
      n: 0,
    });
    expect(new Set(none.bySegment.map(({ n }: { n: number }) => n))).toEqual(new Set([0]));
    const { nps } = await satisfaction('nps { value n low high }', null, { segment: { in: [buyers.id] } });
    expect(rounded(told.bySegment[0])).toEqual(rounded(nps));
  });

  it('are read in as many statements, whatever the number of segments', async () => {
    const { data } = await shop.ask('{ segments(first: 1) { nodes { id } } }');
    const asking = (first: number) =>
      shop.ask(
        `query ($with: ID!, $customer: ID!) {
          segments(first: ${first}) {
            nodes { name ${statistics} overlap(with: $with) { common } explain(customerId: $customer) { matches clauses { clause } } }
          }
          satisfaction { bySegment(score: NPS) { segment { name } n } }
        }`,
        { with: data.segments.nodes[0].id, customer: ids.Aino },
      );

    const [one, all] = [await asking(1), await asking(25)];

    expect(all.errors).toEqual([]);
    // Segments, their statistics, overlaps and explanations; the scores, and the segments they are of.
    expect([one.statements, all.statements]).toEqual([6, 6]);
  });
});
