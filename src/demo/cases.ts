import type { CaseEvent, CaseHistory } from '../interactions/case.history.ts';
import type { CasePriority } from '../interactions/case.rules.ts';
import type { InteractionChannel, InteractionKind, MessageDraft } from '../interactions/interaction.rules.ts';
import { addDays } from '../kernel/clock.ts';
import type { Chance, Weighted } from './chance.ts';
import type { Desk } from './desk.ts';
import type { DemoPurchase } from './purchases.ts';
import {
  acknowledged,
  agents,
  given,
  type Matter,
  matters,
  repeated,
  settledAfterAll,
} from './service.words.ts';

const channels: readonly Weighted<InteractionChannel>[] = [
  ['EMAIL', 42],
  ['CHAT', 22],
  ['PHONE', 16],
  ['WEB', 12],
  ['STORE', 5],
  ['SOCIAL', 3],
];

/** In minutes, until a person answers while the desk is open. */
const patience: Readonly<Partial<Record<InteractionChannel, readonly [least: number, most: number]>>> = {
  CHAT: [1, 12],
  PHONE: [0, 3],
  STORE: [0, 5],
};

const kindsAfterSale: readonly Weighted<keyof typeof matters>[] = [
  ['SUPPORT', 50],
  ['AFTER_SALES', 28],
  ['COMPLAINT', 22],
];

const priorities: Partial<Record<InteractionKind, readonly Weighted<CasePriority>[]>> = {
  COMPLAINT: [
    ['URGENT', 8],
    ['HIGH', 40],
    ['NORMAL', 52],
  ],
};
const usualPriorities: readonly Weighted<CasePriority>[] = [
  ['HIGH', 5],
  ['NORMAL', 65],
  ['LOW', 30],
];

/** The case that a purchase led to: most that came back did, few of the others. */
export function caseAfter({ draft, refunds }: DemoPurchase, desk: Desk): CaseHistory | null {
  const { chance, until, nameOf } = desk;
  const [refund] = refunds;
  const isReturn = refund !== undefined && refund.reason !== 'Changed their mind';
  if (!draft.customer || 'create' in draft.customer || !chance.happens(isReturn ? 0.6 : 0.1)) return null;
  const kind = isReturn ? 'COMPLAINT' : chance.weighted(kindsAfterSale);
  const channel = chance.weighted(channels);
  const wanted = refund
    ? between(draft.purchasedAt, refund.refundedAt, chance)
    : addDays(draft.purchasedAt, 0.5 + chance.randomizer.next() * 40);
  // Nobody takes a call or a chat at night.
  const occurredAt = ['PHONE', 'STORE', 'CHAT'].includes(channel) ? desk.doneAt(wanted, 0) : wanted;
  if (occurredAt > until) return null;
  const [line] = draft.lines;
  const [externalId] = draft.externalIds ?? [];
  const author = channel === 'CHAT' && chance.happens(0.3) ? 'BOT' : 'CUSTOMER';
  const matter = chance.oneOf<Matter>(matters[kind]);
  return {
    customer: draft.customer,
    kind,
    channel,
    author,
    occurredAt,
    subject: matter.subject,
    body: matter.asked.replace('…', nameOf(line?.product)),
    priority: chance.weighted(priorities[kind] ?? usualPriorities),
    product: line?.product ?? null,
    purchase: externalId ? { externalId } : null,
    events: courseOf(occurredAt, { about: { kind, channel }, matter }, desk).filter(
      (event) => momentOf(event) <= until,
    ),
  };
}

interface Course {
  about: Pick<MessageDraft, 'kind' | 'channel'>;
  matter: Matter;
}

/** What becomes of a case, oldest first: answered, now and then asked back, resolved, seldom reopened. */
function courseOf(openedAt: Date, { about, matter }: Course, desk: Desk): CaseEvent[] {
  const { chance, doneAt } = desk;
  const agent = chance.oneOf(agents);
  const [least, most] = patience[about.channel] ?? [15, 420];
  const events: CaseEvent[] = [];
  const answer = (after: Date, body: string) => {
    const occurredAt = doneAt(after, chance.whole(least, most));
    events.push({ ...about, author: 'AGENT', agent, occurredAt, body });
    return occurredAt;
  };
  const write = (occurredAt: Date, body: string) => {
    events.push({ ...about, author: 'CUSTOMER', occurredAt, body });
    return occurredAt;
  };
  const resolve = (after: Date) => {
    const at = doneAt(after, chance.whole(1, 600));
    events.push({ at, step: 'RESOLVE' });
    return at;
  };

  if (['EMAIL', 'WEB', 'CHAT'].includes(about.channel))
    events.push({ ...about, author: 'BOT', occurredAt: later(openedAt, 0.1), body: acknowledged });
  // Asked back, the customer has to do something before the matter can be settled.
  const isAskedBack = chance.happens(0.45);
  let last = answer(openedAt, isAskedBack ? matter.asksBack : matter.settles);
  events.push({ at: last, assignee: agent });
  if (isAskedBack) {
    events.push({ at: last, step: 'WAIT' });
    last = answer(write(later(last, chance.whole(10, 2_880)), chance.oneOf(given)), matter.settles);
  }
  last = resolve(last);
  if (chance.happens(0.07)) {
    const written = write(later(last, chance.whole(600, 7_200)), chance.oneOf(repeated));
    last = resolve(answer(written, settledAfterAll));
  }
  if (chance.happens(0.7)) events.push({ at: addDays(last, 7), step: 'CLOSE' });
  return events;
}

function momentOf(event: CaseEvent): Date {
  return 'at' in event ? event.at : event.occurredAt;
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

function between(from: Date, to: Date, chance: Chance): Date {
  const share = 0.2 + chance.randomizer.next() * 0.7;
  return new Date(from.getTime() + (to.getTime() - from.getTime()) * share);
}
