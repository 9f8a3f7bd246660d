import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { rowsOf } from '../../src/database/read.ts';
import { caseDifferences, countDifferences } from '../../src/interactions/summary.figures.ts';
import { contents, till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { desk } from './desk.ts';

onBothEngines('a service case', (shop) => {
  const { addCustomer, refused } = till(shop);
  const { open, change, changing, summaryOf } = desk(shop);
  let aino = '';

  beforeAll(async () => {
    aino = (await addCustomer({ name: 'Aino' })).id;
  });
  afterEach(async () => {
    shop.clock.set(testNow);
    expect(await rowsOf(shop.database, countDifferences())).toEqual([]);
    expect(await rowsOf(shop.database, caseDifferences())).toEqual([]);
  });

  it('goes from its opening over waiting and resolution to its end, and counts while it is open', async () => {
    const customer = await addCustomer({ name: 'Eino' });
    const at = (time: string) => `2026-11-18T${time}:00+02:00`;

    const opened = await open(customer.id, { priority: 'HIGH', openedAt: at('09:00') });
    expect(opened).toMatchObject({
      kind: 'COMPLAINT',
      channel: 'EMAIL',
      openedBy: 'CUSTOMER',
      subject: 'The lid leaks',
      status: 'OPEN',
      priority: 'HIGH',
      assignee: null,
      openedAt: '2026-11-18T07:00:00.000Z',
      dueAt: '2026-11-19T07:00:00.000Z',
      firstResponseAt: null,
      resolvedAt: null,
      reopenedCount: 0,
      withinTarget: null,
    });
    expect(await summaryOf(customer.id)).toEqual({ interactionCount: 1, openCaseCount: 1 });

    const { id } = opened;
    expect(await change('assignServiceCase', { id, assignee: 'Veera' })).toMatchObject({ assignee: 'Veera' });
    const answered = await change('replyToServiceCase', {
      id,
      agent: 'Veera',
      body: 'Which lid?',
      occurredAt: at('10:30'),
    });
    // An hour and a half, all of it while the shop serves.
    expect(answered).toMatchObject({
      status: 'OPEN',
      firstResponseAt: '2026-11-18T08:30:00.000Z',
      firstResponseSeconds: 5_400,
      firstResponseBusinessSeconds: 5_400,
    });
    const waiting = await change('waitForCustomer', { id, at: at('10:31') });
    expect(waiting.status).toBe('WAITING');
    expect(await summaryOf(customer.id)).toEqual({ interactionCount: 2, openCaseCount: 1 });

    const back = await change('replyToServiceCase', {
      id,
      author: 'CUSTOMER',
      body: 'The red one.',
      occurredAt: at('18:00'),
    });
    expect(back.status).toBe('OPEN');
    const resolved = await change('resolveServiceCase', { id, at: '2026-11-19T10:00:00+02:00' });
    // 25 hours; eight of Wednesday and one of Thursday while the shop serves. Due an hour before.
    expect(resolved).toMatchObject({
      status: 'RESOLVED',
      resolvedAt: '2026-11-19T08:00:00.000Z',
      resolutionSeconds: 90_000,
      resolutionBusinessSeconds: 32_400,
      withinTarget: false,
      firstResponseSeconds: 5_400,
    });
    const closed = await change('closeServiceCase', { id });
    expect(closed).toMatchObject({ status: 'CLOSED', resolvedAt: resolved.resolvedAt });
    expect(await summaryOf(customer.id)).toEqual({ interactionCount: 3, openCaseCount: 0 });
  });

  it('keeps its first resolution when it is reopened, and counts that', async () => {
    const { id } = await open(aino, { openedAt: '2026-11-20T08:00:00Z' });
    const resolved = await change('resolveServiceCase', { id, at: '2026-11-20T09:00:00Z' });

    const reopened = await change('reopenServiceCase', { id, at: '2026-11-20T10:00:00Z' });
    const again = await change('resolveServiceCase', { id, at: '2026-11-21T10:00:00Z' });
    const closed = await change('closeServiceCase', { id, at: '2026-11-21T11:00:00Z' });
    const taken = await change('reopenServiceCase', { id });

    expect(resolved).toMatchObject({ resolutionSeconds: 3_600, withinTarget: true, reopenedCount: 0 });
    const first = { resolvedAt: '2026-11-20T09:00:00.000Z', resolutionSeconds: 3_600, withinTarget: true };
    expect(reopened).toMatchObject({ status: 'OPEN', reopenedCount: 1, ...first });
    expect(again).toMatchObject({ status: 'RESOLVED', reopenedCount: 1, ...first });
    expect(closed).toMatchObject({ status: 'CLOSED', reopenedCount: 1, ...first });
    expect(taken).toMatchObject({ status: 'OPEN', reopenedCount: 2, ...first });
  });

  it('is reopened by the customer who writes after it was resolved, not by an older message or by us', async () => {
    const { id } = await open(aino, { openedAt: '2026-11-20T08:00:00Z' });
    await change('resolveServiceCase', { id, at: '2026-11-20T12:00:00Z' });
    const reply = (author: string, occurredAt: string) =>
      change('replyToServiceCase', { id, author, occurredAt });

    const older = await reply('CUSTOMER', '2026-11-20T11:00:00Z');
    const ours = await reply('AGENT', '2026-11-20T13:00:00Z');
    const theirs = await reply('CUSTOMER', '2026-11-20T14:00:00Z');

    expect([older, ours, theirs].map(({ status, reopenedCount }) => [status, reopenedCount])).toEqual([
      ['RESOLVED', 0],
      ['RESOLVED', 0],
      ['OPEN', 1],
    ]);
  });

  it('has a first response of a person, not of a bot, and none when an agent opened it', async () => {
    const asked = await open(aino, { openedAt: '2026-11-20T08:00:00Z' });
    const chat = await open(aino, { openedAt: '2026-11-20T08:00:00Z', author: 'BOT', channel: 'CHAT' });
    const ours = await open(aino, { openedAt: '2026-11-20T08:00:00Z', author: 'AGENT', agent: 'Veera' });
    const reply = (id: string, author: string, occurredAt: string) =>
      change('replyToServiceCase', { id, author, occurredAt });

    const bot = await reply(asked.id, 'BOT', '2026-11-20T08:00:01Z');
    const person = await reply(asked.id, 'AGENT', '2026-11-20T08:10:00Z');
    const later = await reply(asked.id, 'AGENT', '2026-11-20T09:00:00Z');
    const earlier = await reply(asked.id, 'AGENT', '2026-11-20T08:05:00Z');
    await reply(chat.id, 'AGENT', '2026-11-20T08:01:00Z');
    await reply(chat.id, 'CUSTOMER', '2026-11-20T08:02:00Z');
    const answered = await reply(chat.id, 'AGENT', '2026-11-20T08:02:30Z');
    await reply(ours.id, 'CUSTOMER', '2026-11-20T08:30:00Z');
    const outbound = await reply(ours.id, 'AGENT', '2026-11-20T08:40:00Z');

    expect(bot).toMatchObject({ firstResponseAt: null, firstResponseSeconds: null });
    expect([person, later, earlier, answered].map((one) => one.firstResponseSeconds)).toEqual([
      600, 600, 300, 30,
    ]);
    expect(outbound).toMatchObject({ openedBy: 'AGENT', firstResponseAt: null, firstResponseSeconds: null });
  });

  it('refuses steps that make no sense, and changes nothing', async () => {
    const { id } = await open(aino, { assignee: 'Veera', openedAt: '2026-11-20T08:00:00Z' });
    const refusal = async (name: string, input: object = {}) =>
      (await refused(() => changing(name, { id, ...input }))).map(({ code, path, message }) => [
        code,
        path.join('.'),
        message,
      ]);

    expect(await refusal('reopenServiceCase')).toEqual([
      ['CONFLICT', 'id', 'The case is OPEN; only one that is RESOLVED or CLOSED can be reopened.'],
    ]);
    expect(await refusal('assignServiceCase', { assignee: ' Veera ' })).toEqual([
      ['CONFLICT', 'assignee', 'The case is theirs already.'],
    ]);
    expect(await refusal('resolveServiceCase', { at: '2026-11-20T07:59:59Z' })).toEqual([
      ['INVALID', 'at', 'The date is not before the last change of the case.'],
    ]);
    expect(await refusal('resolveServiceCase', { at: '2026-11-24T08:00:00Z' })).toEqual([
      ['INVALID', 'at', 'The date is at most a day ahead of now.'],
    ]);
    expect(await refusal('replyToServiceCase', { occurredAt: '2026-11-20T07:00:00Z' })).toEqual([
      ['INVALID', 'occurredAt', 'A message is not before the opening of its case.'],
    ]);

    await change('waitForCustomer', { id });
    expect(await refusal('waitForCustomer')).toEqual([
      ['CONFLICT', 'id', 'The case is WAITING; only one that is OPEN can wait for the customer.'],
    ]);
    await change('resolveServiceCase', { id });
    expect(await refusal('resolveServiceCase')).toEqual([
      ['CONFLICT', 'id', 'The case is RESOLVED; only one that is OPEN or WAITING can be resolved.'],
    ]);
    expect(await refusal('assignServiceCase')).toEqual([
      ['CONFLICT', 'id', 'The case is RESOLVED; only one that is OPEN or WAITING can be assigned.'],
    ]);
    await change('closeServiceCase', { id });
    expect(await refusal('closeServiceCase')).toEqual([
      ['CONFLICT', 'id', 'The case is CLOSED; only one that is OPEN, WAITING or RESOLVED can be closed.'],
    ]);
    expect(await refusal('replyToServiceCase')).toEqual([
      ['CONFLICT', 'id', 'The case is CLOSED and takes no messages; reopen it or open another.'],
    ]);
    for (const name of ['closeServiceCase', 'replyToServiceCase', 'assignServiceCase']) {
      expect(await refusal(name, { id: aino })).toEqual([
        ['NOT_FOUND', 'id', 'There is no case with this id.'],
      ]);
    }
  });

  it('refuses an opening that says too little or too much, telling all of it at once', async () => {
    const errors = await refused(() =>
      changing('openServiceCase', {
        customer: { externalId: { source: 'crm', id: 'nobody' } },
        kind: 'SUPPORT',
        channel: 'PHONE',
        subject: ' ',
        agent: 'Veera',
        assignee: 'x'.repeat(101),
        openedAt: '1999-12-31T23:59:59Z',
        product: { sku: 'none' },
      }),
    );

    expect(errors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'openedAt'],
      ['CONFLICT', 'agent'],
      ['REQUIRED', 'subject'],
      ['INVALID', 'assignee'],
      ['NOT_FOUND', 'customer.externalId'],
      ['NOT_FOUND', 'product.sku'],
    ]);
  });

  it('loses nothing when two agents answer at once, and another resolves', async () => {
    const { id } = await open(aino);

    const replies = Array.from({ length: 8 }, (_, index) =>
      change('replyToServiceCase', { id, agent: `Agent ${index}`, body: `Answer ${index}` }),
    );
    await Promise.all([...replies, change('resolveServiceCase', { id })]);

    const { data } = await shop.ask(
      'query ($id: ID!) { serviceCase(id: $id) { status firstResponseSeconds interactions { nodes { body } } } }',
      { id },
    );
    const bodies = data.serviceCase.interactions.nodes.map(({ body }: { body: string }) => body);
    expect(bodies.toSorted()).toEqual([
      'Answer 0',
      'Answer 1',
      'Answer 2',
      'Answer 3',
      'Answer 4',
      'Answer 5',
      'Answer 6',
      'Answer 7',
      'It drips.',
    ]);
    expect(data.serviceCase).toMatchObject({ status: 'RESOLVED', firstResponseSeconds: 0 });
  });

  it('is opened once for one idempotency key, also for many at once', async () => {
    const customer = await addCustomer({ name: 'Helmi' });

    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await open(customer.id, { idempotencyKey: 'lid' })).id),
    );

    expect(new Set(ids).size).toBe(1);
    expect(await summaryOf(customer.id)).toEqual({ interactionCount: 1, openCaseCount: 1 });
    const before = await contents(shop);
    const { userErrors } = await changing('openServiceCase', {
      customer: { id: customer.id },
      kind: 'ADVICE',
      channel: 'CHAT',
      subject: 'Another',
      idempotencyKey: 'lid',
    });
    expect(userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
    expect(await contents(shop)).toEqual(before);
  });
});
