import { type CurrencyCode, type Decimal, decimalsOf } from '../kernel/money.ts';
import type { ShopDay } from './calendar.ts';
import type { Country } from './places.ts';

interface PriceList {
  /** What a euro costs on this list, which is printed once and does not follow the rate. */
  perEuro: number;
  /** Prices are whole steps, in minor units: 1 krona, 10 yen, 50 fils. */
  step: number;
  /** Euros for one, around which the day's rate moves. */
  rate: number;
  rateDecimals: number;
}

const priceLists: Record<CurrencyCode, PriceList> = {
  SEK: { perEuro: 11.5, step: 100, rate: 0.0885, rateDecimals: 4 },
  JPY: { perEuro: 165, step: 10, rate: 0.00612, rateDecimals: 5 },
  KWD: { perEuro: 0.34, step: 50, rate: 2.995, rateDecimals: 3 },
};

const webCurrencies: Partial<Record<Country, CurrencyCode>> = { SE: 'SEK', JP: 'JPY', KW: 'KWD' };

/** What the web shop charges in; the counters take euros. */
export function webCurrencyOf(country: Country): CurrencyCode {
  return webCurrencies[country] ?? 'EUR';
}

/** A price in euro cents as the list of a currency has it, in that currency's minor units. */
export function listPrice(cents: number, currency: CurrencyCode): number {
  const list = priceLists[currency];
  if (!list) return cents;
  const minor = (cents / 100) * list.perEuro * 10 ** decimalsOf(currency);
  return Math.max(1, Math.round(minor / list.step)) * list.step;
}

/** Euros for one of `currency` on a day: a slow wave of three percent; null for euros. */
export function rateOn(currency: CurrencyCode, { index }: ShopDay): Decimal | null {
  const list = priceLists[currency];
  if (!list) return null;
  return (list.rate * (1 + 0.03 * Math.sin(index / 90))).toFixed(list.rateDecimals);
}
