import type { ExternalId } from '../customers/customer.rules.ts';
import { addDays, millisecondsPerDay } from '../kernel/clock.ts';
import { catalogue } from './catalogue.ts';
import type { Chance, Weighted } from './chance.ts';
import type { DemoPurchase } from './purchases.ts';

export interface DemoView {
  at: Date;
  path: string;
  /** The product that is shown. */
  sku: string | null;
}

/** A look at the web shop. */
export interface DemoVisit {
  /** null: somebody who did not say who they are. */
  customer: ExternalId | null;
  views: DemoView[];
  referrer: string | null;
  campaign: { name: string; source: string; medium: string } | null;
  device: string;
}

export interface DemoVisitors {
  customers: readonly { draft: { externalIds?: readonly ExternalId[] | null }; createdAt: Date }[];
  purchases: readonly DemoPurchase[];
  until: Date;
  days: number;
  chance: Chance;
}

/** Visits that come to nothing, for each of the customers and in all by people who say no name. */
const idleVisitsEach = 3;
const strangerCount = 3_000;
/** Of those who buy; the others do not let themselves be counted. */
const countedShare = 0.6;

const referrers: readonly Weighted<string | null>[] = [
  [null, 50],
  ['https://www.google.com/', 30],
  ['https://www.facebook.com/', 8],
  ['https://www.instagram.com/', 7],
  ['https://retkipaikka.example/', 5],
];

const devices: readonly Weighted<string>[] = [
  ['phone', 55],
  ['computer', 38],
  ['tablet', 7],
];

/** From the month they run in, January first; null in between. */
const letters = [
  null,
  null,
  'spring-trails',
  'spring-trails',
  null,
  'midsummer',
  null,
  null,
  'autumn-lights',
  'autumn-lights',
  null,
  'gifts',
];

/** Who buys in the web shop looks around first, if they let themselves be counted; most visits come to nothing. */
export function demoVisits({ customers, purchases, until, days, chance }: DemoVisitors): DemoVisit[] {
  const bought = purchases.flatMap((purchase) => visitBefore(purchase, chance));
  const idle = customers.flatMap(({ draft, createdAt }) => {
    const [customer = null] = draft.externalIds ?? [];
    const span = (until.getTime() - createdAt.getTime()) / millisecondsPerDay;
    const count = Math.round((idleVisitsEach * span * 2 * chance.randomizer.next()) / days);
    return Array.from({ length: count }, () => idleVisit(customer, createdAt, span, chance));
  });
  const strangers = Array.from({ length: strangerCount }, () =>
    idleVisit(null, addDays(until, -days), days, chance),
  );
  return [...bought, ...idle, ...strangers].toSorted((one, other) => startOf(one) - startOf(other));
}

function visitBefore({ draft }: DemoPurchase, chance: Chance): DemoVisit[] {
  const { customer, channel, purchasedAt, lines } = draft;
  if (channel !== 'webshop' || !customer || !('externalId' in customer)) return [];
  if (!chance.happens(countedShare)) return [];
  const [first] = lines;
  const sku = first && 'sku' in first.product ? first.product.sku : null;
  const minutes = [chance.whole(8, 15), chance.whole(2, 6), 1];
  const paths = [sku ? productPath(sku) : '/', '/basket', '/checkout'];
  const views = paths.map((path, index) => ({
    at: new Date(purchasedAt.getTime() - (minutes[index] ?? 0) * 60_000),
    path,
    sku: index === 0 ? sku : null,
  }));
  return [{ customer: customer.externalId, views, ...waysOf(purchasedAt, chance) }];
}

function idleVisit(customer: ExternalId | null, from: Date, span: number, chance: Chance): DemoVisit {
  // Not in its last hour, which would end after it.
  const at = addDays(from, chance.randomizer.next() * Math.max(0, span - 1 / 24));
  const sku = chance.oneOf(catalogue).sku;
  const views: DemoView[] = [
    chance.happens(0.4) ? { at, path: '/', sku: null } : { at, path: productPath(sku), sku },
  ];
  if (chance.happens(0.35)) {
    const next = chance.oneOf(catalogue).sku;
    views.push({
      at: new Date(at.getTime() + chance.whole(1, 12) * 60_000),
      path: productPath(next),
      sku: next,
    });
  }
  return { customer, views, ...waysOf(at, chance) };
}

function waysOf(at: Date, chance: Chance): Pick<DemoVisit, 'referrer' | 'campaign' | 'device'> {
  const letter = letters[at.getUTCMonth()] ?? null;
  const device = chance.weighted(devices);
  if (letter !== null && chance.happens(0.3)) {
    return { referrer: null, campaign: { name: letter, source: 'letter', medium: 'email' }, device };
  }
  return { referrer: chance.weighted(referrers), campaign: null, device };
}

function productPath(sku: string): string {
  return `/products/${sku.toLowerCase()}`;
}

function startOf({ views: [first] }: DemoVisit): number {
  return first?.at.getTime() ?? 0;
}
