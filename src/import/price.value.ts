import {
  amountOf,
  type CurrencyCode,
  type Decimal,
  isCurrency,
  largestMinor,
  minorOf,
  roundedMinorOf,
} from '../kernel/money.ts';
import type { Refused } from './number.value.ts';

const mostPricesKept = 20_000;

/** An amount as its currency writes it. */
export interface Price {
  minor: number;
  amount: Decimal;
  /** True when the file told more decimals than the currency has. */
  rounded: boolean;
}

/**
 * Brings amounts to the decimals of their currency, half away from zero. Kept by text: a shop has few
 * prices.
 */
export function priceRounding() {
  const kept = new Map<string, Price>();
  return (amount: Decimal, currency: CurrencyCode): Price => {
    const key = `${amount} ${currency}`;
    const known = kept.get(key);
    if (known) return known;
    const exact = minorOf(amount, currency);
    const minor = exact ?? roundedMinorOf(amount, currency);
    const price = { minor, amount: amountOf({ minor, currency }), rounded: exact === null };
    if (kept.size >= mostPricesKept) kept.clear();
    kept.set(key, price);
    return price;
  };
}

/** A currency and its rate to the base currency, which only another one needs. */
export interface RatedCurrency {
  code: CurrencyCode;
  rate?: Decimal;
}

/** Finds the rate of a currency, or says why there is none. */
export function currencyRates(base: CurrencyCode, rates: Readonly<Record<string, Decimal>>) {
  const kept = new Map<string, RatedCurrency | Refused>();
  return (code: string): RatedCurrency | Refused => {
    const known = kept.get(code) ?? rated(code, base, rates[code]);
    kept.set(code, known);
    return known;
  };
}

export function isHoldable(minor: number): boolean {
  return Math.abs(minor) <= largestMinor;
}

function rated(code: string, base: CurrencyCode, rate: Decimal | undefined): RatedCurrency | Refused {
  if (code === '') return { refused: 'has no currency' };
  if (!isCurrency(code)) return { refused: `"${code}" is not an ISO 4217 currency code` };
  if (code === base) return { code };
  if (rate === undefined) {
    return { refused: `${code} needs a rate to ${base}: --rate ${code}=1.5 or "rates" in the mapping` };
  }
  return { code, rate };
}
