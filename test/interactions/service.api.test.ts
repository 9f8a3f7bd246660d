import { beforeAll, expect, it } from '@jest/globals';
import type { CaseEvent, CaseHistory } from '../../src/interactions/case.history.ts';
import { recordCases } from '../../src/interactions/case.opening.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';

/** November of 2026 in Helsinki, two hours ahead of UTC; the shop serves Monday to Friday from 09:00 to 17:00. */
const at = (day: number, time: string, month = 11) =>
  new Date(`2026-${month}-${String(day).padStart(2, '0')}T${time}+02:00`);
const answer = (occurredAt: Date, author: 'AGENT' | 'BOT' = 'AGENT'): CaseEvent => ({
  kind: 'SUPPORT',
  channel: 'EMAIL',
  author,
  occurredAt,
});
const resolve = (when: Date): CaseEvent => ({ at: when, step: 'RESOLVE' });

type Sample = Omit<CaseHistory, 'customer' | 'subject'> & { customer: 'Aino' | 'Toomas' };

const samples: readonly Sample[] = [
  // Monday: answered after ten minutes, resolved after two hours; due after four.
  {
    customer: 'Aino',
    kind: 'SUPPORT',
    channel: 'EMAIL',
    author: 'CUSTOMER',
    priority: 'URGENT',
    assignee: 'Veera',
    occurredAt: at(2, '10:00'),
    events: [answer(at(2, '10:10')), resolve(at(2, '12:00'))],
  },
  // Tuesday afternoon: answered the next morning after 17 hours, one of them in business time; resolved on Friday, in
  // the instant it is due, after 72 hours or 0.5 + 8 + 8 + 7.5 of business time; reopened since.
  {
    customer: 'Aino',
    kind: 'COMPLAINT',
    channel: 'EMAIL',
    author: 'CUSTOMER',
    priority: 'NORMAL',
    assignee: 'Veera',
    occurredAt: at(3, '16:30'),
    events: [answer(at(4, '09:30')), resolve(at(6, '16:30')), { at: at(9, '08:00'), step: 'REOPEN' }],
  },
  // Saturday: a bot answers at once, a person on Monday after 45:20 hours, twenty minutes of business time; resolved
  // after 46 hours or one, and late.
  {
    customer: 'Aino',
    kind: 'SUPPORT',
    channel: 'CHAT',
    author: 'CUSTOMER',
    priority: 'HIGH',
    assignee: 'Onni',
    occurredAt: at(7, '12:00'),
    events: [answer(at(7, '12:01'), 'BOT'), answer(at(9, '09:20')), resolve(at(9, '10:00'))],
  },
  // An agent calls in October; resolved after six days, or 6 + 8 + 8 + 8 + 2 hours.
  {
    customer: 'Toomas',
    kind: 'ADVICE',
    channel: 'PHONE',
    author: 'AGENT',
    priority: 'LOW',
    occurredAt: at(28, '11:00', 10),
    events: [answer(at(29, '11:00', 10)), resolve(at(3, '11:00'))],
  },
  // Answered after two minutes, and waiting.
  {
    customer: 'Toomas',
    kind: 'SUPPORT',
    channel: 'CHAT',
    author: 'CUSTOMER',
    priority: 'NORMAL',
    assignee: 'Onni',
    occurredAt: at(20, '10:00'),
    events: [answer(at(20, '10:02')), { at: at(20, '10:03'), step: 'WAIT' }],
  },
  // Half an hour before Saturday the 31st of October; answered half an hour into November, after 25 hours, none of
  // them in business time; closed without a resolution.
  {
    customer: 'Toomas',
    kind: 'FEEDBACK',
    channel: 'EMAIL',
    author: 'CUSTOMER',
    priority: 'LOW',
    occurredAt: at(30, '23:30', 10),
    events: [answer(at(1, '00:30')), { at: at(10, '12:00'), step: 'CLOSE' }],
  },
];

const rate = 'value n low high';
const took = 'n medianSeconds p90Seconds meanSeconds';
const figures = `
  openedCount resolvedCount openCount reopenedShare { ${rate} } withinTarget { ${rate} }
  firstResponse { ${took} } firstResponseInBusinessTime { ${took} }
  resolution { ${took} } resolutionInBusinessTime { ${took} }`;
const november = { from: '2026-11-01', to: '2026-12-01' };

onBothEngines('service in figures', (shop) => {
  const { addCustomer } = till(shop);

  beforeAll(async () => {
    const customers = {
      Aino: await addCustomer({ name: 'Aino', country: 'FI' }),
      Toomas: await addCustomer({ name: 'Toomas', country: 'EE' }),
    };
    const outcomes = await shop.inUnit((unit) =>
      recordCases(
        unit,
        samples.map((sample) => ({ ...sample, customer: customers[sample.customer], subject: 'Lid' })),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(samples.map(() => 'created'));
  });

  async function service(selection: string, period: object | null = november, filter: object | null = null) {
    const { data, errors, statements } = await shop.ask(
      `query ($period: Period, $filter: CustomerFilter) {
        service(period: $period, filter: $filter) { ${selection} }
      }`,
      { period, filter },
    );
    expect(errors).toEqual([]);
    return { ...data.service, statements };
  }

  it('counts what happened in the period, and what is open now', async () => {
    const { reopenedShare, withinTarget, ...counts } = await service(
      `openedCount resolvedCount openCount reopenedShare { ${rate} } withinTarget { ${rate} }`,
    );

    expect(counts).toEqual({ openedCount: 4, resolvedCount: 4, openCount: 2, statements: 2 });
    // One in four: 0.372472 ± 0.326885, by Wilson.
    expect(reopenedShare).toEqual({
      value: 0.25,
      n: 4,
      low: expect.closeTo(0.045587, 5),
      high: expect.closeTo(0.699357, 5),
    });
    expect(withinTarget).toEqual({
      value: 0.75,
      n: 4,
      low: expect.closeTo(0.300643, 5),
      high: expect.closeTo(0.954413, 5),
    });
  });

  it('tells how long it took, in calendar time and in business time', async () => {
    const told = await service(
      `firstResponse { ${took} } firstResponseInBusinessTime { ${took} }
      resolution { ${took} } resolutionInBusinessTime { ${took} }`,
    );

    // 120, 600, 61,200, 90,000 and 163,200 seconds.
    expect(told.firstResponse).toEqual({
      n: 5,
      medianSeconds: 61_200,
      p90Seconds: 133_920,
      meanSeconds: 63_024,
    });
    // 0, 120, 600, 1,200 and 3,600.
    expect(told.firstResponseInBusinessTime).toEqual({
      n: 5,
      medianSeconds: 600,
      p90Seconds: 2_640,
      meanSeconds: 1_104,
    });
    // 7,200, 165,600, 259,200 and 518,400.
    expect(told.resolution).toEqual({
      n: 4,
      medianSeconds: 212_400,
      p90Seconds: 440_640,
      meanSeconds: 237_600,
    });
    // 3,600, 7,200, 86,400 and 115,200.
    expect(told.resolutionInBusinessTime).toEqual({
      n: 4,
      medianSeconds: 46_800,
      p90Seconds: 106_560,
      meanSeconds: 53_100,
    });
  });

  it('is told by channel, by kind and by who has the cases', async () => {
    const group =
      'openedCount resolvedCount openCount firstResponse { n medianSeconds } reopenedShare { value }';
    const told = await service(
      `byChannel { channel ${group} } byKind { kind openedCount } byAssignee { assignee openedCount resolvedCount }`,
    );

    const nothing = {
      openedCount: 0,
      resolvedCount: 0,
      openCount: 0,
      firstResponse: { n: 0, medianSeconds: null },
      reopenedShare: { value: null },
    };
    expect(told.byChannel).toEqual([
      {
        channel: 'EMAIL',
        openedCount: 2,
        resolvedCount: 2,
        openCount: 1,
        firstResponse: { n: 3, medianSeconds: 61_200 },
        reopenedShare: { value: 0.5 },
      },
      { ...nothing, channel: 'PHONE', resolvedCount: 1, reopenedShare: { value: 0 } },
      {
        channel: 'CHAT',
        openedCount: 2,
        resolvedCount: 1,
        openCount: 1,
        firstResponse: { n: 2, medianSeconds: 81_660 },
        reopenedShare: { value: 0 },
      },
      ...['STORE', 'WEB', 'APP', 'SOCIAL', 'POST'].map((channel) => ({ ...nothing, channel })),
    ]);
    expect(told.byKind).toEqual([
      { kind: 'ADVICE', openedCount: 0 },
      { kind: 'SUPPORT', openedCount: 3 },
      { kind: 'FEEDBACK', openedCount: 0 },
      { kind: 'COMPLAINT', openedCount: 1 },
      { kind: 'AFTER_SALES', openedCount: 0 },
      { kind: 'MARKETING', openedCount: 0 },
    ]);
    expect(told.byAssignee).toEqual([
      { assignee: 'Onni', openedCount: 2, resolvedCount: 1 },
      { assignee: 'Veera', openedCount: 2, resolvedCount: 2 },
      { assignee: null, openedCount: 0, resolvedCount: 1 },
    ]);
  });

  it('has a course by week and by month, cut in the days of the shop', async () => {
    const point = 'from openedCount resolvedCount firstResponse { n }';
    const weeks = await service(`overTime(by: WEEK) { ${point} }`);
    const months = await service(`overTime(by: MONTH) { ${point} }`, null);
    const years = await service(`overTime(by: YEAR) { ${point} }`, null);

    expect(weeks.overTime).toEqual([
      { from: '2026-10-26', openedCount: 0, resolvedCount: 0, firstResponse: { n: 1 } },
      { from: '2026-11-02', openedCount: 3, resolvedCount: 3, firstResponse: { n: 2 } },
      { from: '2026-11-09', openedCount: 0, resolvedCount: 1, firstResponse: { n: 1 } },
      { from: '2026-11-16', openedCount: 1, resolvedCount: 0, firstResponse: { n: 1 } },
    ]);
    expect(months.overTime).toEqual([
      { from: '2026-10-01', openedCount: 2, resolvedCount: 0, firstResponse: { n: 0 } },
      { from: '2026-11-01', openedCount: 4, resolvedCount: 4, firstResponse: { n: 5 } },
    ]);
    expect(years.overTime).toEqual([
      { from: '2026-01-01', openedCount: 6, resolvedCount: 4, firstResponse: { n: 5 } },
    ]);
  });

  it('is of some customers where somebody asks for them', async () => {
    const told = await service(
      'openedCount resolvedCount openCount resolution { n medianSeconds }',
      november,
      { country: { eq: 'EE' } },
    );

    expect(told).toMatchObject({
      openedCount: 1,
      resolvedCount: 1,
      openCount: 1,
      resolution: { n: 1, medianSeconds: 518_400 },
    });
  });

  it('is nothing, and not 0, where nothing happened; the last day of a period is without', async () => {
    const none = { n: 0, medianSeconds: null, p90Seconds: null, meanSeconds: null };
    const told = await service(figures, { to: '2026-10-28' });
    const day = await service('openedCount', { from: '2026-10-28', to: '2026-10-29' });
    const empty = await service('openedCount', { from: '2026-11-02', to: '2026-11-02' });

    expect(told).toMatchObject({
      openedCount: 0,
      resolvedCount: 0,
      openCount: 2,
      reopenedShare: { value: null, n: 0, low: null, high: null },
      withinTarget: { value: null, n: 0, low: null, high: null },
      firstResponse: none,
      firstResponseInBusinessTime: none,
      resolution: none,
      resolutionInBusinessTime: none,
    });
    expect([day.openedCount, empty.openedCount]).toEqual([1, 0]);
  });

  it('takes a statement for what is counted, one for what is open and one for each duration, however many groups', async () => {
    const whole = await service(figures);
    const byChannel = await service(`byChannel { ${figures} }`);
    const byDay = await service(`overTime(by: DAY) { ${figures.replace('openCount', '')} }`, null);

    expect([whole.statements, byChannel.statements, byDay.statements]).toEqual([6, 6, 5]);
  });

  it.each([
    [
      'a period that ends before it begins',
      'service(period: { from: "2026-11-02", to: "2026-11-01" }) { openedCount }',
    ],
    ['no assignees', 'service { byAssignee(first: 0) { assignee } }'],
    ['too many assignees', 'service { byAssignee(first: 101) { assignee } }'],
  ])('refuses %s', async (_what, query) => {
    const { errors } = await shop.ask(`{ ${query} }`);

    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
