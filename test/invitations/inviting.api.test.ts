import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { addDays } from '../../src/kernel/clock.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { inviting, npsQuestion, tokenOf } from './inviting.ts';

onBothEngines('inviting to a survey', (shop) => {
  const desk = inviting(shop);
  let survey: string;

  beforeEach(async () => {
    shop.clock.set(testNow);
    await sql`delete from invitation`.execute(shop.database.kysely);
    survey = await desk.openSurvey({ fatigueDays: 90 });
  });
  const told = async (input: object) => {
    const { links, leftOut, userErrors } = await desk.inviting({ surveyId: survey, ...input });
    expect(userErrors).toEqual([]);
    return { invited: links.length, leftOut };
  };

  it('hands out a link for each customer of a list, in their language', async () => {
    const fi = await desk.addCustomer({ email: 'fi@example.fi', language: 'fi-FI' });
    const de = await desk.addCustomer({ email: 'de@example.de', language: 'de' });

    const payload = await desk.inviting({ surveyId: survey, customerIds: [fi, de, fi], expiresInDays: 14 });

    expect(payload).toMatchObject({ invitedCount: 2, leftOut: [], next: null, userErrors: [] });
    expect(payload.links.map(({ invitation }: { invitation: object }) => invitation)).toMatchObject([
      { language: 'fi', channel: 'EMAIL', trigger: null, expiresAt: '2026-12-06T12:00:00.000Z' },
      { language: null, channel: 'EMAIL', trigger: null, issuedAt: testNow.toISOString() },
    ]);
    const tokens = payload.links.map(({ url }: { url: string }) => tokenOf(url));
    expect(new Set(tokens).size).toBe(2);
  });

  it('asks the customers of a filter, so many in a call, and goes on where it ended', async () => {
    const region = 'Filtered';
    for (let n = 0; n < 5; n += 1) await desk.addCustomer({ email: `f${n}@example.fi`, region });
    const filter = { region: { eq: region } };

    const first = await desk.inviting({ surveyId: survey, filter, first: 2 });
    const second = await desk.inviting({ surveyId: survey, filter, first: 2, after: first.next });
    const third = await desk.inviting({ surveyId: survey, filter, first: 2, after: second.next });

    expect([first, second, third].map(({ invitedCount }) => invitedCount)).toEqual([2, 2, 1]);
    expect(third.next).toBeNull();
    const { data } = await shop.ask(
      'query ($id: ID!) { survey(id: $id) { invitations { nodes { customer { region } } } } }',
      { id: survey },
    );
    expect(data.survey.invitations.nodes).toEqual(Array(5).fill({ customer: { region } }));
  });

  describe('leaves out', () => {
    it('each for the first reason that holds, and counts them', async () => {
      const [invited = '', answered = '', other = '', asked = ''] = await desk.addCustomers(4, 'reason');
      const refusing = await desk.addCustomer({ email: 'refusing@example.fi' });
      const silent = await desk.addCustomer({ name: 'No address' });
      await desk.refusing(refusing);
      await told({ customerIds: [invited] });
      const [question = ''] = await desk.questionsOf(survey);
      await desk.mutate('submitSurveyResponse', 'surveyResponse { id }', {
        survey,
        customer: { id: answered },
        answers: [{ question, score: 9 }],
      });
      const another = await desk.openSurvey();
      await desk.inviting({ surveyId: another, customerIds: [other] });

      await desk.mutate('upsertProduct', 'product { id }', { sku: 'mug', name: 'Mug' });
      await desk.mutate('recordPurchase', 'purchase { id }', {
        channel: 'store',
        lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '1.00' }],
      });
      const { data } = await shop.ask(
        '{ customers(filter: { identified: { eq: false } }) { nodes { id } } }',
      );
      const unknown = data.customers.nodes[0].id;

      const customerIds = [invited, answered, other, asked, refusing, silent, unknown, 'customer_nobody'];
      expect(await told({ customerIds })).toEqual({
        invited: 1,
        leftOut: [
          { reason: 'NOT_FOUND', count: 1 },
          { reason: 'UNIDENTIFIED', count: 1 },
          { reason: 'OPTED_OUT', count: 1 },
          { reason: 'UNREACHABLE', count: 1 },
          { reason: 'RECENTLY_INVITED', count: 1 },
          { reason: 'RECENTLY_ANSWERED', count: 1 },
          { reason: 'ASKED_BY_ANOTHER', count: 1 },
        ],
      });
    });

    it('whom the survey asked within its days, to the millisecond', async () => {
      const customerIds = await desk.addCustomers(1, 'fatigue');
      await told({ customerIds });

      shop.clock.set(new Date(addDays(testNow, 90).getTime() - 1));
      expect(await told({ customerIds })).toEqual({
        invited: 0,
        leftOut: [{ reason: 'RECENTLY_INVITED', count: 1 }],
      });
      shop.clock.set(addDays(testNow, 90));
      expect(await told({ customerIds })).toEqual({ invited: 1, leftOut: [] });
    });

    it('whom any other survey asked within the days of the shop', async () => {
      const customerIds = await desk.addCustomers(1, 'shop');
      const another = await desk.openSurvey();
      await desk.inviting({ surveyId: another, customerIds });

      shop.clock.set(new Date(addDays(testNow, 30).getTime() - 1));
      expect((await told({ customerIds })).leftOut).toEqual([{ reason: 'ASKED_BY_ANOTHER', count: 1 }]);
      shop.clock.set(addDays(testNow, 30));
      expect(await told({ customerIds })).toEqual({ invited: 1, leftOut: [] });
    });

    it.each([
      ['EMAIL', { email: 'reach@example.fi' }],
      ['PHONE', { phone: '+358401234567' }],
      ['POST', { address: { street: 'Pikk 1' } }],
    ])('whom %s does not lead to', async (channel, address) => {
      const reachable = await desk.addCustomer(address);
      const other = await desk.addCustomer({});

      expect(await told({ channel, customerIds: [reachable, other] })).toEqual({
        invited: 1,
        leftOut: [{ reason: 'UNREACHABLE', count: 1 }],
      });
      expect(await told({ channel: 'CHAT', customerIds: [other] })).toMatchObject({ invited: 1 });
    });

    it('who wants no surveys, until they change their mind', async () => {
      const customerIds = await desk.addCustomers(1, 'mind');
      const [customer = ''] = customerIds;
      const refused = await desk.refusing(customer);
      await desk.refusing(customer);

      expect(refused.customer.surveysRefusedAt).toBe(testNow.toISOString());
      expect((await told({ customerIds })).leftOut).toEqual([{ reason: 'OPTED_OUT', count: 1 }]);
      expect(await desk.refusing(customer, false)).toMatchObject({ customer: { surveysRefusedAt: null } });
      expect(await told({ customerIds })).toEqual({ invited: 1, leftOut: [] });
    });
  });

  it('invites nobody twice, however many invite at once and to whatever surveys', async () => {
    const customerIds = await desk.addCustomers(5, 'race');
    const another = await desk.openSurvey();

    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        desk.inviting({
          surveyId: n % 2 === 0 ? survey : another,
          customerIds: n % 3 === 0 ? customerIds.toReversed() : customerIds,
        }),
      ),
    );

    const invited = payloads.reduce((sum, { invitedCount }) => sum + invitedCount, 0);
    expect(invited).toBe(5);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from invitation`.execute(
      shop.database.kysely,
    );
    expect(rows).toEqual([{ count: 5 }]);
  });

  it('asks as few statements for a thousand customers as for ten', async () => {
    const customerIds = await desk.manyCustomers(1_010, 'many');
    const statementsFor = async (ids: readonly string[]) => {
      const answer = await shop.ask(
        'mutation ($input: InviteToSurveyInput!) { inviteToSurvey(input: $input) { invitedCount links { url } } }',
        { input: { surveyId: survey, channel: 'EMAIL', customerIds: ids } },
      );
      expect(answer.data.inviteToSurvey.invitedCount).toBe(ids.length);
      return answer.statements;
    };

    expect(await statementsFor(customerIds.slice(0, 10))).toBe(await statementsFor(customerIds.slice(10)));
  });

  it('keeps no token, not even for a call that is repeated', async () => {
    const customerIds = await desk.addCustomers(1, 'repeat');
    const input = { surveyId: survey, customerIds, idempotencyKey: 'once' };

    const first = await desk.inviting(input);
    const again = await desk.inviting(input);

    const token = tokenOf(first.links[0].url);
    expect(again).toEqual({ ...first, links: [{ ...first.links[0], url: null }] });
    const { rows } = await sql<{ text: string }>`
      select invitation::text as text from invitation
      union all select idempotency::text from idempotency
      union all select change::text from change`.execute(shop.database.kysely);
    expect(rows.map(({ text }) => text).join()).not.toContain(token);
  });

  it('puts a link in the place of one that was lost, and that alone', async () => {
    const customerIds = await desk.addCustomers(2, 'lost');
    const { links } = await desk.inviting({ surveyId: survey, customerIds });
    const [lost, kept] = links.map(({ url }: { url: string }) => tokenOf(url));

    const { links: issued } = await desk.issuing({ invitationIds: [links[0].invitation.id] });

    const statusOf = async (token: string) => (await shop.app.inject({ url: `/survey/${token}` })).statusCode;
    expect(await statusOf(lost)).toBe(404);
    expect(await statusOf(kept)).toBe(200);
    expect(await statusOf(tokenOf(issued[0].url))).toBe(200);
  });

  it('hands out no link that could not be answered by', async () => {
    const [customer = ''] = await desk.addCustomers(1, 'late');
    const { links } = await desk.inviting({ surveyId: survey, customerIds: [customer], expiresInDays: 1 });
    const invitationIds = [links[0].invitation.id, 'invitation_nothing'];
    shop.clock.set(addDays(testNow, 1));

    const { userErrors } = await desk.issuing({ invitationIds });

    expect(userErrors).toMatchObject([
      { path: ['invitationIds', '0'], code: 'CONFLICT' },
      { path: ['invitationIds', '1'], code: 'NOT_FOUND' },
    ]);
  });

  it('tells links as whole addresses where it knows its own', async () => {
    const { openTestShop } = await import('../support/shop.ts');
    const { emptyDatabase } = await import('../support/engines.ts');
    const elsewhere = await openTestShop(await emptyDatabase('pglite'), {
      publicUrl: 'https://shop.example/c',
    });
    const there = inviting(elsewhere);
    const customerIds = await there.addCustomers(1);

    const { links } = await there.inviting({ surveyId: await there.openSurvey(), customerIds });

    expect(links[0].url).toMatch(/^https:\/\/shop\.example\/c\/survey\/[\w-]{43}$/);
    await elsewhere.close();
  });

  describe('is refused', () => {
    let customer: string;
    beforeAll(async () => {
      customer = await desk.addCustomer({ email: 'refused@example.fi' });
    });

    it.each([
      ['with neither a filter nor a list', () => ({}), ['filter'], 'REQUIRED'],
      ['with both', () => ({ filter: {}, customerIds: [customer] }), ['filter'], 'REQUIRED'],
      ['for too long', () => ({ customerIds: [customer], expiresInDays: 366 }), ['expiresInDays'], 'INVALID'],
      ['for no time', () => ({ customerIds: [customer], expiresInDays: 0 }), ['expiresInDays'], 'INVALID'],
      [
        'for too many',
        () => ({ customerIds: Array(1_001).fill(customer) }),
        ['customerIds'],
        'LIMIT_EXCEEDED',
      ],
      ['for too many of a filter', () => ({ filter: {}, first: 1_001 }), ['first'], 'INVALID'],
      ['after what is no place', () => ({ filter: {}, after: 'here' }), ['after'], 'INVALID'],
      [
        'of a filter that cannot be asked',
        () => ({ filter: { not: { visits: { within: { days: 0 }, count: { gte: 1 } } } } }),
        ['filter', 'not', 'visits', 'within', 'days'],
        'INVALID',
      ],
      ['to a page of a list', () => ({ customerIds: [customer], first: 1 }), ['first'], 'CONFLICT'],
      ['to no survey', () => ({ customerIds: [customer], surveyId: 'survey_x' }), ['surveyId'], 'NOT_FOUND'],
      [
        'about what is not there',
        () => ({ customerIds: [customer], about: { product: { sku: 'none' } } }),
        ['about', 'product'],
        'NOT_FOUND',
      ],
    ])('%s', async (_what, input, path, code) => {
      const before = await desk.stored();

      const payload = await desk.inviting({ surveyId: survey, ...input() });

      expect(payload.userErrors).toMatchObject([{ path, code }]);
      expect(payload).toMatchObject({ links: [], invitedCount: 0, leftOut: [], next: null });
      expect(await desk.stored()).toEqual(before);
    });

    it.each(['DRAFT', 'CLOSED'])('to a survey that is %s', async (status) => {
      const { survey: draft } = await desk.mutate('createSurvey', 'survey { id }', {
        name: 'Other',
        languages: ['fi'],
        questions: [{ ...npsQuestion, texts: [{ language: 'fi', text: 'Suositteletko?' }] }],
      });
      if (status === 'CLOSED') {
        await desk.mutate('openSurvey', 'survey { id }', { id: draft.id });
        await desk.mutate('closeSurvey', 'survey { id }', { id: draft.id });
      }

      const { userErrors } = await desk.inviting({ surveyId: draft.id, customerIds: [customer] });

      expect(userErrors).toMatchObject([{ path: ['surveyId'], code: 'CONFLICT' }]);
    });
  });

  it('shows who was invited to those alone who may read it, and hands the links to who may write', async () => {
    const customerIds = await desk.addCustomers(1, 'scope');

    const { data, errors } = await shop.ask(
      `mutation ($input: InviteToSurveyInput!) {
        inviteToSurvey(input: $input) { invitedCount links { url invitation { id } } }
      }`,
      { input: { surveyId: survey, channel: 'EMAIL', customerIds } },
      { scopes: ['satisfaction:write'] },
    );

    expect(data.inviteToSurvey.invitedCount).toBe(1);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'satisfaction:read' } }]);
    expect(JSON.stringify(data)).not.toContain('invitation_');
  });

  it('goes with a customer who turns out to be another, and so does that they want no surveys', async () => {
    const track = (call: object) =>
      desk.mutate('trackEvents', 'taken', { events: [{ type: 'IDENTIFY', anonymousId: 'device', ...call }] });
    await track({});
    const { rows } = await sql<{ id: string }>`
      select customer_id as id from customer_key where kind = 'ANONYMOUS' and value = 'device'`.execute(
      shop.database.kysely,
    );
    await sql`
      insert into invitation (id, customer_id, survey_id, channel, invited_at, expires_at)
      select gen_random_uuid(), ${rows[0]?.id}::uuid, id, 'WEB', ${testNow}, ${addDays(testNow, 1)}
      from survey order by created_at desc, id desc limit 1`.execute(shop.database.kysely);
    await desk.refusing(globalId('customer', rows[0]?.id ?? ''));

    await track({ userId: 'united', traits: { name: 'United', email: 'united@example.fi' } });

    const { data } = await shop.ask(
      '{ customer(by: { email: "united@example.fi" }) { id surveysRefusedAt } }',
    );
    expect(data.customer.surveysRefusedAt).toBe(testNow.toISOString());
    const { rows: invited } = await sql<{ id: string }>`
      select customer_id as id from invitation`.execute(shop.database.kysely);
    expect(invited.map(({ id }) => globalId('customer', id))).toEqual([data.customer.id]);
  });

  it('asks about a purchase whoever bought, and nobody else', async () => {
    const [buyer = '', other = ''] = await desk.addCustomers(2, 'about');
    await desk.mutate('upsertProduct', 'product { id }', { sku: 'mug', name: 'Mug' });
    const lines = [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '10.00' }];
    const { purchase } = await desk.mutate('recordPurchase', 'purchase { id }', {
      customer: { id: buyer },
      channel: 'store',
      lines,
    });
    const about = { purchase: { id: purchase.id } };

    const wrong = await desk.inviting({ surveyId: survey, customerIds: [buyer, other], about });
    const token = await desk.tokenFor(survey, buyer, { about });
    const [question] = await desk.questionsOf(survey);
    await desk.answering({ token, answers: [{ question, score: 10 }] });

    expect(wrong.userErrors).toMatchObject([{ path: ['about', 'purchase'], code: 'CONFLICT' }]);
    const { data } = await shop.ask(
      'query ($id: ID!) { survey(id: $id) { responses { nodes { purchase { id } channel } } } }',
      { id: survey },
    );
    expect(data.survey.responses.nodes).toEqual([{ purchase: { id: purchase.id }, channel: 'EMAIL' }]);
  });

  it('is told in figures: how many were invited, how many answered, how many want no more', async () => {
    const customerIds = await desk.addCustomers(4, 'figures');
    const { links } = await desk.inviting({ surveyId: survey, customerIds });
    const [question] = await desk.questionsOf(survey);
    const [one, two] = links.map(({ url }: { url: string }) => tokenOf(url));
    await desk.answering({ token: one, answers: [{ question, score: 3 }] });
    await shop.app.inject({
      method: 'POST',
      url: `/survey/${two}/never`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: '',
    });

    const { data, statements } = await shop.ask(
      `query ($id: ID!) {
        survey(id: $id) { invitationCount responseRate { value n low high } refusalCount }
        surveys { nodes { invitationCount responseRate { n } } }
      }`,
      { id: survey },
    );

    // Wilson, by hand: 1 of 4 at z = 1.959964.
    expect(data.survey).toEqual({
      invitationCount: 4,
      responseRate: {
        value: 0.25,
        n: 4,
        low: expect.closeTo(0.045587, 6),
        high: expect.closeTo(0.699358, 6),
      },
      refusalCount: 1,
    });
    expect(statements).toBeLessThanOrEqual(4);
  });
});
