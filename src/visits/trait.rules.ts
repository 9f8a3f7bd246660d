import type { ShopSettings } from '../api/context.ts';
import { countryNamed } from '../customers/country.names.ts';
import type { CustomerDraft } from '../customers/customer.rules.ts';
import { emailAddress, languageTag, phoneNumber } from '../customers/profile.fields.ts';
import { longestName } from '../customers/profile.rules.ts';
import type { Reading } from '../kernel/reading.ts';
import { dataIn, instantOf, type Json, wordIn } from './message.fields.ts';

/** Traits that are fields of a profile; the others become attributes under their own names. */
const reserved = new Set([
  ...['email', 'phone', 'name', 'firstName', 'first_name', 'lastName', 'last_name', 'address', 'createdAt'],
  ...['created_at', 'company', 'industry', 'language', 'locale', 'id'],
]);

/**
 * What traits say of a person or a group. What cannot be a field's value is left out: a shop that asks for phone
 * numbers in a free form would otherwise learn nothing else of whoever filled it in.
 */
export function draftOfTraits(traits: Json, shop: ShopSettings): CustomerDraft {
  const address = addressOf(traits.address);
  const country = countryNamed(address.country ?? '');
  const attributes = Object.entries(traits).filter(([name]) => !reserved.has(name));
  const company = companyOf(traits.company);
  return {
    ...given({
      name: textOf(wordIn(traits, 'name')),
      givenName: textOf(wordIn(traits, 'firstName', 'first_name')),
      familyName: textOf(wordIn(traits, 'lastName', 'last_name')),
      industry: textOf(wordIn(traits, 'industry') ?? wordIn(company, 'industry')),
      email: usable(emailAddress(wordIn(traits, 'email'))),
      phone: usable(phoneNumber(wordIn(traits, 'phone'), country ?? shop.country)),
      language: usable(languageTag((wordIn(traits, 'language', 'locale') ?? '').replace('_', '-'))),
      region: textOf(address.region),
      country,
    }),
    ...(address.street || address.postalCode || address.city
      ? { address: given({ street: address.street, postalCode: address.postalCode, city: address.city }) }
      : {}),
    ...createdAtOf(traits.createdAt ?? traits.created_at),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}

/** A company that is an object says more than its name; one that is text is its name. */
function companyOf(company: unknown): Json {
  return typeof company === 'string' ? { name: company } : dataIn(company);
}

function addressOf(value: unknown) {
  const address = typeof value === 'string' ? { street: value } : dataIn(value);
  return {
    street: textOf(wordIn(address, 'street')),
    postalCode: textOf(wordIn(address, 'postalCode', 'postal_code', 'zip')),
    city: textOf(wordIn(address, 'city')),
    region: textOf(wordIn(address, 'state', 'region')),
    country: wordIn(address, 'country'),
  };
}

function createdAtOf(value: unknown): { createdAt?: Date } {
  const at = instantOf(value);
  const year = at?.getUTCFullYear() ?? 0;
  return at && year >= 1990 && year < 2100 ? { createdAt: at } : {};
}

function textOf(text: string | null): string | null {
  return text !== null && text.length > longestName ? null : text;
}

function usable<Value>(reading: Reading<Value>): Value | null {
  return 'value' in reading ? reading.value : null;
}

/** What is null is not known, which says nothing against what is. */
function given<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as never;
}
