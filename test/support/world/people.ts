// People as they may be, and what they may have done: drawn at random, and plain, for checks that know no SQL.

import fc from 'fast-check';

export const worldNow = new Date('2026-11-22T12:00:00Z');

/** A moment so many half days before now, so that windows often end on one. */
export function halfDaysAgo(halfDays: number, minutes = 0): Date {
  return new Date(worldNow.getTime() - halfDays * 43_200_000 + minutes * 60_000);
}

export const words = ['Aino', 'aino', 'Ääni', '50%', 'a_b', "O'Neil", '{x,"y"}', '\\', 'ß'];
export const kinds = ['PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY'] as const;
export const interests = ['sauna', 'choir', 'a,b', '"'];
export const channels = ['webshop', 'store', 'Store'];
export const paths = ['/', '/tents', '/Ää'];
export const campaigns = ['autumn', 'spring'];
export const eventNames = ['Product Viewed', 'product searched'];
export const interactionKinds = ['ADVICE', 'COMPLAINT', 'SUPPORT'] as const;
export const interactionChannels = ['EMAIL', 'PHONE'] as const;
export const authors = ['CUSTOMER', 'AGENT', 'BOT'] as const;
export const priorities = ['LOW', 'URGENT'] as const;
export const sources = ['trustpilot', 'app-store'];

export interface Product {
  sku: string;
  name: string;
  kind: 'GOODS' | 'SERVICE';
  category: string | null;
  price: { amount: string; currency: string } | null;
}

export const products: readonly Product[] = [
  {
    sku: 'tent',
    name: 'Tent for two',
    kind: 'GOODS',
    category: 'Tents',
    price: { amount: '100', currency: 'EUR' },
  },
  { sku: 'tarp', name: 'Tarp', kind: 'GOODS', category: 'Tents', price: null },
  { sku: 'mug', name: 'Mug', kind: 'GOODS', category: null, price: { amount: '9.90', currency: 'EUR' } },
  {
    sku: 'mend',
    name: 'Mending',
    kind: 'SERVICE',
    category: 'Care',
    price: { amount: '50', currency: 'USD' },
  },
];
const sku = fc.constantFrom(...products.map((product) => product.sku));
const past = (least: number, most = 60) => fc.integer({ min: least, max: most });

/** Amounts are in the smallest unit of the currency. */
export interface Line {
  sku: string;
  quantity: number;
  unitPrice: number;
  discount: number;
  /** Of the quantity, taken back together. */
  returned: number;
}

export interface Purchase {
  at: Date;
  channel: string;
  /** The rate is so many euros for one, in millionths. */
  currency: { code: string; decimals: number; rate: number };
  lines: Line[];
  /** What was paid back for no line, of what is left after the lines: in hundredths of it. */
  paidBack: number;
  isCancelled: boolean;
}

const currencies = [
  { code: 'EUR', decimals: 2, rate: 1_000_000 },
  { code: 'USD', decimals: 2, rate: 864_200 },
  { code: 'JPY', decimals: 0, rate: 6_150 },
];

const aLine: fc.Arbitrary<Line> = fc
  .record({ sku, quantity: fc.integer({ min: 1, max: 3 }), unitPrice: fc.integer({ min: 0, max: 2_000 }) })
  .chain(({ quantity, unitPrice, ...line }) =>
    fc.record({
      sku: fc.constant(line.sku),
      quantity: fc.constant(quantity),
      unitPrice: fc.constant(unitPrice),
      discount: fc.integer({ min: 0, max: Math.min(100, quantity * unitPrice) }),
      returned: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.integer({ min: 0, max: quantity })),
    }),
  );

const aPurchase: fc.Arbitrary<Purchase> = fc
  .record({
    // Clocks differ: up to a day ahead. A year after the last one a customer is not active any more.
    at: fc.oneof({ arbitrary: past(-2), weight: 5 }, past(729, 732)).map((halfDays) => halfDaysAgo(halfDays)),
    channel: fc.constantFrom(...channels),
    currency: fc.constantFrom(...currencies),
    lines: fc.array(aLine, { minLength: 1, maxLength: 3 }),
    paidBack: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, fc.constantFrom(1, 50, 100)),
    isCancelled: fc.oneof({ arbitrary: fc.constant(false), weight: 5 }, fc.constant(true)),
  })
  // What was paid back is not called off.
  .map((purchase) =>
    purchase.isCancelled ? { ...purchase, paidBack: 0, lines: unreturned(purchase.lines) } : purchase,
  );

function unreturned(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, returned: 0 }));
}

export interface Event {
  at: Date;
  kind: 'PAGE' | 'SCREEN' | 'TRACK';
  name: string | null;
  path: string | null;
  campaign: string | null;
  sku: string | null;
}

const aView: fc.Arbitrary<Event> = fc.record({
  // Gaps of 20 minutes make one visit of two views, gaps of 30 do not.
  at: fc
    .tuple(past(0, 12), fc.constantFrom(0, 10, 30, 40))
    .map(([halfDays, minutes]) => halfDaysAgo(halfDays, minutes)),
  kind: fc.constantFrom('PAGE' as const, 'SCREEN' as const),
  name: fc.constant(null),
  path: fc.option(fc.constantFrom(...paths), { freq: 5 }),
  campaign: fc.option(fc.constantFrom(...campaigns)),
  sku: fc.constant(null),
});
const anAct: fc.Arbitrary<Event> = fc.record({
  at: past(0, 20).map((halfDays) => halfDaysAgo(halfDays)),
  kind: fc.constant('TRACK' as const),
  name: fc.constantFrom(...eventNames),
  path: fc.constant(null),
  campaign: fc.constant(null),
  sku: fc.option(sku),
});

export interface Interaction {
  at: Date;
  kind: (typeof interactionKinds)[number];
  channel: (typeof interactionChannels)[number];
  author: (typeof authors)[number];
}

const anInteraction: fc.Arbitrary<Interaction> = fc.record({
  at: past(-1).map((halfDays) => halfDaysAgo(halfDays)),
  kind: fc.constantFrom(...interactionKinds),
  channel: fc.constantFrom(...interactionChannels),
  author: fc.constantFrom(...authors),
});

/** A case is opened by a message, which is an interaction as well. */
export interface ServiceCase extends Interaction {
  priority: (typeof priorities)[number];
  status: 'OPEN' | 'WAITING' | 'RESOLVED' | 'CLOSED';
}

const aCase: fc.Arbitrary<ServiceCase> = fc.record({
  at: past(0).map((halfDays) => halfDaysAgo(halfDays)),
  kind: fc.constantFrom(...interactionKinds),
  channel: fc.constantFrom(...interactionChannels),
  author: fc.constantFrom('CUSTOMER' as const, 'AGENT' as const),
  priority: fc.constantFrom(...priorities),
  status: fc.constantFrom('OPEN' as const, 'WAITING' as const, 'RESOLVED' as const, 'CLOSED' as const),
});

export interface Response {
  /** Of two surveys: the first asks for a CSAT up to 5, the second up to 10. */
  survey: 0 | 1;
  at: Date;
  isPartial: boolean;
  nps: number | null;
  csat: number | null;
}

const aResponse: fc.Arbitrary<Response> = fc
  .record({
    survey: fc.constantFrom(0 as const, 1 as const),
    at: past(0).map((halfDays) => halfDaysAgo(halfDays)),
    isPartial: fc.oneof({ arbitrary: fc.constant(false), weight: 4 }, fc.constant(true)),
    nps: fc.option(fc.constantFrom(0, 6, 7, 8, 9, 10), { freq: 4 }),
    csat: fc.option(fc.integer({ min: 1, max: 10 }), { freq: 4 }),
  })
  .filter(({ nps, csat }) => nps !== null || csat !== null)
  .map(({ csat, ...response }) => ({
    ...response,
    csat: csat !== null && response.survey === 0 ? Math.ceil(csat / 2) : csat,
  }));

export interface Review {
  at: Date;
  source: string;
  sku: string | null;
  /** Of 5. */
  rating: number | null;
}

const aReview: fc.Arbitrary<Review> = fc.record({
  at: past(0).map((halfDays) => halfDaysAgo(halfDays)),
  source: fc.constantFrom(...sources),
  sku: fc.option(sku),
  rating: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }),
});

export interface Person {
  kind: (typeof kinds)[number];
  region: string | null;
  income: number | null;
  interests: string[];
  tier: string | null;
  purchases: Purchase[];
  events: Event[];
  interactions: Interaction[];
  cases: ServiceCase[];
  responses: Response[];
  reviews: Review[];
  hasRefused: boolean;
}

/** Each at a moment of its own, so that there is a first and a last. */
function apart<Fact extends { at: Date }>(fact: fc.Arbitrary<Fact>, maxLength: number): fc.Arbitrary<Fact[]> {
  return fc.uniqueArray(fact, { maxLength, selector: ({ at }) => at.getTime() });
}

export const aPerson: fc.Arbitrary<Person> = fc.record({
  kind: fc.constantFrom(...kinds),
  region: fc.option(fc.constantFrom(...words)),
  income: fc.option(fc.integer({ min: 0, max: 3 })),
  interests: fc.uniqueArray(fc.constantFrom(...interests)),
  tier: fc.option(fc.constantFrom(...words)),
  purchases: fc.array(aPurchase, { maxLength: 3 }),
  events: fc
    .tuple(apart(aView, 5), fc.array(anAct, { maxLength: 3 }))
    .map(([views, acts]) => [...views, ...acts]),
  interactions: fc.array(anInteraction, { maxLength: 3 }),
  cases: fc.array(aCase, { maxLength: 2 }),
  responses: apart(aResponse, 3),
  reviews: fc.array(aReview, { maxLength: 2 }),
  hasRefused: fc.boolean(),
});
