import type { CustomerDraft } from '../customers/customer.rules.ts';
import type { MoneyDraft } from '../kernel/reading.ts';
import { catalogue } from './catalogue.ts';
import type { Chance } from './chance.ts';
import type { Contacts } from './contacts.ts';
import { type Language, languageIn, type Namers, streetLanguageOf } from './locales.ts';
import type { Country, Home } from './places.ts';

/** What it takes to describe somebody. */
export interface Scene {
  chance: Chance;
  namers: Namers;
  contacts: Contacts;
}

/** Half earn less than this in a year, in euros. */
const medianIncomes: Record<Country, number> = {
  FI: 38_000,
  EE: 25_000,
  SE: 41_000,
  LV: 20_000,
  DE: 44_000,
  JP: 36_000,
  KW: 48_000,
  US: 55_000,
};

const interests = [
  ...new Set(catalogue.filter(({ kind }) => kind === 'GOODS').map(({ category }) => category)),
]
  .map((category) => category.toLowerCase())
  .concat(['birdwatching', 'photography', 'berry picking', 'travel']);

export function personAt(home: Home, scene: Scene): CustomerDraft {
  const { chance, namers, contacts } = scene;
  const { country } = home;
  const language = languageIn(country, chance);
  const [givenName, familyName] = fullName(namers[language], chance);
  return {
    kind: 'PERSON',
    givenName,
    familyName,
    email: chance.happens(0.92) ? contacts.email(mailName(givenName, familyName, chance), country) : null,
    phone: chance.happens(0.75) ? contacts.phone(country) : null,
    ...addressAt(home, scene),
    language: chance.happens(0.96) ? language : null,
  };
}

/** The street is drawn, so that no two live behind one door. */
export function addressAt({ country, place }: Home, { chance, namers }: Scene): CustomerDraft {
  const street = namers[streetLanguageOf(country)].location.streetAddress();
  const address = { street, postalCode: chance.digits(place.postalCode), city: place.city };
  return { address, country, region: place.region };
}

/** Most earn around the median, a few twice as much; to the nearest hundred. */
export function incomeIn(country: Country, chance: Chance): MoneyDraft {
  const spread = 0.45 + chance.randomizer.next() * 0.7 + chance.randomizer.next() ** 4;
  return { amount: `${Math.round((medianIncomes[country] * spread) / 100) * 100}.00`, currency: 'EUR' };
}

export function someInterests(chance: Chance): string[] {
  const wanted = chance.whole(1, 4);
  const chosen = new Set<string>();
  while (chosen.size < wanted) chosen.add(chance.oneOf(interests));
  return [...chosen];
}

function fullName(namer: Namers[Language], chance: Chance): [givenName: string, familyName: string] {
  const sex = chance.happens(0.52) ? 'female' : 'male';
  return [namer.person.firstName(sex), namer.person.lastName(sex)];
}

function mailName(givenName: string, familyName: string, chance: Chance): string[] {
  return [chance.happens(0.2) ? givenName.slice(0, 1) : givenName, familyName];
}
