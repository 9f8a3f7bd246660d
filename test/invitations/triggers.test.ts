import { beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { countedReasons } from '../../src/invitations/invitation.rules.ts';
import { sweep } from '../../src/invitations/sweep.service.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { contributions } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { inviting, tokenOf } from './inviting.ts';

const hour = 3_600_000;
const later = (hours: number, more = 0) => new Date(testNow.getTime() + hours * hour + more);

onBothEngines('the trigger of a survey', (shop) => {
  const desk = inviting(shop);
  let survey: string;
  let count = 0;

  beforeEach(async () => {
    shop.clock.set(testNow);
    await sql`delete from invitation`.execute(shop.database.kysely);
    // What other tests left behind happened at the same time.
    await sql`update survey set trigger = null`.execute(shop.database.kysely);
    await sql`update purchase set status = 'CANCELLED', cancelled_at = purchased_at`.execute(
      shop.database.kysely,
    );
    await desk.mutate('upsertProduct', 'product { id }', { sku: 'mug', name: 'Mug' });
    survey = await desk.openSurvey({ trigger: { event: 'PURCHASE', hours: 24 }, fatigueDays: 1 });
  });
  const sweeping = async (at: Date) => {
    shop.clock.set(at);
    const setting = { mayNameHolders: false, mayNameEmailHolders: false, actor: 'invite' };
    const { invited, leftOut } = await sweep({
      ...setting,
      em: shop.database.fork(),
      clock: shop.clock,
      shop: { ...shopSettings, surveyFatigueDays: 0 },
      contributions,
    });
    return { invited, leftOut: countedReasons(leftOut) };
  };
  async function aCustomer(input: object = {}): Promise<string> {
    count += 1;
    return desk.addCustomer({ email: `t${count}@example.fi`, ...input });
  }
  async function buys(customer: string | null, purchasedAt = testNow): Promise<string> {
    const { purchase, userErrors } = await desk.mutate('recordPurchase', 'purchase { id }', {
      ...(customer === null ? {} : { customer: { id: customer } }),
      channel: 'store',
      purchasedAt,
      lines: [{ product: { sku: 'mug' }, quantity: 1, unitPrice: '10.00' }],
    });
    expect(userErrors).toEqual([]);
    return purchase.id;
  }

  it('invites so many hours after a purchase, about it, and once', async () => {
    const purchase = await buys(await aCustomer());

    expect(await sweeping(later(24, -1))).toEqual({ invited: 0, leftOut: [] });
    expect(await sweeping(later(24))).toEqual({ invited: 1, leftOut: [] });
    expect(await sweeping(later(25))).toEqual({ invited: 0, leftOut: [] });
    const { links } = await desk.issuing();
    const [question] = await desk.questionsOf(survey);
    await desk.answering({ token: tokenOf(links[0].url), answers: [{ question, score: 9 }] });
    expect(links).toMatchObject([{ invitation: { trigger: 'PURCHASE', channel: 'EMAIL' } }]);
    const { data } = await shop.ask(
      'query ($id: ID!) { survey(id: $id) { responses { nodes { purchase { id } } } responseRate { n value } } }',
      { id: survey },
    );
    expect(data.survey).toEqual({
      responses: { nodes: [{ purchase: { id: purchase } }] },
      responseRate: { n: 1, value: 1 },
    });
  });

  it('hands out the links of its invitations once, the oldest first', async () => {
    await buys(await aCustomer(), later(0));
    await buys(await aCustomer(), later(1));
    await sweeping(later(24));
    await sweeping(later(25));

    const [one, two] = [await desk.issuing({ first: 1 }), await desk.issuing()];
    const rest = await desk.issuing();

    expect([one, two, rest].map(({ links }) => links.length)).toEqual([1, 1, 0]);
    const { rows } = await sql<{ invitedAt: string }>`
      select invited_at as "invitedAt" from invitation order by issued_at, invited_at`.execute(
      shop.database.kysely,
    );
    expect(rows.map(({ invitedAt }) => invitedAt)).toEqual(
      [later(24), later(25)].map((at) => at.toISOString()),
    );
  });

  it('hands each link to one of those who ask at the same time', async () => {
    for (let n = 0; n < 5; n += 1) await buys(await aCustomer());
    await sweeping(later(24));

    const payloads = await Promise.all(Array.from({ length: 10 }, () => desk.issuing({ first: 5 })));

    const urls = payloads.flatMap(({ links }) => links.map(({ url }: { url: string }) => url));
    expect(urls).toHaveLength(5);
    const answers = await Promise.all(urls.map((url) => shop.app.inject({ url })));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(5).fill(200));
  });

  it('leaves alone whom nobody may ask, and what is not there', async () => {
    const cancelled = await buys(await aCustomer());
    await desk.mutate('cancelPurchase', 'purchase { id }', { id: cancelled });
    await buys(null);
    await buys(await desk.addCustomer({ name: 'No address' }));
    const twice = await aCustomer();
    await buys(twice);
    await buys(twice, later(1));
    const refusing = await aCustomer();
    await buys(refusing);
    await desk.refusing(refusing);

    expect(await sweeping(later(30))).toEqual({
      invited: 1,
      leftOut: [
        { reason: 'UNIDENTIFIED', count: 1 },
        { reason: 'OPTED_OUT', count: 1 },
        { reason: 'UNREACHABLE', count: 1 },
        { reason: 'RECENTLY_INVITED', count: 1 },
      ],
    });
  });

  it('looks at nothing of before the survey was open, nor at what is recorded when its hours are over', async () => {
    await buys(await aCustomer(), later(0, -1));
    await buys(await aCustomer(), later(2));
    await sweeping(later(26));
    await buys(await aCustomer(), later(1));

    expect(await sweeping(later(27))).toEqual({ invited: 0, leftOut: [] });
    expect(await rowsOf(shop.database, sql`select count(*)::int as count from invitation`)).toEqual([
      { count: 1 },
    ]);
  });

  it('lets be what should have been asked about more than a day ago', async () => {
    await buys(await aCustomer(), later(0));
    await buys(await aCustomer(), later(0, 1));

    expect(await sweeping(later(48))).toEqual({ invited: 1, leftOut: [] });
  });

  it('does nothing once the survey is closed', async () => {
    await buys(await aCustomer());
    await desk.mutate('closeSurvey', 'survey { id }', { id: survey });

    expect(await sweeping(later(24))).toEqual({ invited: 0, leftOut: [] });
  });

  it('follows the first resolution of a case, about it', async () => {
    const resolved = await desk.openSurvey({ trigger: { event: 'CASE_RESOLVED', hours: 1 } });
    const customer = await aCustomer();
    const open = async () => {
      const input = { customer: { id: customer }, kind: 'SUPPORT', channel: 'EMAIL', subject: 'Lid' };
      const { serviceCase } = await desk.mutate('openServiceCase', 'serviceCase { id }', input);
      return serviceCase.id;
    };
    const [done] = [await open(), await open()];
    shop.clock.set(later(1));
    await desk.mutate('resolveServiceCase', 'serviceCase { id }', { id: done });

    expect((await sweeping(later(2, -1))).invited).toBe(0);
    expect((await sweeping(later(2))).invited).toBe(1);
    const { rows } = await sql<{ isCase: boolean }>`
      select service_case_id is not null as "isCase" from invitation`.execute(shop.database.kysely);
    expect(rows).toEqual([{ isCase: true }]);
    await desk.mutate('closeSurvey', 'survey { id }', { id: resolved });
  });

  it('follows a visit', async () => {
    await desk.openSurvey({ trigger: { event: 'VISIT', hours: 2 } });
    await aCustomer({ externalIds: [{ source: 'segment', id: 'visitor' }] });
    await desk.mutate('trackEvents', 'taken', {
      events: [{ type: 'PAGE', userId: 'visitor', timestamp: testNow, properties: { path: '/' } }],
    });

    expect((await sweeping(later(2, -1))).invited).toBe(0);
    expect((await sweeping(later(2))).invited).toBe(1);
  });

  it('passes nothing over that is a moment late, where it follows at once', async () => {
    await sql`update survey set trigger = null`.execute(shop.database.kysely);
    await desk.openSurvey({ trigger: { event: 'PURCHASE', hours: 0 } });
    await buys(await aCustomer(), later(0, 1_000));
    expect((await sweeping(later(0, 2_000))).invited).toBe(0);
    await buys(await aCustomer(), later(0, 500));

    expect((await sweeping(later(0, 61_000))).invited).toBe(2);
  });

  it('invites nobody twice when several processes look at once, and everybody in batches', async () => {
    await desk.manyCustomers(1_100, 'many');
    await sql`
      insert into purchase (
        id, customer_id, purchased_at, channel, status, currency, rate, unit_count, total_minor, base_total_minor,
        created_at, updated_at
      )
      select gen_random_uuid(), id, ${testNow}, 'store', 'COMPLETED', 'EUR', 1, 1, 100, 100, ${testNow}, ${testNow}
      from customer where name = 'many'`.execute(shop.database.kysely);

    const swept = await Promise.all(Array.from({ length: 4 }, () => sweeping(later(24))));

    expect(swept.reduce((sum, { invited }) => sum + invited, 0)).toBe(1_100);
    expect(await rowsOf(shop.database, sql`select count(*)::int as count from invitation`)).toEqual([
      { count: 1_100 },
    ]);
  });
});

describe('the events that a trigger follows', () => {
  it('are told by a slice each', () => {
    const told = contributions.occasions.map(({ event }) => event);

    expect(told).toEqual(['PURCHASE', 'CASE_RESOLVED', 'VISIT']);
    expect(addDays(testNow, 1)).toEqual(later(24));
  });
});
