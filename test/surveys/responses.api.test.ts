import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { localId, newId } from '../../src/kernel/ids.ts';
import { responseDifferences } from '../../src/surveys/response.check.ts';
import { noSubject } from '../../src/surveys/response.rules.ts';
import { saveResponse } from '../../src/surveys/response.service.ts';
import { scoreDifferences } from '../../src/surveys/summary.scores.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { answersTo, aSurvey, both, panel } from './panel.ts';

onBothEngines('a response', (shop) => {
  const { addCustomer, addProduct, record, refused } = till(shop);
  const { write, open, answer, answering, summaryOf } = panel(shop);
  const now = testNow.toISOString();
  // biome-ignore lint/suspicious/noExplicitAny: as a mutation answers it.
  let survey: any;
  let aino = '';

  beforeAll(async () => {
    await addProduct('mug');
    survey = await open();
    aino = (await addCustomer({ name: 'Aino', email: 'aino@example.fi' })).id;
  });

  const refusals = async (input: object, name = 'submitSurveyResponse') =>
    (await refused(() => answering(name, input))).map(({ code, path, message }) => [
      code,
      path.join('.'),
      message,
    ]);

  /** What is kept of responses and summaries is what the answers give. */
  async function expectConsistent() {
    expect(await rowsOf(shop.database, responseDifferences())).toEqual([]);
    expect(await rowsOf(shop.database, scoreDifferences())).toEqual([]);
  }
  afterEach(expectConsistent);

  it('keeps what was answered, in the order in which it was asked', async () => {
    const answers = answersTo(survey, 9, 4, ['street', 'web'], ' Faster delivery, please. ').toReversed();

    const response = await answer('submitSurveyResponse', {
      survey: survey.id,
      customer: { email: 'aino@example.fi' },
      answers,
      language: 'EN',
      channel: 'EMAIL',
      startedAt: '2026-11-20T10:00:00Z',
      submittedAt: '2026-11-20T10:02:00Z',
      externalIds: [{ source: 'panel', id: ' r-1 ' }],
    });

    expect(response).toMatchObject({
      status: 'SUBMITTED',
      counted: true,
      score: 9,
      scoreKind: 'NPS',
      comment: 'Faster delivery, please.',
      language: 'en',
      channel: 'EMAIL',
      startedAt: '2026-11-20T10:00:00.000Z',
      submittedAt: '2026-11-20T10:02:00.000Z',
      externalIds: [{ source: 'panel', id: 'r-1' }],
      survey: { id: survey.id },
      customer: { id: aino },
      purchase: null,
      serviceCase: null,
      product: null,
    });
    const nothing = { score: null, inTopBox: null, choices: null, text: null };
    expect(response.answers).toEqual([
      { ...nothing, question: { position: 0 }, score: 9, inTopBox: true },
      { ...nothing, question: { position: 1 }, score: 4, inTopBox: true },
      { ...nothing, question: { position: 2 }, choices: ['street', 'web'] },
      { ...nothing, question: { position: 3 }, text: 'Faster delivery, please.' },
    ]);
    expect(await summaryOf(aino)).toEqual({
      lastNps: 9,
      npsCategory: 'PROMOTER',
      lastCsat: 4,
      lastCsatMax: 5,
    });
  });

  it('says how its comment sounds, in a language that can be judged, and nothing in another', async () => {
    const giving = (language: string | null, text: string) =>
      answer('submitSurveyResponse', {
        survey: survey.id,
        answers: answersTo(survey, 1, undefined, undefined, text),
        language,
      });

    const english = await giving('en', 'A terrible, awful experience.');
    const estonian = await giving('et', 'Väga halb.');
    const unknown = await giving(null, 'A terrible, awful experience.');

    expect(english.sentiment).toMatchObject({ label: 'NEGATIVE' });
    expect([estonian.sentiment, unknown.sentiment]).toEqual([null, null]);
  });

  it('leaves out what was skipped', async () => {
    const { id } = await addCustomer({ name: 'Skipping' });
    const [nps, csat, choice, text] = survey.questions;

    const response = await answer('submitSurveyResponse', {
      survey: survey.id,
      customer: { id },
      answers: [
        { question: nps.id },
        { question: csat.id, score: 3 },
        { question: choice.id, choices: [] },
        { question: text.id, text: '  ' },
      ],
    });

    expect(response).toMatchObject({ score: 3, scoreKind: 'CSAT', comment: null });
    expect(response.answers).toHaveLength(1);
    expect(await summaryOf(id)).toEqual({ lastNps: null, npsCategory: null, lastCsat: 3, lastCsatMax: 5 });
  });

  it.each([
    [0, 'DETRACTOR'],
    [6, 'DETRACTOR'],
    [7, 'PASSIVE'],
    [8, 'PASSIVE'],
    [9, 'PROMOTER'],
    [10, 'PROMOTER'],
  ])('with an NPS of %p makes a %s', async (score, npsCategory) => {
    const { id } = await addCustomer({ name: `Gives ${score}` });

    await answer('submitSurveyResponse', {
      survey: survey.id,
      customer: { id },
      answers: answersTo(survey, score),
    });

    expect(await summaryOf(id)).toMatchObject({ lastNps: score, npsCategory });
  });

  it('is refused with all that is wrong with it, a score beyond its scale not being put into any bucket', async () => {
    const [nps, csat, choice, text] = survey.questions;
    const other = await open({
      questions: [{ kind: 'CES', texts: both('It was easy.', 'Se oli helppoa.') }],
    });

    const errors = await refusals({
      survey: survey.id,
      customer: { id: aino },
      answers: [
        { question: nps.id, score: 11 },
        { question: csat.id, score: 0 },
        { question: choice.id, choices: ['web', 'radio'] },
        { question: text.id, score: 5 },
        { question: nps.id, score: 3 },
        { question: other.questions[0].id, score: 3 },
        { question: csat.id, text: 'Good' },
        { question: 'nonsense', score: 1 },
      ],
      language: 'nonsense-language',
      startedAt: '2026-11-22T10:00:00Z',
      submittedAt: '2026-11-22T09:00:00Z',
      about: { purchase: { id: 'nonsense' } },
    });

    expect(errors.map(([code, path, message]) => [code, path, message])).toEqual([
      ['INVALID', 'answers.0.score', 'An NPS score is 0 to 10; got 11.'],
      ['INVALID', 'answers.1.score', 'A CSAT score is 1 to 5; got 0.'],
      ['NOT_FOUND', 'answers.2.choices.1', 'The question does not offer this choice.'],
      ['CONFLICT', 'answers.3.score', 'A question of kind TEXT is not answered so.'],
      ['CONFLICT', 'answers.4', 'A question is answered once.'],
      ['NOT_FOUND', 'answers.5.question', 'The survey has no such question.'],
      ['CONFLICT', 'answers.6', 'A question is answered once.'],
      ['CONFLICT', 'answers.6.text', 'A question of kind CSAT is not answered so.'],
      ['NOT_FOUND', 'answers.7.question', 'The survey has no such question.'],
      [
        'INVALID',
        'language',
        'A language is a BCP 47 tag of a language in ISO 639 and a country in ISO 3166-1, such as fi or sv-FI.',
      ],
      ['INVALID', 'submittedAt', 'A response is not submitted before it is begun.'],
      ['NOT_FOUND', 'about.purchase.id', 'The customer has no purchase by this reference.'],
    ]);
  });

  it('is refused a fraction, which is no score', async () => {
    const { errors } = await shop.ask(
      `mutation { submitSurveyResponse(input: { survey: "${survey.id}", answers: [
        { question: "${survey.questions[0].id}", score: 7.5 }
      ] }) { userErrors { code } } }`,
    );

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('answers something, and what is required; only a survey that is open takes it', async () => {
    const questions = [
      { kind: 'CES', texts: both('It was easy.', 'Se oli helppoa.'), required: true },
      {
        kind: 'SINGLE_CHOICE',
        texts: both('Which?', 'Kumpi?'),
        choices: ['a', 'b'].map((value) => ({ value, texts: both(value, value) })),
      },
    ];
    const asking = await open({ questions });
    const draft = await write('createSurvey', aSurvey());
    const closed = await open();
    await write('closeSurvey', { id: closed.id });

    expect(await refusals({ survey: survey.id, answers: [] })).toEqual([
      ['REQUIRED', 'answers', 'A response answers at least one question.'],
    ]);
    expect(await refusals({ survey: asking.id, answers: answersTo(asking, undefined, ['a']) })).toEqual([
      ['REQUIRED', 'answers', 'Question 1 is to be answered.'],
    ]);
    expect(await refusals({ survey: asking.id, answers: answersTo(asking, 8, ['a', 'b']) })).toEqual([
      ['INVALID', 'answers.0.score', 'A CES score is 1 to 7; got 8.'],
      ['INVALID', 'answers.1.choices', 'One choice is to be made; got 2.'],
    ]);
    expect(await refusals({ survey: draft.id, answers: answersTo(draft, 9) })).toEqual([
      ['CONFLICT', 'survey', 'The survey is DRAFT; only one that is OPEN is answered.'],
    ]);
    expect(await refusals({ survey: closed.id, answers: answersTo(closed, 9) })).toEqual([
      ['CONFLICT', 'survey', 'The survey is CLOSED; only one that is OPEN is answered.'],
    ]);
    expect(await refusals({ survey: aino, answers: [] })).toEqual([
      ['NOT_FOUND', 'survey', 'There is no survey with this id.'],
    ]);
    expect(
      await refusals({ survey: survey.id, answers: answersTo(survey, 9), customer: { id: survey.id } }),
    ).toEqual([['NOT_FOUND', 'customer.id', 'There is no customer by this reference.']]);
  });

  it('is about a purchase, a case or a product, the first two of the same customer', async () => {
    const { id } = await addCustomer({ name: 'About' });
    const purchase = await record({ customer: { id }, externalIds: [{ source: 'pos', id: 'about' }] });
    const { data } = await shop.ask(
      `mutation { openServiceCase(input: { customer: { id: "${id}" }, kind: SUPPORT, channel: CHAT, subject: "Lid" }) { serviceCase { id } } }`,
    );
    const serviceCase = data.openServiceCase.serviceCase.id;
    const giving = (about: object) =>
      answer('submitSurveyResponse', {
        survey: survey.id,
        customer: { id },
        answers: answersTo(survey, 7),
        about,
      });

    const ofPurchase = await giving({ purchase: { externalId: { source: 'pos', id: 'about' } } });
    const ofCase = await giving({ serviceCase });
    const ofProduct = await giving({ product: { sku: 'mug' } });

    expect(ofPurchase).toMatchObject({ purchase: { id: purchase.id }, serviceCase: null, product: null });
    expect(ofCase).toMatchObject({ purchase: null, serviceCase: { id: serviceCase }, product: null });
    expect(ofProduct).toMatchObject({
      purchase: null,
      serviceCase: null,
      product: { id: expect.any(String) },
    });
    const answers = answersTo(survey, 7);
    expect(
      await refusals({ survey: survey.id, customer: { id: aino }, answers, about: { serviceCase } }),
    ).toEqual([['NOT_FOUND', 'about.serviceCase', 'The customer has no case with this id.']]);
    expect(await refusals({ survey: survey.id, answers, about: { serviceCase } })).toEqual([
      ['CONFLICT', 'about', 'Only a customer can have what it is about.'],
    ]);
  });

  it('without a customer is of somebody unknown', async () => {
    const { id, customer } = await answer('submitSurveyResponse', {
      survey: survey.id,
      answers: answersTo(survey, 2),
    });

    const { data } = await shop.ask(
      '{ customers(filter: { identified: { eq: false } }) { nodes { summary { lastNps } surveyResponses { nodes { id } } } } }',
    );
    expect(customer).toBeNull();
    expect(data.customers.nodes).toContainEqual({
      summary: { lastNps: 2 },
      surveyResponses: { nodes: [{ id }] },
    });
  });

  it('is recorded once for an external id', async () => {
    const input = {
      survey: survey.id,
      answers: answersTo(survey, 2),
      externalIds: [{ source: 'panel', id: 'once' }],
    };
    const { id } = await answer('submitSurveyResponse', input);

    expect(await refusals(input)).toEqual([
      ['TAKEN', 'externalIds', `This external id is recorded already, as ${id}.`],
    ]);
    expect(await refusals({ ...input, externalIds: [{ source: 'no spaces', id: '' }] })).toMatchObject([
      ['INVALID', 'externalIds.0.source', expect.any(String)],
    ]);
  });

  describe('of a customer who answered before', () => {
    it('takes the place of the other in what counts, whichever comes first', async () => {
      const { id } = await addCustomer({ name: 'Twice' });
      const giving = (score: number, submittedAt: string) =>
        answer('submitSurveyResponse', {
          survey: survey.id,
          customer: { id },
          answers: answersTo(survey, score, 5),
          submittedAt,
        });

      const middle = await giving(3, '2026-11-10T10:00:00Z');
      const latest = await giving(9, '2026-11-11T10:00:00Z');
      const earlier = await giving(1, '2026-11-09T10:00:00Z');

      expect([middle.counted, latest.counted, earlier.counted]).toEqual([true, true, false]);
      const { data } = await shop.ask(
        `{ customer(by: { id: "${id}" }) { surveyResponses { nodes { score counted } } } }`,
      );
      expect(data.customer.surveyResponses.nodes).toEqual([
        { score: 9, counted: true },
        { score: 3, counted: false },
        { score: 1, counted: false },
      ]);
      expect(await summaryOf(id)).toMatchObject({ lastNps: 9 });
    });

    it('counts for each survey alone', async () => {
      const { id } = await addCustomer({ name: 'Two surveys' });
      const other = await open();
      const giving = (asked: typeof survey, score: number, submittedAt: string) =>
        answer('submitSurveyResponse', {
          survey: asked.id,
          customer: { id },
          answers: answersTo(asked, score),
          submittedAt,
        });

      await giving(survey, 10, '2026-11-10T10:00:00Z');
      await giving(other, 4, '2026-11-09T10:00:00Z');

      const { data } = await shop.ask(
        `{ customer(by: { id: "${id}" }) { surveyResponses { nodes { score counted } } } }`,
      );
      expect(data.customer.surveyResponses.nodes).toEqual([
        { score: 10, counted: true },
        { score: 4, counted: true },
      ]);
      expect(await summaryOf(id)).toMatchObject({ lastNps: 10, npsCategory: 'PROMOTER' });
    });

    it('counts once when many come at once', async () => {
      const { id } = await addCustomer({ name: 'Hasty' });

      await Promise.all(
        Array.from({ length: 8 }, (_, score) =>
          answer('submitSurveyResponse', {
            survey: survey.id,
            customer: { id },
            answers: answersTo(survey, score),
          }),
        ),
      );

      const { data } = await shop.ask(
        `{ surveyResponses(filter: { customer: { eq: "${id}" }, counted: { eq: true } }) { totalCount } }`,
      );
      expect(data.surveyResponses.totalCount).toBe(1);
    });

    it('counts once where two customers turn out to be one', async () => {
      const events = (type: string, rest: string) =>
        shop.ask(`mutation { trackEvents(input: { events: [{ type: ${type}, ${rest} }] }) { taken } }`);
      await events('PAGE', 'anonymousId: "visitor-1", properties: { path: "/" }');
      const { data } = await shop.ask(
        '{ customers(filter: { identified: { eq: false } }) { nodes { id visits { totalCount } } } }',
      );
      const visitor = data.customers.nodes.find(
        (one: { visits: { totalCount: number } }) => one.visits.totalCount > 0,
      );
      const { id } = await addCustomer({ name: 'Known', externalIds: [{ source: 'segment', id: 'known' }] });
      const giving = (customer: string, score: number, submittedAt: string) =>
        answer('submitSurveyResponse', {
          survey: survey.id,
          customer: { id: customer },
          answers: answersTo(survey, score),
          submittedAt,
          externalIds: [{ source: 'panel', id: `merged-${score}` }],
        });
      await giving(id, 10, '2026-11-10T10:00:00Z');
      await giving(visitor.id, 2, '2026-11-12T10:00:00Z');

      await events('IDENTIFY', 'anonymousId: "visitor-1", userId: "known"');

      const { data: after } = await shop.ask(
        `{ customer(by: { id: "${id}" }) { surveyResponses { nodes { score counted answers { score } externalIds { id } } } } }`,
      );
      expect(after.customer.surveyResponses.nodes).toEqual([
        { score: 2, counted: true, answers: [{ score: 2 }], externalIds: [{ id: 'merged-2' }] },
        { score: 10, counted: false, answers: [{ score: 10 }], externalIds: [{ id: 'merged-10' }] },
      ]);
      expect(await summaryOf(id)).toMatchObject({ lastNps: 2, npsCategory: 'DETRACTOR' });
    });
  });

  describe('that is partial', () => {
    it('counts nowhere until it is submitted, and is gone on with', async () => {
      const { id } = await addCustomer({ name: 'Slow' });
      const [nps, csat, , text] = survey.questions;
      const begun = await answer('submitSurveyResponse', {
        survey: survey.id,
        customer: { id },
        answers: answersTo(survey, 3, 2),
        partial: true,
        language: 'en',
        channel: 'WEB',
      });

      const further = await answer('continueSurveyResponse', {
        id: begun.id,
        partial: true,
        answers: [
          { question: nps.id, score: 8 },
          { question: csat.id },
          { question: text.id, text: 'Good.' },
        ],
      });
      const unsubmitted = await summaryOf(id);
      shop.clock.set(new Date('2026-11-22T12:05:00Z'));
      const whole = await answer('continueSurveyResponse', { id: begun.id, answers: [] });
      shop.clock.set(testNow);

      expect(begun).toMatchObject({
        status: 'PARTIAL',
        counted: false,
        submittedAt: null,
        startedAt: now,
        score: 3,
      });
      expect(further).toMatchObject({
        id: begun.id,
        status: 'PARTIAL',
        counted: false,
        score: 8,
        comment: 'Good.',
      });
      expect(
        further.answers.map(({ question, score }: { question: object; score: number }) => [question, score]),
      ).toEqual([
        [{ position: 0 }, 8],
        [{ position: 3 }, null],
      ]);
      expect(unsubmitted).toMatchObject({ lastNps: null, lastCsat: null });
      expect(whole).toMatchObject({
        id: begun.id,
        status: 'SUBMITTED',
        counted: true,
        score: 8,
        language: 'en',
        channel: 'WEB',
        startedAt: now,
        submittedAt: '2026-11-22T12:05:00.000Z',
        sentiment: { label: 'POSITIVE' },
      });
      expect(await summaryOf(id)).toMatchObject({ lastNps: 8 });
      const { data } = await shop.ask(
        `{ changes(filter: { subject: { eq: "${begun.id}" } }) { nodes { action fields } } }`,
      );
      expect(data.changes.nodes.map(({ action }: { action: string }) => action)).toEqual([
        'response.submitted',
        'response.continued',
        'response.begun',
      ]);
    });

    it('takes the place of none that was submitted', async () => {
      const { id } = await addCustomer({ name: 'Undecided' });
      const giving = (score: number, partial: boolean) =>
        answer('submitSurveyResponse', {
          survey: survey.id,
          customer: { id },
          answers: answersTo(survey, score),
          partial,
        });

      await giving(9, false);
      await giving(0, true);

      expect(await summaryOf(id)).toMatchObject({ lastNps: 9 });
    });

    it('is submitted once, when it has what is required', async () => {
      const questions = [
        { kind: 'NPS', texts: both('Recommend?', 'Suosittelisitko?'), required: true },
        { kind: 'TEXT', texts: both('Why?', 'Miksi?') },
      ];
      const asking = await open({ questions });
      const begun = await answer('submitSurveyResponse', {
        survey: asking.id,
        answers: answersTo(asking, undefined, 'Because.'),
        partial: true,
      });
      const go = (input: object) =>
        refusals({ id: begun.id, answers: [], ...input }, 'continueSurveyResponse');

      expect(await go({})).toEqual([['REQUIRED', 'answers', 'Question 1 is to be answered.']]);
      expect(await go({ partial: true, submittedAt: now })).toEqual([
        ['CONFLICT', 'submittedAt', 'What is partial is not submitted yet.'],
      ]);
      expect(await go({ answers: answersTo(asking, 12) })).toEqual([
        ['INVALID', 'answers.0.score', 'An NPS score is 0 to 10; got 12.'],
      ]);
      await answer('continueSurveyResponse', { id: begun.id, answers: answersTo(asking, 6) });
      expect(await go({ answers: answersTo(asking, 10) })).toEqual([
        ['CONFLICT', 'id', 'The response is submitted already.'],
      ]);
      expect(await refusals({ id: asking.id, answers: [] }, 'continueSurveyResponse')).toEqual([
        ['NOT_FOUND', 'id', 'There is no response with this id.'],
      ]);
    });
  });

  it('is kept for who follows an invitation, of a customer who is known', async () => {
    const { id } = await addCustomer({ name: 'Invited' });
    const customerId = localId('customer', id) ?? '';
    const surveyId = localId('survey', survey.id) ?? '';
    const questionId = localId('question', survey.questions[0].id) ?? '';
    const [invitationId, other] = [newId(), newId()];
    const saving = (score: number, isPartial: boolean, following = invitationId) =>
      shop.inUnit((unit) =>
        saveResponse(unit, {
          invitationId: following,
          customerId,
          surveyId,
          subject: noSubject,
          answers: [{ questionId, score }],
          isPartial,
        }),
      );

    const begun = await saving(4, true);
    const summary = await summaryOf(id);
    const done = await saving(8, false);

    expect(summary).toMatchObject({ lastNps: null });
    expect(done).toEqual(begun);
    expect(await summaryOf(id)).toMatchObject({ lastNps: 8 });
    await expect(saving(9, false)).rejects.toThrow('The response is submitted already.');
    await expect(saving(11, false, other)).rejects.toThrow('An NPS score is 0 to 10; got 11.');
  });

  it('is found wanting by the check where something kept of it is not so', async () => {
    const { id } = await addCustomer({ name: 'Checked' });
    await answer('submitSurveyResponse', {
      survey: survey.id,
      customer: { id },
      answers: answersTo(survey, 9, 5),
    });
    const changing = async (change: ReturnType<typeof sql>) => {
      await change.execute(shop.database.kysely);
      const [responses, summaries] = [
        await rowsOf(shop.database, responseDifferences()),
        await rowsOf(shop.database, scoreDifferences()),
      ];
      return [responses.length, summaries.length];
    };
    const ofChecked = sql`customer_id = (select id from customer where name = 'Checked')`;

    expect(await changing(sql`update answer set is_counted = false where ${ofChecked}`)).toEqual([1, 1]);
    expect(await changing(sql`update answer set is_counted = true where ${ofChecked}`)).toEqual([0, 0]);
    expect(await changing(sql`update survey_response set score = 8 where ${ofChecked}`)).toEqual([1, 0]);
    expect(await changing(sql`update survey_response set score = 9 where ${ofChecked}`)).toEqual([0, 0]);
    expect(await changing(sql`update customer_summary set last_csat_max = 7 where ${ofChecked}`)).toEqual([
      0, 1,
    ]);
    expect(await changing(sql`update customer_summary set last_csat_max = 5 where ${ofChecked}`)).toEqual([
      0, 0,
    ]);
  });

  it('costs as many statements with many answers as with one', async () => {
    const { id } = await addCustomer({ name: 'Counted' });
    const giving = async (...values: Parameters<typeof answersTo>[1][]) => {
      const input = { survey: survey.id, customer: { id }, answers: answersTo(survey, ...values) };
      const { errors, statements } = await shop.ask(
        'mutation ($input: SubmitSurveyResponseInput!) { submitSurveyResponse(input: $input) { userErrors { code } } }',
        { input },
      );
      expect(errors).toEqual([]);
      return statements;
    };

    expect([await giving(5), await giving(5, 4, ['web'], 'Fine')]).toEqual([10, 10]);
  });
});
