import type { CustomerDraft, CustomerKind } from '../customers/customer.rules.ts';
import type { Weighted } from './chance.ts';
import { languageIn } from './locales.ts';
import { addressAt, type Scene } from './people.ts';
import { type Country, type Home, homeIn } from './places.ts';
import { registrationNumberIn } from './registers.ts';

export type OrganisationKind = Exclude<CustomerKind, 'PERSON'>;

/** `@` stands for the place's name in the form that comes before a noun, `*` for a family's name. */
type Pattern = readonly [name: string, industry: string];

const names: Record<OrganisationKind, Partial<Record<Country, readonly Pattern[]>>> = {
  BUSINESS: {
    FI: [
      ['@ Elämysretket Oy', 'Tourism'],
      ['Majatalo * Oy', 'Accommodation'],
      ['@ Venevuokraus Oy', 'Rental'],
      ['Rakennus * Oy', 'Construction'],
      ['Kahvila * Ky', 'Restaurants'],
      ['@ Kiinteistöhuolto Oy', 'Property maintenance'],
      ['Puutarha * Tmi', 'Gardening'],
      ['* & Kumppanit Oy', 'Professional services'],
      ['@ Ohjelmistotalo Oy', 'Software'],
      ['Metsäpalvelu * Oy', 'Forestry'],
    ],
    EE: [
      ['@ Matkad OÜ', 'Tourism'],
      ['* Puhkemaja OÜ', 'Accommodation'],
      ['@ Paadirent OÜ', 'Rental'],
      ['* Ehitus OÜ', 'Construction'],
      ['Kohvik * OÜ', 'Restaurants'],
      ['@ Haldus AS', 'Property maintenance'],
      ['* ja Partnerid OÜ', 'Professional services'],
      ['@ Tarkvara OÜ', 'Software'],
      ['* Mets OÜ', 'Forestry'],
    ],
    SE: [
      ['* Friluft AB', 'Tourism'],
      ['* Bygg AB', 'Construction'],
      ['@ Äventyr AB', 'Tourism'],
    ],
    LV: [
      ['SIA @ Tūrisms', 'Tourism'],
      ['SIA @ Laivu noma', 'Rental'],
      ['SIA @ Viesu nams', 'Accommodation'],
    ],
    DE: [
      ['* Touristik GmbH', 'Tourism'],
      ['* & Söhne GmbH', 'Retail'],
      ['@ Kanuverleih GmbH', 'Rental'],
    ],
  },
  PUBLIC_ORGANISATION: {
    FI: [
      ['@ kaupunki', 'Municipal administration'],
      ['@ kaupunginkirjasto', 'Libraries'],
      ['@ yhteiskoulu', 'Education'],
      ['@ lukio', 'Education'],
      ['@ liikuntapalvelut', 'Sports services'],
      ['@ nuorisopalvelut', 'Youth services'],
      ['@ päiväkoti', 'Early education'],
      ['@ museo', 'Museums'],
    ],
    EE: [
      ['@ Linnavalitsus', 'Municipal administration'],
      ['@ Keskraamatukogu', 'Libraries'],
      ['@ Gümnaasium', 'Education'],
      ['@ Põhikool', 'Education'],
      ['@ Lasteaed', 'Early education'],
      ['@ Noortekeskus', 'Youth services'],
      ['@ Spordikeskus', 'Sports services'],
      ['@ Muuseum', 'Museums'],
    ],
  },
  COMMUNITY: {
    FI: [
      ['@ Latu ry', 'Outdoor clubs'],
      ['@ Partiolaiset ry', 'Scouting'],
      ['@ Melojat ry', 'Sports clubs'],
      ['@ Hiihtoseura ry', 'Sports clubs'],
      ['@ Pyöräilijät ry', 'Sports clubs'],
      ['@ Kalamiehet ry', 'Fishing clubs'],
      ['@ Martat ry', 'Village societies'],
      ['@ seudun kyläyhdistys ry', 'Village societies'],
    ],
    EE: [
      ['@ Matkaklubi MTÜ', 'Outdoor clubs'],
      ['@ Skaudid MTÜ', 'Scouting'],
      ['@ Suusaklubi MTÜ', 'Sports clubs'],
      ['@ Kanuuklubi MTÜ', 'Sports clubs'],
      ['@ Rattaklubi MTÜ', 'Sports clubs'],
      ['@ Kalaklubi MTÜ', 'Fishing clubs'],
      ['@ Naisselts MTÜ', 'Village societies'],
      ['@ Külaselts MTÜ', 'Village societies'],
    ],
  },
};

const homes: Record<OrganisationKind, readonly Weighted<Country>[]> = {
  BUSINESS: [
    ['FI', 52],
    ['EE', 30],
    ['SE', 8],
    ['LV', 6],
    ['DE', 4],
  ],
  PUBLIC_ORGANISATION: [
    ['FI', 65],
    ['EE', 35],
  ],
  COMMUNITY: [
    ['FI', 65],
    ['EE', 35],
  ],
};

const mailboxes: readonly Weighted<string>[] = [
  ['info', 6],
  ['office', 2],
  ['orders', 1],
];

export interface Organisation {
  draft: CustomerDraft;
  home: Home;
}

/** An organisation whose name is not among `taken`, where its name is then put. */
export function organisationOf(kind: OrganisationKind, taken: Set<string>, scene: Scene): Organisation {
  const { chance, namers, contacts } = scene;
  const home = homeIn(chance.weighted(homes[kind]), chance);
  const [pattern, industry] = chance.oneOf(names[kind][home.country] ?? []);
  const language = languageIn(home.country, chance);
  const family = namers[language].person.lastName();
  const name = pattern.replace('@', home.place.genitive).replace('*', family);
  if (taken.has(name)) return organisationOf(kind, taken, scene);
  taken.add(name);
  const draft: CustomerDraft = {
    kind,
    name,
    registrationNumber: registrationNumberIn(home.country, chance),
    industry,
    email: contacts.email([chance.weighted(mailboxes), ...name.split(' ')], home.country),
    phone: chance.happens(0.85) ? contacts.phone(home.country) : null,
    ...addressAt(home, scene),
    language,
  };
  return { draft, home };
}
