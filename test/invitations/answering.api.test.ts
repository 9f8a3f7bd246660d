import { beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, onBothEngines } from '../support/engines.ts';
import { openTestShop, testNow } from '../support/shop.ts';
import { inviting, npsQuestion, textQuestion } from './inviting.ts';

onBothEngines('answering by the token of a link', (shop) => {
  const desk = inviting(shop);
  let survey: string;
  let nps: string;
  let comment: string;
  let count = 0;

  beforeAll(async () => {
    survey = await desk.openSurvey({ questions: [npsQuestion, textQuestion] });
    [nps = '', comment = ''] = await desk.questionsOf(survey);
  });
  async function aToken(): Promise<string> {
    count += 1;
    return desk.tokenFor(survey, await desk.addCustomer({ email: `a${count}@example.fi`, language: 'et' }));
  }

  it('needs no key, is part by part, and submits once', async () => {
    const token = await aToken();

    const partial = await desk.answering({ token, partial: true, answers: [{ question: nps, score: 4 }] });
    const begun = (await desk.responses()).at(-1);
    const whole = await desk.answering({ token, answers: [{ question: comment, text: 'Kallis.' }] });
    const again = await desk.answering({ token, answers: [{ question: nps, score: 10 }] });

    expect([partial, whole]).toEqual([
      { status: 'PARTIAL', userErrors: [] },
      { status: 'SUBMITTED', userErrors: [] },
    ]);
    expect(begun).toMatchObject({ status: 'PARTIAL', isCounted: false });
    expect(again).toEqual({
      status: null,
      userErrors: [
        { path: ['token'], code: 'NOT_FOUND', message: 'There is no invitation that this token answers.' },
      ],
    });
    expect((await desk.responses()).at(-1)).toEqual({
      status: 'SUBMITTED',
      score: 4,
      language: 'et',
      isCounted: true,
      answers: 2,
    });
  });

  it('lets the token alone say what is answered, and by whom', async () => {
    const token = await aToken();
    const answers = [{ question: nps, score: 4 }];

    const both = await desk.answering({ token, survey, channel: 'WEB', answers });
    const neither = await desk.mutate('submitSurveyResponse', 'status', { answers });

    expect(both.userErrors).toMatchObject([
      { path: ['survey'], code: 'CONFLICT', message: 'The token says this; leave it out.' },
      { path: ['channel'], code: 'CONFLICT' },
    ]);
    expect(neither.userErrors).toMatchObject([{ path: ['survey'], code: 'REQUIRED' }]);
  });

  it('needs the scope where there is no token', async () => {
    const submitting =
      'mutation ($input: SubmitSurveyResponseInput!) { submitSurveyResponse(input: $input) { status } }';
    const input = { survey, answers: [{ question: nps, score: 4 }] };

    const nobody = await shop.ask(submitting, { input }, { scopes: null });
    const other = await shop.ask(submitting, { input }, { scopes: ['satisfaction:read'] });

    expect([nobody.status, nobody.statements]).toEqual([401, 0]);
    expect(other.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'satisfaction:write' } }]);
    expect(other.statements).toBe(0);
  });

  it('says the same of a token that was guessed, is none, and was used', async () => {
    const used = await aToken();
    await desk.answering({ token: used, answers: [{ question: nps, score: 4 }] });
    const answers = [{ question: nps, score: 10 }];
    const before = await desk.stored();

    const told = [];
    for (const token of [used, 'A'.repeat(43), '', 'x'.repeat(400)]) {
      told.push(await desk.answering({ token, answers }));
    }

    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0].userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await desk.stored()).toEqual(before);
  });

  it('refuses what cannot be taken, as by key, and lets the link be used again', async () => {
    const token = await aToken();

    const wrong = await desk.answering({ token, answers: [{ question: nps, score: 11 }] });
    const missing = await desk.answering({ token, answers: [{ question: comment, text: 'Hi' }] });
    const right = await desk.answering({ token, answers: [{ question: nps, score: 9 }] });

    expect(wrong.userErrors).toMatchObject([{ path: ['answers', '0', 'score'], code: 'INVALID' }]);
    expect(missing.userErrors).toMatchObject([{ path: ['answers'], code: 'REQUIRED' }]);
    expect(right).toEqual({ status: 'SUBMITTED', userErrors: [] });
  });

  it('gives the first answer again for the same idempotencyKey, which is not in the way of others', async () => {
    const [one, other] = [await aToken(), await aToken()];
    const answers = [{ question: nps, score: 9 }];
    const input = { token: one, answers, idempotencyKey: 'mine' };

    const first = await desk.answering(input);
    const again = await desk.answering(input);
    const others = await desk.answering({ ...input, token: other });

    expect([first, again, others]).toEqual(Array(3).fill({ status: 'SUBMITTED', userErrors: [] }));
  });

  it('reads nothing of the shop without a key', async () => {
    const { errors } = await shop.ask(
      'mutation ($input: SetSurveyRefusalInput!) { setSurveyRefusal(input: $input) { userErrors { code } } }',
      { input: { customer: { email: 'a1@example.fi' }, refused: true } },
      { scopes: null },
    );

    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('puts neither token nor answer into the log, whichever way they come', async () => {
    const [token, other] = [await aToken(), await aToken()];
    const secrets = [token, other, 'My-name-is-Aino'];
    await desk.answering({ token, partial: true, answers: [{ question: comment, text: 'My-name-is-Aino' }] });
    for (const url of [`/survey/${other}?score=9`, `/survey/${other}/never`, `/survey/${other}/thanks`]) {
      await shop.app.inject({ url });
    }
    for (const url of [`/survey/${other}.`, `/survey/${other}/more/of/it`, `/survey/%zz${other}`]) {
      await shop.app.inject({ url });
    }
    await shop.app.inject({
      method: 'POST',
      url: `/survey/${other}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'question=2&step=next&answer=My-name-is-Aino',
    });

    const log = JSON.stringify(shop.answered());
    expect(log).toContain('/survey/:token');
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

describe('the pace of answering', () => {
  it('is that of an address and of a link, for pages and mutation together, and comes back with time', async () => {
    const shop = await openTestShop(await emptyDatabase('pglite'), {}, { surveyRequestsPerMinute: 20 });
    const desk = inviting(shop);
    const survey = await desk.openSurvey();
    const token = await desk.tokenFor(survey, await desk.addCustomer({ email: 'a@example.fi' }));
    const look = async (one: string) => (await shop.app.inject({ url: `/survey/${one}` })).statusCode;
    const ask = (one: string) =>
      shop.ask(
        'mutation ($input: SubmitSurveyResponseInput!) { submitSurveyResponse(input: $input) { status } }',
        { input: { token: one, answers: [] } },
        { scopes: null },
      );

    const own = [await look(token), await look(token), await look(token)];
    const limited = await ask(token);
    // Of the 20 of the address 4 are spent.
    const others = [];
    for (let n = 0; n < 17; n += 1) others.push(await look(`guess-${n}`));
    const waiting = await shop.app.inject({ url: `/survey/${token}`, headers: { 'accept-language': 'sv' } });
    shop.clock.set(new Date(testNow.getTime() + 60_000));

    expect(own).toEqual([200, 200, 429]);
    expect(limited.status).toBe(429);
    expect(limited.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 30 } }]);
    expect(others).toEqual([...Array(16).fill(404), 429]);
    expect(waiting.headers['retry-after']).toBe('30');
    expect(waiting.body).toContain('Det kom för många anrop. Försök igen om 30 sekunder.');
    expect(await look(token)).toBe(200);
    await shop.close();
  });
});
