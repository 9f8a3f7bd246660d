import { beforeAll, expect, it } from '@jest/globals';
import { inviting, npsQuestion } from '../invitations/inviting.ts';
import { till, type UserErrorAnswer } from '../purchases/till.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { panel } from '../surveys/panel.ts';
import { figure, gauge } from './gauge.ts';

const november = { from: '2026-11-01', to: '2026-12-01' };
const defined = `${figure} confidence definition`;
const scores = `nps { ${defined} promoters passives detractors } csat { ${defined} } ces { ${defined} }
  cesEasy { ${defined} }`;

onBothEngines('satisfaction', (shop) => {
  const { addCustomer, addProduct } = till(shop);
  const { record } = forum(shop);
  const { answer, answering } = panel(shop);
  const { openSurvey, give, satisfaction } = gauge(shop);
  let survey: Awaited<ReturnType<typeof openSurvey>>;
  let [aino, toomas] = ['', ''];

  beforeAll(async () => {
    survey = await openSurvey();
    aino = (await addCustomer({ name: 'Aino', country: 'FI' })).id;
    toomas = (await addCustomer({ name: 'Toomas', country: 'EE' })).id;
    await addProduct('MUG');
    await addProduct('TRAY');
    const mug = { about: { product: { sku: 'MUG' } } };
    const tray = { about: { product: { sku: 'TRAY' } } };
    // Aino thinks better of it; the first hour of November in Helsinki is the last but one of October in UTC.
    await give(survey, { nps: 2, csat: 1 }, { customer: { id: aino }, submittedAt: '2026-10-20T12:00:00Z' });
    await give(
      survey,
      { nps: 9, csat: 5, ces: 6 },
      { customer: { id: aino }, channel: 'EMAIL', submittedAt: '2026-10-31T22:30:00Z', ...mug },
    );
    await give(
      survey,
      { nps: 6, csat: 3 },
      { customer: { id: toomas }, channel: 'WEB', submittedAt: '2026-11-10T12:00:00Z', ...mug },
    );
    await give(survey, { nps: 10 }, { channel: 'EMAIL', submittedAt: '2026-11-19T12:00:00Z', ...tray });
    await give(survey, { nps: 0, csat: 1, ces: 1 }, { customer: { id: toomas }, partial: true });
  });

  it('counts of each customer and survey the latest response, whole, in the days of the shop', async () => {
    const { nps, csat, ces } = await satisfaction(scores, november);
    const october = await satisfaction(scores, { from: '2026-10-01', to: '2026-11-01' });

    expect(nps).toMatchObject({ n: 3, promoters: 2, passives: 0, detractors: 1 });
    expect(nps.value).toBeCloseTo(33.3333, 4);
    expect(csat).toMatchObject({ value: 50, n: 2 });
    expect(ces).toMatchObject({ value: 6, n: 1, low: null, high: null });
    expect(october.nps).toMatchObject({ value: null, n: 0 });
  });

  it('leaves out of n who skipped the question', async () => {
    const other = await openSurvey();
    const submittedAt = '2026-08-10T12:00:00Z';
    await give(other, { nps: 10 }, { submittedAt });
    await give(other, { csat: 5 }, { submittedAt });

    const { nps } = await satisfaction('nps { value n }', { from: '2026-08-01', to: '2026-09-01' });

    expect(nps).toEqual({ value: 100, n: 1 });
  });

  it('has no place for a score that is none, which is refused', async () => {
    const other = await openSurvey();
    const submittedAt = '2026-06-10T12:00:00Z';
    const question = other.questions[0]?.id;
    await give(other, { nps: 9 }, { submittedAt });
    const eleven = await answering('submitSurveyResponse', {
      survey: other.id,
      submittedAt,
      answers: [{ question, score: 11 }],
    });
    const fractional = await shop.ask(
      'mutation ($input: SubmitSurveyResponseInput!) { submitSurveyResponse(input: $input) { surveyResponse { id } } }',
      { input: { survey: other.id, submittedAt, answers: [{ question, score: 6.5 }] } },
    );

    const { nps } = await satisfaction('nps { value n }', { from: '2026-06-01', to: '2026-07-01' });

    expect(eleven.userErrors.map(({ code }: UserErrorAnswer) => code)).toEqual(['INVALID']);
    expect(fractional.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(nps).toEqual({ value: 100, n: 1 });
  });

  it('is nothing, and not 0, of nobody, and 0 where as many are for as against', async () => {
    const nothing = { value: null, n: 0, low: null, high: null };
    const told = await satisfaction(
      `${scores} rating { ${figure} } sentiment { positive neutral negative unknown n positiveShare { ${figure} } }
      overTime(score: NPS, by: DAY) { from } byChannel(score: NPS) { key } byProduct(score: NPS) { value }
      byCountry(score: NPS) { key }
      compare(score: NPS, to: {}) { difference low high isSignificant conclusion }`,
      { to: '2001-01-01' },
    );
    const other = await openSurvey();
    await give(other, { nps: 9 }, { submittedAt: '2026-07-10T12:00:00Z' });
    await give(other, { nps: 5 }, { submittedAt: '2026-07-10T12:00:00Z' });
    const { nps } = await satisfaction('nps { value n }', { from: '2026-07-01', to: '2026-08-01' });

    for (const name of ['nps', 'csat', 'ces', 'cesEasy', 'rating']) expect(told[name]).toMatchObject(nothing);
    expect(told.sentiment).toMatchObject({ positive: 0, unknown: 0, n: 0, positiveShare: nothing });
    expect([told.overTime, told.byChannel, told.byProduct, told.byCountry]).toEqual([[], [], [], []]);
    expect(told.compare).toEqual({
      difference: null,
      low: null,
      high: null,
      isSignificant: false,
      conclusion: 'There is nothing to compare: nobody answered NPS in one of the two, or in both.',
    });
    expect(nps).toEqual({ value: 0, n: 2 });
  });

  it('says what each figure is and how sure it is', async () => {
    const { nps, csat, ces, cesEasy } = await satisfaction(scores, november);

    for (const { confidence } of [nps, csat, ces, cesEasy]) expect(confidence).toBe(0.95);
    expect(nps.definition).toContain('Promoters (9 and 10) minus detractors (0 to 6)');
    expect(nps.definition).toContain('Of each customer and survey the latest response counts');
    expect(csat.definition).toContain('4 and 5 of 5, 5 to 7 of 7, 9 and 10 of 10');
    expect(ces.definition).toContain('Mean');
    expect(cesEasy.definition).toContain('gave 5, 6 or 7');
  });

  it('is told by channel, by product and by country, most answers first', async () => {
    const told = await satisfaction(
      `byChannel(score: NPS) { key value n } byProduct(score: NPS) { product { sku } value n }
      byCountry(score: NPS) { key value n } one: byProduct(score: CSAT, first: 1) { product { sku } value n }`,
      november,
    );

    expect(told.byChannel).toEqual([
      { key: 'EMAIL', value: 100, n: 2 },
      { key: 'WEB', value: -100, n: 1 },
    ]);
    expect(told.byProduct).toEqual([
      { product: { sku: 'MUG' }, value: 0, n: 2 },
      { product: { sku: 'TRAY' }, value: 100, n: 1 },
    ]);
    expect(told.byCountry).toEqual([
      { key: 'EE', value: -100, n: 1 },
      { key: 'FI', value: 100, n: 1 },
      { key: null, value: 100, n: 1 },
    ]);
    expect(told.one).toEqual([{ product: { sku: 'MUG' }, value: 50, n: 2 }]);
  });

  it('has a course in which weeks without an answer are null, up to the end of the period', async () => {
    const weeks = await satisfaction('overTime(score: NPS, by: WEEK) { from value n low }', november);

    expect(weeks.overTime).toEqual([
      { from: '2026-10-26', value: 100, n: 1, low: expect.any(Number) },
      { from: '2026-11-02', value: null, n: 0, low: null },
      { from: '2026-11-09', value: -100, n: 1, low: expect.any(Number) },
      { from: '2026-11-16', value: 100, n: 1, low: expect.any(Number) },
      { from: '2026-11-23', value: null, n: 0, low: null },
      { from: '2026-11-30', value: null, n: 0, low: null },
    ]);
  });

  it('has a course from the first answer to the last where no period is asked for', async () => {
    const { overTime } = await satisfaction('overTime(score: CES, by: QUARTER) { from value n }');
    const year = await satisfaction('overTime(score: NPS, by: YEAR) { from n }');

    expect(overTime).toEqual([{ from: '2026-10-01', value: 6, n: 1 }]);
    expect(year.overTime).toEqual([{ from: '2026-01-01', n: 7 }]);
  });

  it('is of some customers where somebody asks for them, and compares them with others', async () => {
    const { nps, byChannel, compare, overTime } = await satisfaction(
      `nps { value n } byChannel(score: NPS) { key n } overTime(score: NPS, by: MONTH) { from value n }
      compare(score: NPS, to: { filter: { country: { eq: "EE" } } }) {
        own { value } other { value } difference isSignificant
      }`,
      november,
      { country: { eq: 'FI' } },
    );

    expect(nps).toEqual({ value: 100, n: 1 });
    expect(byChannel).toEqual([{ key: 'EMAIL', n: 1 }]);
    expect(overTime).toEqual([{ from: '2026-11-01', value: 100, n: 1 }]);
    // One and one: 25 + 25 ± 1.96 × √(37.5² + 37.5²) = 50 ± 103.9.
    expect(compare).toEqual({
      own: { value: 100 },
      other: { value: -100 },
      difference: 200,
      isSignificant: false,
    });
  });

  it('scales ratings to 1 to 5, and counts how texts sound, those that nobody can judge apart', async () => {
    const writtenAt = '2026-09-10T12:00:00Z';
    await record({ rating: 4, ratingMax: 5, text: 'Great!', language: 'en', writtenAt });
    // 10 of 10 is 5, and 1 of 10 is 1.
    await record({ rating: 10, ratingMax: 10, text: 'Ilus tass', language: 'et', writtenAt });
    await record({ rating: 1, ratingMax: 10, writtenAt });
    await record({ rating: null, ratingMax: null, text: 'It broke, terrible.', language: 'en', writtenAt });
    const comment = survey.questions[3]?.id;
    await answer('submitSurveyResponse', {
      survey: survey.id,
      language: 'en',
      submittedAt: writtenAt,
      answers: [{ question: comment, text: 'A wonderful shop' }],
    });

    const { rating, sentiment } = await satisfaction(
      `rating { ${defined} } sentiment { positive neutral negative unknown n
        positiveShare { value n } negativeShare { value n } definition }`,
      { from: '2026-09-01', to: '2026-10-01' },
    );

    // 4, 5 and 1: mean 10/3, standard deviation √(13/3) = 2.081666; 4.302653 × 2.081666 / √3 = 5.171148.
    expect(rating.n).toBe(3);
    expect(rating.value).toBeCloseTo(3.3333, 4);
    expect(rating.low).toBeCloseTo(3.333333 - 5.171148, 4);
    expect(rating.high).toBeCloseTo(3.333333 + 5.171148, 4);
    expect(rating.definition).toContain('1 + 4 × (rating - 1) / (maximum - 1)');
    expect(sentiment).toMatchObject({
      positive: 2,
      neutral: 0,
      negative: 1,
      unknown: 1,
      n: 3,
      positiveShare: { value: 2 / 3, n: 3 },
      negativeShare: { value: 1 / 3, n: 3 },
    });
    expect(sentiment.definition).toContain('not in neutral');
  });

  it('tells of the invitations sent how many were answered', async () => {
    const desk = inviting(shop);
    const asking = await desk.openSurvey({ questions: [npsQuestion] });
    const [question = ''] = await desk.questionsOf(asking);
    const before = await satisfaction(`responseRate { ${defined} }`);
    const tokens: string[] = [];
    for (const name of ['a', 'b', 'c', 'd'])
      tokens.push(await desk.tokenFor(asking, await desk.addCustomer({ email: `${name}@example.fi` })));
    await desk.answering({ token: tokens[0], answers: [{ question, score: 9 }] });
    await desk.answering({ token: tokens[1], partial: true, answers: [{ question, score: 9 }] });

    const { responseRate } = await satisfaction(`responseRate { ${defined} }`, november);
    const earlier = await satisfaction('responseRate { value n }', { to: '2026-11-01' });

    expect(before.responseRate).toMatchObject({ value: null, n: 0, low: null, high: null });
    // One in four: 0.372472 ± 0.326885, by Wilson.
    expect(responseRate).toMatchObject({ value: 0.25, n: 4, confidence: 0.95 });
    expect(responseRate.low).toBeCloseTo(0.045587, 5);
    expect(responseRate.high).toBeCloseTo(0.699357, 5);
    expect(responseRate.definition).toContain('invitations');
    expect(earlier.responseRate).toEqual({ value: null, n: 0 });
  });

  it('reads once what several figures are made of, and as often for many groups as for one', async () => {
    const two = await satisfaction('nps { value }');
    const several = await satisfaction(
      'nps { value n promoters } again: nps { low } ces { value } cesEasy { value } csat { value }',
    );
    const compared = await satisfaction(
      'nps { value } compare(score: NPS, to: { filter: { country: { eq: "EE" } } }) { own { value } difference }',
    );
    const month = await satisfaction('overTime(score: NPS, by: MONTH) { from value }');
    const days = await satisfaction('overTime(score: NPS, by: DAY) { from value }', november);
    const products = await satisfaction('byProduct(score: NPS) { value product { sku } }');

    expect([two, several, compared, month, days, products].map(({ statements }) => statements)).toEqual([
      1, 3, 2, 2, 2, 2,
    ]);
  });

  it.each([
    ['a period that ends before it begins', 'nps { n }', { from: '2026-11-02', to: '2026-11-01' }],
    ['too many points', 'overTime(score: NPS, by: DAY) { n }', { from: '2020-01-01', to: '2026-11-01' }],
    ['a day of all times', 'overTime(score: NPS, by: DAY) { n }', { from: '0001-01-01', to: '9999-12-31' }],
    ['no products', 'byProduct(score: NPS, first: 0) { n }', november],
    ['too many products', 'byProduct(score: NPS, first: 101) { n }', november],
  ])('refuses %s', async (_what, selection, period) => {
    const { errors } = await shop.ask(
      `query ($period: Period) { satisfaction(period: $period) { ${selection} } }`,
      { period },
    );

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('is for those alone who may read satisfaction', async () => {
    const { errors } = await shop.ask('{ satisfaction { nps { n } } }', {}, { scopes: ['customers:read'] });

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
