import { beforeAll, describe, expect, it } from '@jest/globals';
import { contents, till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from './panel.ts';

onBothEngines('responses', (shop) => {
  const { addCustomer, addProduct, record } = till(shop);
  const { open, answer } = panel(shop);
  const made: Record<string, string> = {};
  // biome-ignore lint/suspicious/noExplicitAny: as a mutation answers it.
  const surveys: any[] = [];

  // Aino gives 9 on the 1st and 3 with a comment on the 4th, Eino 7 to another survey on the 2nd, and begins on the 3rd.
  beforeAll(async () => {
    made.mug = (await addProduct('mug')).id;
    for (const name of ['Aino', 'Eino', 'Onni']) made[name] = (await addCustomer({ name })).id;
    made.purchase = (await record({ customer: { id: made.Aino } })).id;
    const opened = await shop.ask(
      `mutation { openServiceCase(input: { customer: { id: "${made.Aino}" }, kind: SUPPORT, channel: CHAT, subject: "Lid" }) { serviceCase { id } } }`,
    );
    made.case = opened.data.openServiceCase.serviceCase.id;
    surveys.push(await open({ name: 'First' }), await open({ name: 'Second' }));
    const at = (day: number) => `2026-11-0${day}T12:00:00Z`;
    const give = async (name: string, survey: number, customer: string, day: number, input: object) => {
      const response = await answer('submitSurveyResponse', {
        survey: surveys[survey].id,
        customer: { id: made[customer] },
        startedAt: at(day),
        submittedAt: at(day),
        ...input,
      });
      made[name] = response.id;
    };
    await give('first', 0, 'Aino', 1, {
      answers: answersTo(surveys[0], 9),
      channel: 'EMAIL',
      about: { purchase: { id: made.purchase } },
      externalIds: [{ source: 'panel', id: '1' }],
    });
    await give('other', 1, 'Eino', 2, {
      answers: answersTo(surveys[1], 7, 5),
      channel: 'WEB',
      language: 'fi',
      about: { product: { sku: 'mug' } },
    });
    await give('begun', 0, 'Eino', 3, {
      answers: answersTo(surveys[0], undefined, 2),
      submittedAt: null,
      partial: true,
    });
    await give('second', 0, 'Aino', 4, {
      answers: answersTo(surveys[0], 3, undefined, undefined, 'Terrible delivery'),
      language: 'en',
      about: { serviceCase: made.case },
    });
  });

  async function found(filter: object, orderBy: object[] = []) {
    const { data, errors } = await shop.ask(
      `query ($filter: SurveyResponseFilter, $orderBy: [SurveyResponseOrder!]) {
        surveyResponses(filter: $filter, orderBy: $orderBy) { totalCount nodes { id } }
      }`,
      { filter, orderBy },
    );
    expect(errors).toEqual([]);
    const ids = data.surveyResponses.nodes.map(({ id }: { id: string }) => id);
    expect(data.surveyResponses.totalCount).toBe(ids.length);
    return ids.map((id: string) => Object.keys(made).find((name) => made[name] === id));
  }

  const all = ['second', 'begun', 'other', 'first'];

  it('are listed newest first, partial ones as of when they were begun, or as asked', async () => {
    expect(await found({})).toEqual(all);
    expect(await found({}, [{ field: 'GIVEN_AT', direction: 'ASC' }])).toEqual(all.toReversed());
  });

  it.each<[string, () => object, string[]]>([
    ['id', () => ({ id: { in: [made.first, made.other] } }), ['other', 'first']],
    ['survey', () => ({ survey: { eq: surveys[1].id } }), ['other']],
    ['customer', () => ({ customer: { eq: made.Eino } }), ['begun', 'other']],
    ['status', () => ({ status: { eq: 'PARTIAL' } }), ['begun']],
    ['whether they count', () => ({ counted: { eq: true } }), ['second', 'other']],
    ['what the score measures', () => ({ scoreKind: { notIn: ['NPS'] } }), ['begun']],
    ['score', () => ({ score: { gte: 7 } }), ['other', 'first']],
    ['sentiment', () => ({ sentiment: { eq: 'NEGATIVE' } }), ['second']],
    ['comment', () => ({ comment: { contains: 'DELIVERY' } }), ['second']],
    ['language', () => ({ language: { isNull: true } }), ['begun', 'first']],
    ['channel', () => ({ channel: { in: ['WEB', 'EMAIL'] } }), ['other', 'first']],
    ['when they were begun', () => ({ startedAt: { lt: '2026-11-02T00:00:00Z' } }), ['first']],
    [
      'when they were submitted',
      () => ({ submittedAt: { gte: '2026-11-02T12:00:00Z' } }),
      ['second', 'other'],
    ],
    ['purchase', () => ({ purchase: { eq: made.purchase } }), ['first']],
    ['case', () => ({ serviceCase: { eq: made.case } }), ['second']],
    ['product', () => ({ product: { eq: made.mug } }), ['other']],
    [
      'several at once',
      () => ({ or: [{ score: { eq: 3 } }, { not: { score: { lt: 9 } } }] }),
      ['second', 'first'],
    ],
  ])('are found by %s', async (_what, filter, names) => {
    expect(await found(filter())).toEqual(names);
  });

  it('stand under their survey and their customer, and in the timeline', async () => {
    const { data, errors } = await shop.ask(
      `query ($id: ID!, $survey: ID!) {
        customer(by: { id: $id }) {
          surveyResponses(first: 1) { totalCount nodes { score } pageInfo { hasNextPage } }
          timeline(kinds: [SURVEY_RESPONSE]) { nodes { ... on SurveyResponse {
            survey { name } score counted sentiment { label } serviceCase { subject } purchase { id }
          } } }
        }
        survey(id: $survey) { responseCount responses(filter: { score: { gt: 3 } }) { totalCount nodes { customer { name } } } }
      }`,
      { id: made.Aino, survey: surveys[0].id },
    );

    expect(errors).toEqual([]);
    expect(data.customer.surveyResponses).toEqual({
      totalCount: 2,
      nodes: [{ score: 3 }],
      pageInfo: { hasNextPage: true },
    });
    expect(data.customer.timeline.nodes).toEqual([
      {
        survey: { name: 'First' },
        score: 3,
        counted: true,
        sentiment: { label: 'NEGATIVE' },
        serviceCase: { subject: 'Lid' },
        purchase: null,
      },
      {
        survey: { name: 'First' },
        score: 9,
        counted: false,
        sentiment: null,
        serviceCase: null,
        purchase: { id: made.purchase },
      },
    ]);
    expect(data.survey).toEqual({
      responseCount: 2,
      responses: { totalCount: 1, nodes: [{ customer: { name: 'Aino' } }] },
    });
  });

  it('say what was written only to who may read personal data, and are not found by it by others', async () => {
    const scopes = ['satisfaction:read'];

    const read = await shop.ask(
      '{ surveyResponses(first: 1) { nodes { comment score sentiment { label } answers { text score } } } }',
      {},
      { scopes },
    );
    const searched = await shop.ask(
      '{ surveyResponses(filter: { comment: { contains: "terrible" } }) { totalCount } }',
      {},
      { scopes },
    );

    expect(read.data.surveyResponses.nodes).toEqual([
      {
        comment: null,
        score: 3,
        sentiment: { label: 'NEGATIVE' },
        answers: [
          { text: null, score: 3 },
          { text: null, score: null },
        ],
      },
    ]);
    expect(read.extensions.redacted).toEqual(['Answer.text', 'SurveyResponse.comment']);
    expect(searched.errors.map(({ extensions }) => extensions.scope)).toEqual(['customers:pii']);
  });

  describe('the number of SQL statements', () => {
    it.each([
      [
        'of responses with all they lead to',
        `surveyResponses(first: 5) { totalCount nodes {
          customer { name } survey { name questions { kind } } answers { score question { kind } }
          externalIds { id } purchase { id } serviceCase { id } product { sku }
        } }`,
        12,
      ],
      ['of scores in summaries', 'summary { lastNps npsCategory lastCsat lastCsatMax }', 1],
    ])('is the same for two customers and for three, %s', async (_what, selection, most) => {
      const query = (first: number) =>
        `{ customers(first: ${first}, orderBy: [{ field: NAME }]) { nodes { ${selection} } } }`;

      const two = await shop.ask(query(2));
      const three = await shop.ask(query(3));

      expect([two.errors, three.errors]).toEqual([[], []]);
      expect([two.statements, three.statements]).toEqual([most, most]);
    });

    it('is the same for one survey and for two, with what came of them', async () => {
      const query = (first: number) => `{ surveys(first: ${first}) { nodes {
        responseCount questions { kind } quality { estimatedSeconds } results { n question { kind } }
        responses(first: 2) { totalCount nodes { score answers { score } } }
      } } }`;

      const one = await shop.ask(query(1));
      const two = await shop.ask(query(2));

      expect([one.errors, two.errors]).toEqual([[], []]);
      expect([one.statements, two.statements]).toEqual([9, 9]);
    });
  });

  it('leave everything as it was when they are read', async () => {
    const before = await contents(shop);

    await found({});

    expect(await contents(shop)).toEqual(before);
  });
});
