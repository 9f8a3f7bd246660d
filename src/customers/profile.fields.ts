import countries from 'i18n-iso-countries';
import { iso6393 } from 'iso-639-3';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Reading } from '../kernel/reading.ts';

const languages = new Set(iso6393.flatMap(({ iso6391, iso6393: code }) => [iso6391, code]));
const emailPattern = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\].]{2,}$/;

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
