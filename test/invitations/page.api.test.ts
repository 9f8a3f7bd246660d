import { beforeAll, describe, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { choiceQuestion, inviting, npsQuestion, textQuestion } from './inviting.ts';

const days = 86_400_000;

onBothEngines('the page of a survey', (shop) => {
  const desk = inviting(shop);
  let survey: string;
  let count = 0;

  beforeAll(async () => {
    survey = await desk.openSurvey({ questions: [npsQuestion, choiceQuestion, textQuestion] });
  });

  async function aToken(customer: object = {}, ofSurvey = survey, input: object = {}): Promise<string> {
    count += 1;
    const id = await desk.addCustomer({ email: `p${count}@example.fi`, language: 'en', ...customer });
    return desk.tokenFor(ofSurvey, id, input);
  }
  const look = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    shop.app.inject({ method, url: `/survey/${path}`, headers });
  const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    shop.app.inject({
      method: 'POST',
      url: `/survey/${path}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      payload: new URLSearchParams(form).toString(),
    });
  /** Answers all three questions; where the last answer leads. */
  async function answerAll(token: string): Promise<string> {
    await send(token, { question: '1', answer: '9', step: 'next' });
    await send(token, { question: '2', step: 'skip' });
    const last = await send(token, { question: '3', answer: 'More tents.', step: 'next' });
    expect(last.statusCode).toBe(303);
    return String(last.headers.location);
  }

  describe('stores nothing for those who only look', () => {
    it.each([
      ['GET', ''],
      ['HEAD', ''],
      ['GET', '?score=9'],
      ['HEAD', '?score=9'],
      ['GET', '?question=3&language=sv'],
      ['GET', '/never'],
      ['HEAD', '/never'],
    ] as const)('by %s with %j', async (method, suffix) => {
      const token = await aToken();
      const before = await desk.stored();

      const { statusCode } = await look(`${token}${suffix}`, {}, method);

      expect(statusCode).toBe(200);
      expect(await desk.stored()).toEqual(before);
    });
  });

  it('chooses the score of a link, and counts it once it is sent', async () => {
    const token = await aToken();

    const { body } = await look(`${token}?score=9`);

    expect(body).toContain('value="9" checked');
    await send(token, { question: '1', answer: '9', step: 'next' });
    expect((await desk.responses()).at(-1)).toMatchObject({ status: 'PARTIAL', isCounted: false, score: 9 });
  });

  it('keeps the score of a link for the first question that asks for one, and for no other', async () => {
    const csatQuestion = { ...npsQuestion, kind: 'CSAT', scaleMax: 10 };
    const token = await aToken(
      {},
      await desk.openSurvey({ fatigueDays: 0, questions: [choiceQuestion, npsQuestion, csatQuestion] }),
    );

    const first = await look(`${token}?score=9`);
    const toScore = await send(token, { question: '1', answer: 'help', step: 'next', score: '9' });
    const scored = await look(`${token}${toScore.headers.location}`);
    const toOther = await send(token, { question: '2', answer: '9', step: 'next', score: '9' });
    const other = await look(`${token}?question=3&score=9`);

    expect(first.body).toContain('<input type="hidden" name="score" value="9">');
    expect(toScore.headers.location).toBe('?question=2&score=9');
    expect(scored.body).toContain('value="9" checked');
    expect(scored.body).toContain('href="?question=1&#38;score=9"');
    expect(toOther.headers.location).toBe('?question=3');
    expect(other.body).not.toContain('checked>');
  });

  it.each(['11', '-1', '9.5', 'nine', '', '0x1'])('chooses nothing for ?score=%s', async (score) => {
    const token = await aToken();

    const { statusCode, body } = await look(`${token}?score=${score}`);

    expect(statusCode).toBe(200);
    expect(body).not.toContain('checked>');
  });

  it('keeps each answer as it is sent, and submits them with the last', async () => {
    const token = await aToken();

    const first = await send(token, { question: '1', answer: '9', step: 'next' });
    const partial = (await desk.responses()).at(-1);
    const resumed = await look(token);
    const second = await send(token, { question: '2', answer: 'help', step: 'next' });
    const third = await send(token, { question: '3', answer: '', step: 'next' });

    expect([first, second].map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
      [303, '?question=2'],
      [303, '?question=3'],
    ]);
    expect(partial).toEqual({ status: 'PARTIAL', score: 9, language: 'en', isCounted: false, answers: 1 });
    expect(resumed.body).toContain('Question 2 of 3');
    expect(third.headers.location).toMatch(/^[\w-]{43}\/thanks$/);
    expect((await desk.responses()).at(-1)).toEqual({
      status: 'SUBMITTED',
      score: 9,
      language: 'en',
      isCounted: true,
      answers: 2,
    });
  });

  it('takes an answer that is changed on the way back, and leads to one that is missing', async () => {
    const token = await aToken();
    await send(token, { question: '1', answer: '2', step: 'next' });
    await send(token, { question: '1', answer: '7', step: 'next' });
    const other = await aToken();

    const early = await send(other, { question: '3', answer: 'Hello', step: 'next', language: 'fi' });
    const asked = await look(`${other}${early.headers.location}`);

    expect((await desk.responses()).at(-2)).toMatchObject({ score: 7, answers: 1 });
    expect(early.headers.location).toBe('?question=1&language=fi&missing=1');
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toContain('Valitse jokin vaihtoehdoista.');
    expect((await desk.responses()).at(-1)).toMatchObject({ status: 'PARTIAL', language: 'fi' });
  });

  it.each([
    ['nothing', { question: '1', step: 'next' }, 'Choose one of the answers.'],
    ['to skip what has to be answered', { question: '1', step: 'skip' }, 'Choose one of the answers.'],
    ['a score beyond the scale', { question: '1', answer: '11', step: 'next' }, 'Choose one of the answers.'],
    [
      'a score that is none',
      { question: '1', answer: '9; drop', step: 'next' },
      'Choose one of the answers.',
    ],
    [
      'a choice that is not offered',
      { question: '2', answer: 'all', step: 'next' },
      'Choose one of the answers.',
    ],
    ['too much', { question: '3', answer: 'x'.repeat(5_001), step: 'next' }, 'at most 5000 characters.'],
  ])('asks again for %s, and keeps nothing', async (_what, form, message) => {
    const token = await aToken();
    const before = await desk.stored();

    const { statusCode, body } = await send(token, form);

    expect(statusCode).toBe(422);
    expect(body).toContain(message);
    expect(body).toContain('role="alert"');
    expect(await desk.stored()).toEqual(before);
  });

  it('says that one answer is wanted to whoever skips them all', async () => {
    const questions = [{ ...npsQuestion, required: false }, textQuestion];
    const token = await aToken({}, await desk.openSurvey({ fatigueDays: 0, questions }));
    await send(token, { question: '1', step: 'skip' });

    const { statusCode, body } = await send(token, { question: '2', step: 'skip' });

    expect(statusCode).toBe(422);
    expect(body).toContain('Answer at least one question.');
  });

  it('lets a question run in the direction of its language', async () => {
    const texts = [{ language: 'ar', text: 'كيف كان ذلك؟' }];
    const ofOthers = { fatigueDays: 0, languages: ['ar'], questions: [{ kind: 'TEXT', texts }] };

    const { body } = await look(await aToken({}, await desk.openSurvey(ofOthers)));

    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<div lang="ar" dir="auto">');
  });

  it('makes what is written harmless', async () => {
    const evil = '</textarea><script>alert(1)</script>"\'\0\ud800&amp;';
    const token = await aToken();
    await send(token, { question: '3', answer: evil, step: 'next' });

    const { body } = await look(`${token}?question=3`);

    expect(body).not.toContain('<script>');
    expect(body).toContain('&#60;/textarea&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;');
  });

  describe('answers a token that opens nothing with the same page,', () => {
    const nothing: [string, () => Promise<string>][] = [
      ['guessed', async () => 'A'.repeat(43)],
      ['malformed', async () => 'x'],
      [
        'used',
        async () => {
          const token = await aToken();
          await answerAll(token);
          return token;
        },
      ],
      ['too old', () => aToken({}, survey, { expiresInDays: 1 })],
      [
        'of a survey that was closed',
        async () => {
          const other = await desk.openSurvey();
          const token = await aToken({}, other);
          await desk.mutate('closeSurvey', 'survey { id }', { id: other });
          return token;
        },
      ],
      [
        'of who wants no more',
        async () => {
          const token = await aToken();
          await send(`${token}/never`, {});
          return token;
        },
      ],
      [
        'replaced by another',
        async () => {
          const token = await aToken();
          const { data } = await shop.ask(
            'query ($id: ID!) { survey(id: $id) { invitations(first: 1) { nodes { id } } } }',
            { id: survey },
          );
          await desk.issuing({ invitationIds: [data.survey.invitations.nodes[0].id] });
          return token;
        },
      ],
    ];

    it.each(nothing)('status and work, when it is %s', async (_why, make) => {
      const token = await make();
      const guess = 'B'.repeat(43);
      shop.clock.set(new Date(testNow.getTime() + 2 * days));
      const before = await desk.stored();
      const answersFor = async (one: string) => {
        const answers = [
          await look(one),
          await look(`${one}/never`),
          await look(`${one}/thanks`),
          await send(one, { question: '1', answer: '9', step: 'next' }),
          await send(`${one}/never`, {}),
        ];
        return answers.map(({ statusCode, body, headers }) => [statusCode, body, headers['cache-control']]);
      };
      const statements = () =>
        shop
          .answered()
          .slice(-5)
          .map((line) => line.statements);

      const told = await answersFor(token);
      const work = statements();
      const ofGuess = await answersFor(guess);
      shop.clock.set(testNow);

      expect(told).toEqual(ofGuess);
      expect(work).toEqual(statements());
      expect(work).toEqual([1, 1, 1, 1, 1]);
      expect(told[0]?.[0]).toBe(404);
      expect(await desk.stored()).toEqual(before);
    });
  });

  it('submits once, however many send the last page at the same time', async () => {
    const token = await aToken();
    const before = (await desk.responses()).length;
    const one = await desk.openSurvey({ fatigueDays: 0 });
    shop.clock.set(new Date(testNow.getTime() + 40 * days));
    const customer = await desk.addCustomer({ email: 'fifty@example.fi' });
    const single = await desk.tokenFor(one, customer);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(single, { question: '1', answer: '9', step: 'next' })),
    );
    shop.clock.set(testNow);

    const codes = answers.map(({ statusCode }) => statusCode).toSorted();
    expect(codes).toEqual([303, ...Array(49).fill(404)]);
    expect((await desk.responses()).length).toBe(before + 1);
    expect((await look(token)).statusCode).toBe(200);
  });

  it('thanks, and lets who was thanked say that they want no more', async () => {
    const token = await aToken();
    const location = await answerAll(token);
    const [thanksToken = ''] = location.split('/');

    const thanks = await look(`${location}?language=sv`);
    const replayed = await send(thanksToken, { question: '1', answer: '0', step: 'next' });
    const asked = await look(`${thanksToken}/never`);
    const stopped = await send(`${thanksToken}/never`, {});
    const after = await look(location);

    expect([thanks.statusCode, replayed.statusCode, asked.statusCode]).toEqual([200, 404, 200]);
    expect(thanks.body).toContain('<h1>Tack!</h1>');
    expect(stopped.headers.location).toBe('../stopped');
    expect((await look('stopped?language=fi')).body).toContain('Emme lähetä sinulle enää kyselyitä.');
    expect(after.statusCode).toBe(404);
    const { data } = await shop.ask(
      'query ($id: ID!) { survey(id: $id) { refusalCount invitations(first: 1) { nodes { customer { surveysRefusedAt } } } } }',
      { id: survey },
    );
    expect(data.survey.invitations.nodes[0].customer.surveysRefusedAt).toBe(testNow.toISOString());
    expect(data.survey.refusalCount).toBeGreaterThan(0);
  });

  it.each([
    ['fi', 'sv', '', 'fi'],
    ['fi-FI', 'sv', '', 'fi'],
    [null, 'sv;q=0.8, et, en;q=0.9', '', 'et'],
    [null, 'de, *;q=0.1', '', 'fi'],
    ['de', 'sv', '', 'sv'],
    ['fi', 'sv', '?language=en', 'en'],
    ['fi', 'sv', '?language=xx"><script>', 'fi'],
  ])(
    'speaks to a customer of %j with a browser of %s at %j in %s',
    async (language, accept, query, spoken) => {
      const token = await aToken({ language });

      const { body } = await look(`${token}${query}`, { 'accept-language': accept });

      expect(body).toContain(`<html lang="${spoken}">`);
      expect(body).not.toContain('"><script>');
    },
  );

  it('may be loaded from nowhere else, framed by nobody, kept and found nowhere', async () => {
    const { headers } = await look(await aToken());

    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('takes no form from %s', async (_where, headers) => {
    const token = await aToken();
    const before = await desk.stored();

    const { statusCode } = await send(token, { question: '1', answer: '9', step: 'next' }, headers);

    expect(statusCode).toBe(403);
    expect(await desk.stored()).toEqual(before);
  });

  it('takes no form of an origin that is not ours, where a browser says no more', async () => {
    const token = await aToken();
    const form = new URLSearchParams({ question: '1', answer: '9', step: 'next' }).toString();
    const sendFrom = (origin: string) =>
      shop.app.inject({
        method: 'POST',
        url: `/survey/${token}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'shop.example', origin },
        payload: form,
      });

    expect((await sendFrom('https://evil.example')).statusCode).toBe(403);
    expect((await sendFrom('null')).statusCode).toBe(403);
    expect((await sendFrom('https://shop.example')).statusCode).toBe(303);
  });

  it('takes forms alone, and no large ones', async () => {
    const token = await aToken();

    const json = await shop.app.inject({ method: 'POST', url: `/survey/${token}`, payload: { answer: 9 } });
    const large = await send(token, { answer: 'x'.repeat(70_000) });

    expect([json.statusCode, large.statusCode]).toEqual([415, 413]);
    expect(large.body).toContain('Something went wrong');
  });

  it('asks a constant number of statements', async () => {
    const token = await aToken();
    const statements = () => shop.answered().at(-1)?.statements;

    await look(token);
    const looked = statements();
    await send(token, { question: '1', answer: '9', step: 'next' });
    const first = statements();
    await send(token, { question: '2', answer: 'help', step: 'next' });
    const next = statements();
    await send(token, { question: '3', answer: 'More.', step: 'next' });
    const last = statements();

    expect([looked, first, next, last]).toEqual([4, 18, 18, 19]);
  });
});
