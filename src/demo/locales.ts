import { ar, base, de, en, en_US, Faker, ja, type LocaleDefinition, lv, sv } from '@faker-js/faker';
import type { Chance, Weighted } from './chance.ts';
import { estonian, russianInEstonia } from './estonian.ts';
import { finnish } from './finnish.ts';
import type { Country } from './places.ts';

export const languages = ['fi', 'sv', 'et', 'ru', 'lv', 'de', 'ja', 'ar', 'en'] as const;
export type Language = (typeof languages)[number];

/** Who gives people and streets their names, by language. */
export type Namers = Record<Language, Faker>;

/** Faker numbers houses up to 999. */
const shortStreets: LocaleDefinition = { location: { building_number: ['#', '##', '##'] } };

const kuwaiti: LocaleDefinition = {
  ...ar,
  person: {
    first_name: {
      female: ['نورة', 'مريم', 'فاطمة', 'شيخة', 'دانة', 'سارة'],
      male: ['فهد', 'محمد', 'عبدالله', 'سالم', 'يوسف', 'خالد'],
    },
    last_name: { generic: ['العتيبي', 'المطيري', 'الرشيدي', 'العنزي', 'الكندري', 'الشمري'] },
  },
  location: {
    building_number: ['#', '##'],
    street_name: ['شارع الخليج العربي', 'شارع فهد السالم', 'شارع سالم المبارك', 'شارع حمد المبارك'],
    street_pattern: ['{{location.street_name}}'],
    street_address: {
      normal: '{{location.street}} {{location.buildingNumber}}',
      full: '{{location.street}} {{location.buildingNumber}}',
    },
  },
};

/** What people of a country speak; the first language also names its streets. */
const spoken: Record<Country, readonly [Weighted<Language>, ...Weighted<Language>[]]> = {
  FI: [
    ['fi', 88],
    ['sv', 7],
    ['ru', 3],
    ['en', 2],
  ],
  EE: [
    ['et', 77],
    ['ru', 21],
    ['en', 2],
  ],
  SE: [
    ['sv', 94],
    ['fi', 4],
    ['en', 2],
  ],
  LV: [
    ['lv', 85],
    ['ru', 15],
  ],
  DE: [['de', 1]],
  JP: [['ja', 1]],
  KW: [['ar', 1]],
  US: [['en', 1]],
};

export function namersOf({ randomizer }: Chance): Namers {
  // English fills what a locale leaves open: the pattern of a family name.
  const namer = (...locale: LocaleDefinition[]) => new Faker({ locale: [...locale, en, base], randomizer });
  return {
    fi: namer(finnish),
    sv: namer(shortStreets, sv),
    et: namer(estonian),
    ru: namer(russianInEstonia),
    lv: namer(shortStreets, lv),
    de: namer(de),
    ja: namer(ja),
    ar: namer(kuwaiti),
    en: namer(en_US),
  };
}

export function languageIn(country: Country, chance: Chance): Language {
  return chance.weighted(spoken[country]);
}

export function streetLanguageOf(country: Country): Language {
  return spoken[country][0][0];
}
