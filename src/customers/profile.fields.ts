import countries from 'i18n-iso-countries';
import { iso6393 } from 'iso-639-3';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import {
  amountOf,
  decimalsIn,
  decimalsOf,
  isCurrency,
  largestMinor,
  type Money,
  minorOf,
} from '../kernel/money.ts';
import type { MoneyDraft } from './customer.rules.ts';

/** What a field's text was read as, or what is wrong with it. */
export type Reading<Value> = { value: Value } | { wrong: string };

const languages = new Set(iso6393.flatMap(({ iso6391, iso6393: code }) => [iso6391, code]));
const emailPattern = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\].]{2,}$/;

/** Trimmed; empty text is null. */
export function shortText(text: string | null, longest: number): Reading<string | null> {
  const trimmed = text?.trim() || null;
  if (trimmed !== null && trimmed.length > longest)
    return { wrong: `At most ${longest} characters; got ${trimmed.length}.` };
  return { value: trimmed };
}

/** Trimmed and otherwise as given; `emailKey` is what is compared. */
export function emailAddress(text: string | null): Reading<string | null> {
  const trimmed = text?.trim() || null;
  if (trimmed === null) return { value: null };
  if (trimmed.length > 254 || !emailPattern.test(trimmed) || trimmed.includes('..')) {
    return { wrong: 'An e-mail address is name@domain with at most 254 characters.' };
  }
  return { value: trimmed };
}

export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/** E.164. A number without a country prefix is read as of `country`. */
export function phoneNumber(text: string | null, country: string): Reading<string | null> {
  const trimmed = text?.trim() || null;
  if (trimmed === null) return { value: null };
  const number = parsePhoneNumberFromString(trimmed, country as CountryCode);
  if (!number?.isValid()) {
    return {
      wrong: `A phone number is one that exists, with its country prefix or as dialled in ${country}.`,
    };
  }
  return { value: number.number };
}

export function countryCode(text: string | null): Reading<string | null> {
  const code = text?.trim().toUpperCase() || null;
  if (code !== null && (code.length !== 2 || !countries.isValid(code))) {
    return { wrong: 'A country is two letters of ISO 3166-1, such as FI.' };
  }
  return { value: code };
}

/** The canonical form: `FI-fi` becomes `fi-FI`. A region is a country or one of the UN's three-digit areas. */
export function languageTag(text: string | null): Reading<string | null> {
  const trimmed = text?.trim() || null;
  if (trimmed === null) return { value: null };
  try {
    const locale = new Intl.Locale(trimmed);
    const isKnown = !locale.region || /^\d{3}$/.test(locale.region) || countries.isValid(locale.region);
    if (isKnown && languages.has(locale.language)) return { value: locale.toString() };
  } catch {
    // Not a language tag at all: said below.
  }
  return {
    wrong:
      'A language is a BCP 47 tag of a language in ISO 639 and a country in ISO 3166-1, such as fi or sv-FI.',
  };
}

/** An amount that is not negative, in a currency that exists, no finer than it. */
export function money(draft: MoneyDraft | null): Reading<Money | null> {
  if (draft === null) return { value: null };
  const currency = draft.currency.trim().toUpperCase();
  if (!isCurrency(currency)) return { wrong: 'A currency is three letters of ISO 4217, such as EUR.' };
  if (decimalsIn(draft.amount) > decimalsOf(currency))
    return { wrong: `An amount in ${currency} has at most ${decimalsOf(currency)} decimals.` };
  const minor = minorOf(draft.amount, currency);
  if (minor === null)
    return { wrong: `An amount in ${currency} is at most ${amountOf({ minor: largestMinor, currency })}.` };
  if (minor < 0) return { wrong: 'The amount is zero or more.' };
  return { value: { minor, currency } };
}
