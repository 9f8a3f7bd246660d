import { describe, expect, it } from '@jest/globals';
import { planCase } from '../../src/interactions/case.history.ts';
import {
  afterMessage,
  afterStep,
  type CaseProgress,
  type CaseStatus,
  caseStatuses,
  caseSteps,
  stepErrors,
} from '../../src/interactions/case.rules.ts';
import { dueAtOf, targetsIn } from '../../src/interactions/case.targets.ts';
import { firstResponseOf, timesOf } from '../../src/interactions/case.times.ts';
import type { InteractionAuthor } from '../../src/interactions/interaction.rules.ts';
import { shopSettings, testNow } from '../support/shop.ts';

const changedAt = new Date('2026-11-18T10:00:00Z');
const later = new Date('2026-11-18T12:00:00Z');

function aState(status: CaseStatus): CaseProgress {
  return { status, changedAt, resolvedAt: null, reopenedCount: 0 };
}

describe('the steps of a case', () => {
  it('make sense from some states and not from others', () => {
    const taken = caseSteps.map((step) => [
      step,
      caseStatuses.filter((status) => stepErrors(aState(status), step, later).length === 0),
      afterStep(aState('OPEN'), step, later).status,
    ]);

    expect(taken).toEqual([
      ['WAIT', ['OPEN'], 'WAITING'],
      ['RESOLVE', ['OPEN', 'WAITING'], 'RESOLVED'],
      ['REOPEN', ['RESOLVED', 'CLOSED'], 'OPEN'],
      ['CLOSE', ['OPEN', 'WAITING', 'RESOLVED'], 'CLOSED'],
    ]);
  });

  it('are taken by messages of the customer alone, and not by older ones', () => {
    const statusAfter = (status: CaseStatus, author: InteractionAuthor, occurredAt = later) =>
      afterMessage(aState(status), { author, occurredAt }).status;

    expect(caseStatuses.map((status) => statusAfter(status, 'CUSTOMER'))).toEqual([
      'OPEN',
      'OPEN',
      'OPEN',
      'CLOSED',
    ]);
    expect(caseStatuses.map((status) => statusAfter(status, 'AGENT'))).toEqual(caseStatuses);
    expect(caseStatuses.map((status) => statusAfter(status, 'BOT'))).toEqual(caseStatuses);
    expect(statusAfter('RESOLVED', 'CUSTOMER', new Date('2026-11-18T09:59:59Z'))).toBe('RESOLVED');
  });
});

describe('the first response', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 10, minute));
  const said = (author: InteractionAuthor, minute: number) => ({ author, occurredAt: at(minute) });

  it.each<[string, InteractionAuthor, ReturnType<typeof said>[], number | null, number | null]>([
    ['the first of a person', 'CUSTOMER', [said('CUSTOMER', 0), said('AGENT', 5), said('AGENT', 3)], 0, 3],
    ['not that of a bot', 'CUSTOMER', [said('CUSTOMER', 0), said('BOT', 1), said('AGENT', 9)], 0, 9],
    ['not one before anybody asked', 'BOT', [said('BOT', 0), said('AGENT', 1), said('CUSTOMER', 2)], 2, null],
    [
      'from the first message on, however late it comes',
      'BOT',
      [said('AGENT', 4), said('CUSTOMER', 6), said('CUSTOMER', 2)],
      2,
      4,
    ],
    [
      'none of a case that an agent opened',
      'AGENT',
      [said('AGENT', 0), said('CUSTOMER', 1), said('AGENT', 2)],
      null,
      null,
    ],
    ['none of a case that nobody answered', 'CUSTOMER', [said('CUSTOMER', 0)], 0, null],
  ])('is %s', (_what, openedBy, messages, asked, answered) => {
    expect(firstResponseOf(openedBy, messages)).toEqual({
      askedAt: asked === null ? null : at(asked),
      firstResponseAt: answered === null ? null : at(answered),
    });
  });
});

describe('the times of a case', () => {
  it('are told in calendar time and in opening hours, with the days of the shop', () => {
    // Thursday evening, answered on Friday morning, resolved on the Monday after; clocks go forward on the Sunday.
    const times = timesOf(
      {
        openedAt: new Date('2026-03-26T22:30:00Z'),
        askedAt: new Date('2026-03-26T22:30:00Z'),
        firstResponseAt: new Date('2026-03-27T08:00:00Z'),
        resolvedAt: new Date('2026-03-30T07:00:00Z'),
        dueAt: new Date('2026-03-30T07:00:00Z'),
      },
      shopSettings.openingHours,
    );

    expect(times).toEqual({
      firstResponseSeconds: 9.5 * 3_600,
      // From 09:00 to 10:00.
      firstResponseBusinessSeconds: 3_600,
      // 80.5 hours; eight of Friday, and 09:00 to 10:00 of Monday.
      resolutionSeconds: 80.5 * 3_600,
      resolutionBusinessSeconds: 9 * 3_600,
      withinTarget: true,
      openedDay: '2026-03-27',
      firstResponseDay: '2026-03-27',
      resolvedDay: '2026-03-30',
    });
  });

  it('have no target where the priority has none', () => {
    const targets = targetsIn('URGENT=4h, LOW=7d');

    expect(targets).toEqual({ LOW: 604_800, NORMAL: null, HIGH: null, URGENT: 14_400 });
    expect(dueAtOf(changedAt, 'URGENT', shopSettings.caseTargets)).toEqual(new Date('2026-11-18T14:00:00Z'));
    expect(targets && dueAtOf(changedAt, 'NORMAL', targets)).toBeNull();
  });

  it.each(['SOON=1h', 'LOW=0h', 'LOW=5', 'LOW = 5h', 'LOW=5w'])('have no target read from %p', (text) => {
    expect(targetsIn(text)).toBeNull();
  });
});

describe('the history of a case', () => {
  const opening = {
    customer: { id: 'customer' },
    kind: 'SUPPORT',
    channel: 'CHAT',
    author: 'CUSTOMER',
    subject: 'Lid',
    priority: 'NORMAL',
    occurredAt: new Date('2026-11-18T10:00:00Z'),
  } as const;
  const message = { kind: 'SUPPORT', channel: 'CHAT' } as const;
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 18, hour));
  const setting = { now: testNow, ...shopSettings };

  it('is told from its opening to its end', () => {
    const { plan, errors } = planCase(
      {
        ...opening,
        events: [
          { at: at(10), assignee: 'Veera' },
          { ...message, author: 'AGENT', agent: 'Veera', occurredAt: at(11) },
          { at: at(11), step: 'WAIT' },
          { ...message, author: 'CUSTOMER', occurredAt: at(12) },
          { at: at(13), step: 'RESOLVE' },
          { ...message, author: 'CUSTOMER', occurredAt: at(14) },
          { at: at(15), step: 'RESOLVE' },
        ],
      },
      setting,
    );

    expect(errors).toEqual([]);
    expect(plan?.row).toMatchObject({
      status: 'RESOLVED',
      assignee: 'Veera',
      reopenedCount: 1,
      firstResponseSeconds: 3_600,
      resolutionSeconds: 3 * 3_600,
      withinTarget: true,
      changedAt: at(15),
    });
    expect(plan?.messages.map(({ author }) => author)).toEqual(['CUSTOMER', 'AGENT', 'CUSTOMER', 'CUSTOMER']);
  });

  it('is refused whole where a step of it makes no sense', () => {
    const { plan, errors } = planCase(
      {
        ...opening,
        events: [
          { at: at(11), step: 'CLOSE' },
          { ...message, author: 'AGENT', occurredAt: at(12) },
        ],
      },
      setting,
    );

    expect(plan).toBeNull();
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['CONFLICT', ['id']]]);
  });
});
