import type { CustomerDraft } from '../customers/customer.rules.ts';
import type { CaseHistory } from '../interactions/case.history.ts';
import type { InteractionChannel, InteractionDraft } from '../interactions/interaction.rules.ts';
import { addDays } from '../kernel/clock.ts';
import { caseAfter } from './cases.ts';
import type { Weighted } from './chance.ts';
import type { Desk } from './desk.ts';
import type { DemoPurchase } from './purchases.ts';
import { byReference } from './references.ts';
import { advised, agents, asked } from './service.words.ts';

/** What was said with customers: alone, and in cases. */
export interface DemoService {
  interactions: InteractionDraft[];
  cases: CaseHistory[];
}

/** A customer since when. */
interface Known {
  draft: CustomerDraft;
  createdAt: Date;
}

const adviceChannels: readonly Weighted<InteractionChannel>[] = [
  ['STORE', 40],
  ['CHAT', 30],
  ['PHONE', 20],
  ['APP', 10],
];

/** Days before the end on which the newsletter goes out. */
const newsletterDays = [640, 460, 275, 95];

/** Two years of service for what was sold. */
export function serviceOf(
  purchases: readonly DemoPurchase[],
  customers: readonly Known[],
  desk: Desk,
): DemoService {
  const named = purchases.filter(({ draft }) => draft.customer);
  const knownSince = byReference(customers, ({ createdAt }) => createdAt);
  // Whoever asks before their first purchase may be nobody's customer yet.
  const isKnownAt = ({ customer, occurredAt }: InteractionDraft) =>
    occurredAt >= (knownSince(customer) ?? occurredAt);
  return {
    interactions: [
      ...named.flatMap((purchase) => [...adviceBefore(purchase, desk), ...feedbackAfter(purchase, desk)]),
      ...newsletters(customers, desk),
    ].filter(isKnownAt),
    cases: named.flatMap((purchase) => caseAfter(purchase, desk) ?? []),
  };
}

/** A question before one purchase in thirty, and its answer. */
function adviceBefore(purchase: DemoPurchase, { chance, nameOf }: Desk): InteractionDraft[] {
  if (!chance.happens(0.035)) return [];
  const { about, purchasedAt, product } = aboutOf(purchase);
  if (!about) return [];
  const channel = chance.weighted(adviceChannels);
  const occurredAt = addDays(purchasedAt, -chance.whole(0, 4) - 0.03);
  const soon = new Date(occurredAt.getTime() + chance.whole(1, 10) * 60_000);
  return [
    {
      ...about,
      kind: 'ADVICE',
      channel,
      author: 'CUSTOMER',
      occurredAt,
      body: chance.oneOf(asked.ADVICE).replace('…', nameOf(product)),
    },
    {
      ...about,
      kind: 'ADVICE',
      channel,
      author: 'AGENT',
      agent: chance.oneOf(agents),
      occurredAt: soon,
      body: chance.oneOf(advised),
    },
  ];
}

function feedbackAfter(purchase: DemoPurchase, { chance, until, nameOf }: Desk): InteractionDraft[] {
  if (!chance.happens(0.02)) return [];
  const { about, purchasedAt, product } = aboutOf(purchase);
  const occurredAt = addDays(purchasedAt, 3 + chance.randomizer.next() * 20);
  if (!about || occurredAt > until) return [];
  const channel = chance.oneOf(['WEB', 'APP', 'SOCIAL'] as const);
  const body = chance.oneOf(asked.FEEDBACK).replace('…', nameOf(product));
  return [{ ...about, kind: 'FEEDBACK', channel, author: 'CUSTOMER', occurredAt, body }];
}

/** To all who take it and were known by then. */
function newsletters(customers: readonly Known[], { until }: Desk): InteractionDraft[] {
  return newsletterDays.flatMap((daysBefore) => {
    const occurredAt = addDays(until, -daysBefore);
    return customers.flatMap(({ draft, createdAt }): InteractionDraft[] => {
      const [externalId] = draft.externalIds ?? [];
      if (!externalId || draft.attributes?.newsletter !== true || createdAt > occurredAt) return [];
      const [body = ''] = asked.MARKETING;
      return [
        { customer: { externalId }, kind: 'MARKETING', channel: 'EMAIL', author: 'BOT', occurredAt, body },
      ];
    });
  });
}

/** Whom and what a purchase lets one speak about. */
function aboutOf({ draft: { customer, lines, purchasedAt } }: DemoPurchase) {
  const [line] = lines;
  const about =
    customer && !('create' in customer) ? { customer, ...(line ? { product: line.product } : {}) } : null;
  return { about, purchasedAt, product: line?.product };
}
