import { describe, expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { aSurvey, both, panel } from './panel.ts';

onBothEngines('a survey', (shop) => {
  const { refused } = till(shop);
  const { writing, write, open } = panel(shop);
  const now = testNow.toISOString();
  const refusals = async (name: string, input: object) =>
    (await refused(() => writing(name, input))).map(({ code, path, message }) => [
      code,
      path.join('.'),
      message,
    ]);

  it('is made as a draft, with scales and top boxes of its questions', async () => {
    const survey = await write('createSurvey', aSurvey({ trigger: { event: 'PURCHASE', hours: 72 } }));

    expect(survey).toMatchObject({
      name: 'After a purchase',
      status: 'DRAFT',
      languages: ['en', 'fi'],
      fatigueDays: 90,
      trigger: { event: 'PURCHASE', hours: 72 },
      openedAt: null,
      closedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    expect(
      survey.questions.map((question: Record<string, unknown>) => [
        question.position,
        question.kind,
        question.scaleMax,
        question.topBox,
        question.required,
      ]),
    ).toEqual([
      [0, 'NPS', 10, 9, false],
      [1, 'CSAT', 5, 4, false],
      [2, 'MULTIPLE_CHOICE', null, null, false],
      [3, 'TEXT', null, null, false],
    ]);
    expect(survey.questions[2].choices[1]).toEqual({ value: 'web', texts: both('On the web', 'Verkosta') });
    expect(survey.questions[3].choices).toBeNull();
  });

  it.each([
    [7, 5],
    [10, 9],
  ])('has the top box of a CSAT scale of %p', async (scaleMax, topBox) => {
    const questions = [{ kind: 'CSAT', texts: both('How was it?', 'Miten meni?'), scaleMax }];

    const survey = await write('createSurvey', aSurvey({ questions }));

    expect(survey.questions).toMatchObject([{ scaleMax, topBox }]);
  });

  it('writes its languages as BCP 47 has them', async () => {
    const questions = [{ kind: 'TEXT', texts: [{ language: 'sv-fi', text: 'Vad tycker du?' }] }];

    const survey = await write('createSurvey', { name: 'Svenska', languages: ['SV-fi'], questions });

    expect(survey.languages).toEqual(['sv-FI']);
    expect(survey.questions[0].texts).toEqual([{ language: 'sv-FI', text: 'Vad tycker du?' }]);
  });

  it('is refused where it is not whole or contradicts itself, telling all of it at once', async () => {
    const wrong = {
      name: ' ',
      languages: ['en', 'klingonese'],
      fatigueDays: 4_000,
      trigger: { event: 'VISIT', hours: -1 },
      questions: [
        { kind: 'NPS', texts: [], scaleMax: 5 },
        { kind: 'NPS', texts: [{ language: 'et', text: 'Kuidas läks?' }] },
        { kind: 'CSAT', texts: [{ language: 'en', text: ' ' }], scaleMax: 6 },
        { kind: 'TEXT', texts: [{ language: 'en', text: 'x'.repeat(501) }], choices: [] },
        {
          kind: 'SINGLE_CHOICE',
          texts: [{ language: 'en', text: 'Which?' }],
          choices: [{ value: 'a', texts: [{ language: 'en', text: 'A' }] }],
        },
        {
          kind: 'SINGLE_CHOICE',
          texts: [{ language: 'en', text: 'Which?' }],
          choices: [
            { value: 'ä', texts: [{ language: 'en', text: 'A' }] },
            { value: 'b', texts: [{ language: 'en', text: 'B' }] },
            { value: 'b', texts: [{ language: 'en', text: 'B' }] },
          ],
        },
      ],
    };

    const errors = await refusals('createSurvey', wrong);

    expect(errors.map(([code, path]) => `${code} ${path}`)).toEqual([
      'REQUIRED name',
      'INVALID languages.1',
      'INVALID fatigueDays',
      'INVALID trigger.hours',
      'REQUIRED questions.0.texts',
      'CONFLICT questions.0.scaleMax',
      'CONFLICT questions.1.texts.0.language',
      'REQUIRED questions.2.texts.0.text',
      'INVALID questions.2.scaleMax',
      'INVALID questions.3.texts.0.text',
      'INVALID questions.4.choices',
      'INVALID questions.5.choices.0.value',
      'CONFLICT questions.5.choices.2.value',
      'CONFLICT questions.1.kind',
    ]);
  });

  it('changes wholly while it is a draft, and keeps what is not given', async () => {
    const { id, questions } = await write('createSurvey', aSurvey());

    const same = await write('updateSurvey', { id, ...aSurvey() });
    const renamed = await write('updateSurvey', { id, name: 'Renamed', fatigueDays: 30 });
    const asked = await write('updateSurvey', {
      id,
      languages: ['fi', 'en'],
      questions: [{ kind: 'CES', texts: both('It was easy.', 'Se oli helppoa.'), required: true }],
      trigger: { event: 'CASE_RESOLVED', hours: 0 },
    });
    const quiet = await write('updateSurvey', { id, trigger: null });

    // With their ids, and without a line in the change log.
    expect(same.questions).toEqual(questions);
    expect(renamed).toMatchObject({ name: 'Renamed', fatigueDays: 30, questions });
    expect(asked).toMatchObject({
      name: 'Renamed',
      languages: ['fi', 'en'],
      trigger: { event: 'CASE_RESOLVED', hours: 0 },
      questions: [{ kind: 'CES', scaleMax: 7, topBox: 5, required: true }],
    });
    expect(quiet.trigger).toBeNull();
  });

  it('does not lose a language that its questions are in', async () => {
    const { id } = await write('createSurvey', aSurvey());

    expect(await refusals('updateSurvey', { id, languages: ['en'] })).toContainEqual([
      'CONFLICT',
      'languages',
      'Question 1 has texts in another language; give the questions anew.',
    ]);
  });

  it('opens once and closes once, and asks the same all the while', async () => {
    const { id, questions } = await write('createSurvey', aSurvey());
    shop.clock.set(new Date('2026-11-23T08:00:00Z'));
    const opened = await write('openSurvey', { id });
    const questionsAgain = [{ kind: 'TEXT', texts: both('Why?', 'Miksi?') }];

    expect(opened).toMatchObject({ status: 'OPEN', openedAt: '2026-11-23T08:00:00.000Z', questions });
    expect(await refusals('openSurvey', { id })).toEqual([
      ['CONFLICT', 'id', 'The survey is OPEN; only one that is DRAFT can be opened.'],
    ]);
    expect(
      await refusals('updateSurvey', { id, questions: questionsAgain, languages: ['en', 'fi'] }),
    ).toEqual([
      ['CONFLICT', 'questions', 'The survey is OPEN; its questions change only in a DRAFT.'],
      ['CONFLICT', 'languages', 'The survey is OPEN; its languages change only in a DRAFT.'],
    ]);
    expect(
      await write('updateSurvey', { id, name: 'Open', trigger: { event: 'VISIT', hours: 1 } }),
    ).toMatchObject({
      name: 'Open',
      trigger: { event: 'VISIT', hours: 1 },
      questions,
    });
    shop.clock.set(new Date('2026-11-24T08:00:00Z'));
    const closed = await write('closeSurvey', { id });
    expect(closed).toMatchObject({ status: 'CLOSED', closedAt: '2026-11-24T08:00:00.000Z', questions });
    expect(await refusals('closeSurvey', { id })).toEqual([
      ['CONFLICT', 'id', 'The survey is CLOSED; only one that is OPEN can be closed.'],
    ]);
    shop.clock.set(testNow);
  });

  it('is not opened without questions, nor before they are in all of its languages', async () => {
    const empty = await write('createSurvey', aSurvey({ questions: [] }));
    const half = await write(
      'createSurvey',
      aSurvey({
        languages: ['en', 'fi', 'et', 'sv'],
        questions: [
          { kind: 'TEXT', texts: both('Why?', 'Miksi?') },
          {
            kind: 'SINGLE_CHOICE',
            texts: [
              ...both('Which?', 'Kumpi?'),
              { language: 'et', text: 'Kumb?' },
              { language: 'sv', text: 'Vilken?' },
            ],
            choices: ['a', 'b'].map((value) => ({ value, texts: both(value, value) })),
          },
        ],
      }),
    );

    expect(await refusals('openSurvey', { id: empty.id })).toEqual([
      ['REQUIRED', 'id', 'A survey asks something.'],
    ]);
    expect(await refusals('openSurvey', { id: half.id })).toEqual([
      ['REQUIRED', 'id', 'Question 1 is not all in et and sv.'],
      ['REQUIRED', 'id', 'Question 2 is not all in et and sv.'],
    ]);
    expect(await refusals('openSurvey', { id: 'survey_00000000000000000000000000' })).toEqual([
      ['NOT_FOUND', 'id', 'There is no survey with this id.'],
    ]);
  });

  it('is made once for one idempotency key, and refused the second opening of two at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () => write('createSurvey', aSurvey({ idempotencyKey: 'made' }))),
    );
    const [first] = made;

    const opened = await Promise.all(
      Array.from({ length: 4 }, () => writing('openSurvey', { id: first.id })),
    );

    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(opened.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('says what it asks of somebody, and what speaks against it', async () => {
    const questions = [
      { kind: 'NPS', texts: both('Recommend?', 'Suosittelisitko?') },
      { kind: 'CSAT', texts: both('Were price and delivery fine?', 'Miten meni?') },
    ];
    const { id } = await write('createSurvey', aSurvey({ questions }));

    const { data, errors } = await shop.ask(
      `{ survey(id: "${id}") { quality {
        estimatedSeconds readingEase { language newspaperLix level }
        warnings { code language reason question { position kind } }
      } } }`,
    );

    expect(errors).toEqual([]);
    // In English 1 + 5 words and 2 questions: 1.2 + 10 seconds.
    expect(data.survey.quality).toEqual({
      estimatedSeconds: 11,
      readingEase: [
        { language: 'en', newspaperLix: 52, level: null },
        { language: 'fi', newspaperLix: 72, level: null },
      ],
      warnings: [
        {
          code: 'DOUBLE_BARRELLED',
          language: 'en',
          reason: 'It may ask about two things at once ("and"): one answer cannot tell of both.',
          question: { position: 1, kind: 'CSAT' },
        },
      ],
    });
  });

  describe('in a list', () => {
    it('stands newest first, is found by what it is, and pages', async () => {
      shop.clock.set(new Date('2026-11-25T08:00:00Z'));
      const late = await open({ name: 'Latest of all' });
      shop.clock.set(testNow);
      const query = `query ($filter: SurveyFilter, $first: Int) {
        surveys(filter: $filter, first: $first) { totalCount nodes { name } pageInfo { hasNextPage } }
        survey(id: "${late.id}") { name }
      }`;

      const all = await shop.ask(query, { first: 1 });
      const found = await shop.ask(query, {
        filter: {
          name: { startsWith: 'latest' },
          status: { eq: 'OPEN' },
          openedAt: { gte: '2026-11-25T00:00:00Z' },
          closedAt: { isNull: true },
          createdAt: { gt: now },
          id: { eq: late.id },
        },
      });

      expect(all.data.surveys).toMatchObject({
        nodes: [{ name: 'Latest of all' }],
        pageInfo: { hasNextPage: true },
      });
      expect(all.data.survey).toEqual({ name: 'Latest of all' });
      expect(found.data.surveys).toMatchObject({ totalCount: 1, nodes: [{ name: 'Latest of all' }] });
    });
  });
});
