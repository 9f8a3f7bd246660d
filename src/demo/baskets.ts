import { amountOf, type CurrencyCode, minorOf } from '../kernel/money.ts';
import type { PurchaseLineDraft } from '../purchases/purchase.rules.ts';
import type { ShopDay } from './calendar.ts';
import { type CatalogueEntry, catalogue, demandFor } from './catalogue.ts';
import { type Chance, runningTotals, type Weighted } from './chance.ts';
import { listPrice } from './prices.ts';
import { campaignOn } from './seasons.ts';

/** Who stands at the counter, as far as it decides what goes into the basket. */
export interface Buyer {
  organisation: boolean;
  interests: readonly string[];
  /** Holders of a loyalty card get a tenth off now and then. */
  card: boolean;
}

/** Where goods and services are drawn from, in proportion to the demand of a day. */
export interface Shelf {
  goods(day: ShopDay): CatalogueEntry;
  service(day: ShopDay): CatalogueEntry;
}

export interface Occasion {
  buyer: Buyer;
  day: ShopDay;
  currency: CurrencyCode;
  /** At the workshop a basket begins with a service. */
  workshop: boolean;
}

const householdSizes: readonly Weighted<number>[] = [
  [1, 44],
  [2, 30],
  [3, 16],
  [4, 7],
  [5, 3],
];

/** More than this in cents, and an organisation orders one. */
const organisationLineBudget = 90_000;

export function shelfOf(chance: Chance): Shelf {
  return {
    goods: drawerOf(
      catalogue.filter(({ kind }) => kind === 'GOODS'),
      chance,
    ),
    service: drawerOf(
      catalogue.filter(({ kind }) => kind === 'SERVICE'),
      chance,
    ),
  };
}

export function basketFor(occasion: Occasion, shelf: Shelf, chance: Chance): PurchaseLineDraft[] {
  const entries = new Set<CatalogueEntry>();
  if (occasion.workshop) entries.add(shelf.service(occasion.day));
  const size = sizeFor(occasion, chance);
  for (let draws = 0; entries.size < size && draws < size * 3; draws += 1) {
    entries.add(wanted(occasion, shelf, chance));
  }
  return [...entries].map((entry) => lineOf(entry, occasion, chance));
}

function drawerOf(entries: readonly CatalogueEntry[], chance: Chance): (day: ShopDay) => CatalogueEntry {
  const totalsByDay = new Map<number, number[]>();
  return (day) => {
    const totals = totalsByDay.get(day.index) ?? runningTotals(entries.map((entry) => demandFor(entry, day)));
    totalsByDay.set(day.index, totals);
    const entry = entries[chance.indexIn(totals) ?? 0];
    if (!entry) throw new RangeError('The catalogue has nothing to sell.');
    return entry;
  };
}

function sizeFor({ buyer, day, workshop }: Occasion, chance: Chance): number {
  if (workshop)
    return chance.weighted([
      [1, 6],
      [2, 3],
      [3, 1],
    ]);
  if (!buyer.organisation) return chance.weighted(householdSizes);
  return isBudgetSeason(day) ? chance.whole(4, 8) : chance.whole(1, 3);
}

function isBudgetSeason({ month }: ShopDay): boolean {
  return month === 6 || month === 12;
}

/** People with an interest look twice before they take something else. */
function wanted({ buyer, day }: Occasion, shelf: Shelf, chance: Chance): CatalogueEntry {
  const first = shelf.goods(day);
  const indifferent = buyer.interests.length === 0 || buyer.interests.includes(first.category.toLowerCase());
  return indifferent || chance.happens(0.5) ? first : shelf.goods(day);
}

function lineOf(entry: CatalogueEntry, occasion: Occasion, chance: Chance): PurchaseLineDraft {
  const { currency } = occasion;
  const cents = minorOf(entry.price, 'EUR') ?? 0;
  const price = listPrice(cents, currency);
  const quantity = occasion.buyer.organisation
    ? chance.whole(1, organisationMost(cents, occasion.day))
    : chance.whole(1, entry.pack);
  const discount = Math.round((price * quantity * discountPercent(occasion, entry, chance)) / 100);
  return {
    product: { sku: entry.sku },
    quantity,
    unitPrice: amountOf({ minor: price, currency }),
    ...(discount > 0 ? { discount: amountOf({ minor: discount, currency }) } : {}),
  };
}

function organisationMost(cents: number, day: ShopDay): number {
  const most = Math.floor(organisationLineBudget / cents);
  return Math.max(1, Math.min(most, isBudgetSeason(day) ? 20 : 6));
}

function discountPercent({ buyer, day }: Occasion, { kind }: CatalogueEntry, chance: Chance): number {
  const campaign = campaignOn(day);
  if (campaign && kind === 'GOODS' && chance.happens(0.6)) return campaign.percent;
  return buyer.card && chance.happens(0.08) ? 10 : 0;
}
