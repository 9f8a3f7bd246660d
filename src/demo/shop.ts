// The demo shop: pure functions from a seed to drafts of what a shop knows.
// Nothing in this folder reads a clock, the environment or a database, and nothing here writes.

import type { CustomerDraft, ExternalId } from '../customers/customer.rules.ts';
import { addDays } from '../kernel/clock.ts';
import type { ProductDraft } from '../products/product.rules.ts';
import type { ReviewDraft } from '../reviews/review.rules.ts';
import { shelfOf } from './baskets.ts';
import { shopDays } from './calendar.ts';
import { catalogue, productDraftOf } from './catalogue.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Acquaintance, acquaintances } from './customers.ts';
import { deskOf } from './desk.ts';
import { type DemoService, serviceOf } from './interactions.ts';
import { type DemoPurchase, purchasesOf } from './purchases.ts';
import { demoReviews } from './reviews.ts';
import { anonymousSales, type Counter, type Sale, salesTo } from './sales.ts';
import { type DemoResponse, demoResponses } from './survey.responses.ts';
import { tradingOf } from './trading.ts';
import { type DemoVisit, demoVisits } from './visits.ts';

export interface DemoCustomer {
  draft: CustomerDraft;
  /** Whom a person acts for; it stands earlier in the list. */
  organisation?: ExternalId;
  createdAt: Date;
}

export interface DemoShop {
  products: ProductDraft[];
  customers: DemoCustomer[];
  /** Oldest first. */
  purchases: DemoPurchase[];
  service: DemoService;
  /** To the surveys of the shop, oldest first. */
  responses: DemoResponse[];
  /** In public, oldest first. */
  reviews: ReviewDraft[];
  /** To the web shop, oldest first. */
  visits: DemoVisit[];
}

export interface DemoShopOptions {
  seed: number;
  /** Two years of trade end here. */
  until: Date;
  /** Where the stores open and close. */
  timeZone?: string;
}

const dayCount = 730;
/** Of all purchases. */
const anonymousShare = 0.06;

/** Lakeside Goods: outdoor and home things in Finland and Estonia. The same seed and end give the same shop. */
export function demoShop({ seed, until, timeZone = 'Europe/Helsinki' }: DemoShopOptions): DemoShop {
  const chance = chanceOf(seed);
  const days = shopDays(until, timeZone, dayCount);
  const trading = tradingOf(days, until, chance);
  const counter: Counter = { trading, shelf: shelfOf(chance), chance };
  const known = acquaintances(chance).map((customer) => ({ customer, sales: salesTo(customer, counter) }));
  const named = known.flatMap(({ sales }) => sales);
  const anonymousCount = Math.round((named.length * anonymousShare) / (1 - anonymousShare));
  const sales = [...named, ...anonymousSales(anonymousCount, counter)];
  const products = catalogue.map(productDraftOf);
  const customers = known.map(({ customer, sales }) => demoCustomer(customer, sales, until, chance));
  const purchases = purchasesOf(sales, until, chance);
  // By chances of their own: what is sold does not depend on what is said.
  const service = serviceOf(
    purchases,
    customers,
    deskOf(days, products, { until, chance: chanceOf(seed + 1) }),
  );
  return {
    products,
    customers,
    purchases,
    service,
    responses: demoResponses({
      purchases,
      cases: service.cases,
      customers,
      until,
      chance: chanceOf(seed + 2),
    }),
    reviews: demoReviews({ purchases, customers, until, chance: chanceOf(seed + 3) }),
    visits: demoVisits({ customers, purchases, until, days: dayCount, chance }),
  };
}

function demoCustomer(customer: Acquaintance, sales: Sale[], until: Date, chance: Chance): DemoCustomer {
  const { draft, organisation } = customer;
  const createdAt = metAt(customer, sales, until, chance);
  return { draft, createdAt, ...(organisation ? { organisation } : {}) };
}

/** Half are entered at their first purchase, the others came to know the shop up to two months earlier. */
function metAt({ habit }: Acquaintance, sales: Sale[], until: Date, chance: Chance): Date {
  if (habit === 'PROSPECT') return addDays(until, -chance.randomizer.next() * dayCount);
  const first = Math.min(...sales.map(({ at }) => at.getTime()));
  const daysBefore = chance.happens(0.5) ? 0 : chance.randomizer.next() * 60;
  return addDays(new Date(first), -daysBefore);
}
