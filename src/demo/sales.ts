import type { ExternalId } from '../customers/customer.rules.ts';
import type { CurrencyCode } from '../kernel/money.ts';
import type { PurchaseLineDraft } from '../purchases/purchase.rules.ts';
import { type Buyer, basketFor, type Shelf } from './baskets.ts';
import type { Chance, Weighted } from './chance.ts';
import type { Acquaintance } from './customers.ts';
import { visitsOf } from './habits.ts';
import type { Home } from './places.ts';
import { webCurrencyOf } from './prices.ts';
import type { Channel, Moment, Trading } from './trading.ts';

/** What happened at a counter or in the web shop, before the books give it a number. */
export interface Sale extends Moment {
  channel: Channel;
  /** null: somebody who did not say who they are. */
  customer: ExternalId | null;
  currency: CurrencyCode;
  lines: PurchaseLineDraft[];
}

export interface Counter {
  trading: Trading;
  shelf: Shelf;
  chance: Chance;
}

const unknownBuyer: Buyer = { organisation: false, interests: [], card: false };

/** All one customer bought, in no particular order. */
export function salesTo(customer: Acquaintance, { trading, shelf, chance }: Counter): Sale[] {
  const { draft, home, externalId } = customer;
  const buyer: Buyer = {
    organisation: draft.kind !== 'PERSON',
    interests: draft.interests ?? [],
    card: draft.attributes?.loyaltyCard !== undefined,
  };
  return visitsOf(customer.habit, trading.days, chance).map(({ from, to }) => {
    const channel = chance.weighted(waysToBuy(home));
    const currency = channel === 'webshop' ? webCurrencyOf(home.country) : 'EUR';
    const moment = trading.moment(channel, from, to);
    const workshop = channel === 'workshop';
    const lines = basketFor({ buyer, day: moment.day, currency, workshop }, shelf, chance);
    return { ...moment, channel, customer: externalId, currency, lines };
  });
}

/** Cash sales in the stores. */
export function anonymousSales(count: number, { trading, shelf, chance }: Counter): Sale[] {
  return Array.from({ length: count }, () => {
    const channel: Channel = chance.happens(0.6) ? 'store-tampere' : 'store-tallinn';
    const moment = trading.moment(channel, 0, trading.days.length - 1);
    const occasion = { buyer: unknownBuyer, day: moment.day, currency: 'EUR', workshop: false };
    return { ...moment, channel, customer: null, currency: 'EUR', lines: basketFor(occasion, shelf, chance) };
  });
}

/** Who lives near a store goes there; the others come on a trip, or let the parcel come to them. */
function waysToBuy({ country, place }: Home): readonly Weighted<Channel>[] {
  if (place.region === 'Pirkanmaa') return near('store-tampere');
  if (place.region === 'Harju maakond') return near('store-tallinn');
  if (country === 'FI') return far('store-tampere');
  if (country === 'EE' || country === 'LV') return far('store-tallinn');
  return [['webshop', 1]];
}

function near(store: Channel): readonly Weighted<Channel>[] {
  return [
    [store, 60],
    ['webshop', 28],
    ['workshop', 12],
  ];
}

function far(store: Channel): readonly Weighted<Channel>[] {
  return [
    [store, 22],
    ['webshop', 74],
    ['workshop', 4],
  ];
}
