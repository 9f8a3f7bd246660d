import type { CustomerDraft, CustomerKind, ExternalId } from '../customers/customer.rules.ts';
import type { Chance, Weighted } from './chance.ts';
import { contactsOf } from './contacts.ts';
import { type Habit, habitOf } from './habits.ts';
import { namersOf } from './locales.ts';
import { type OrganisationKind, organisationOf } from './organisations.ts';
import { incomeIn, personAt, type Scene, someInterests } from './people.ts';
import { type Country, type Home, homeIn } from './places.ts';

/** Somebody the shop knows, before it is known when they came. */
export interface Acquaintance {
  /** From the shop's own customer register. */
  externalId: ExternalId;
  draft: CustomerDraft;
  home: Home;
  habit: Habit;
  /** Whom a person acts for. */
  organisation?: ExternalId;
}

const organisationCounts: readonly (readonly [OrganisationKind, number])[] = [
  ['BUSINESS', 220],
  ['PUBLIC_ORGANISATION', 90],
  ['COMMUNITY', 90],
];
const personCount = 1600;

const personHomes: readonly Weighted<Country>[] = [
  ['FI', 545],
  ['EE', 295],
  ['SE', 65],
  ['LV', 40],
  ['DE', 32],
  ['JP', 9],
  ['KW', 7],
  ['US', 7],
];

const cardShares: Record<Habit, number> = {
  PROSPECT: 0,
  ONCE: 0.08,
  NOW_AND_THEN: 0.35,
  LOYAL: 0.95,
  LAPSING: 0.7,
  BUDGET: 0,
};

/** Organisations first, so that the people who act for them can name them. */
export function acquaintances(chance: Chance): Acquaintance[] {
  const scene: Scene = { chance, namers: namersOf(chance), contacts: contactsOf(chance) };
  const organisations = someOrganisations(scene);
  return [...organisations, ...somePeople(organisations, scene)];
}

function someOrganisations(scene: Scene): Acquaintance[] {
  const taken = new Set<string>();
  const kinds = organisationCounts.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
  return kinds.map((kind, index) => {
    const { draft, home } = organisationOf(kind, taken, scene);
    const habit = habitOf(kind, scene.chance);
    return introduced({ number: index + 1, kind, draft, home, habit }, scene.chance);
  });
}

/** Two organisations in three have one to three people who act for them. */
function somePeople(organisations: readonly Acquaintance[], scene: Scene): Acquaintance[] {
  const { chance } = scene;
  const employers = organisations.flatMap((organisation) => {
    const count = chance.happens(0.66) ? chance.whole(1, 3) : 0;
    return Array.from({ length: count }, () => organisation);
  });
  return Array.from({ length: personCount }, (_, index) => {
    const employer = employers[index];
    const home = employer?.home ?? homeIn(chance.weighted(personHomes), chance);
    const draft = personAt(home, scene);
    const habit = habitOf('PERSON', chance);
    const number = organisations.length + index + 1;
    const person = introduced({ number, kind: 'PERSON', draft, home, habit }, chance);
    return employer ? { ...person, organisation: employer.externalId } : person;
  });
}

interface Introduction {
  number: number;
  kind: CustomerKind;
  draft: CustomerDraft;
  home: Home;
  habit: Habit;
}

function introduced({ number, kind, draft, home, habit }: Introduction, chance: Chance): Acquaintance {
  const externalId = { source: 'crm', id: `C-${String(number).padStart(5, '0')}` };
  const attributes =
    kind === 'PERSON' ? privateAttributes(number, habit, home, chance) : businessAttributes(chance);
  const profile = profileOf(kind, habit, home.country, chance);
  return { externalId, draft: { ...draft, ...profile, externalIds: [externalId], attributes }, home, habit };
}

/** Who has not bought yet is known by what they told: income and interests. Of the others the shop knows less. */
function profileOf(kind: CustomerKind, habit: Habit, country: Country, chance: Chance): CustomerDraft {
  const prospect = habit === 'PROSPECT';
  if (kind !== 'PERSON') return prospect ? { interests: someInterests(chance) } : {};
  return {
    ...(prospect || chance.happens(0.2) ? { yearlyIncome: incomeIn(country, chance) } : {}),
    ...(prospect || chance.happens(0.55) ? { interests: someInterests(chance) } : {}),
  };
}

function privateAttributes(number: number, habit: Habit, { country }: Home, chance: Chance) {
  const newsletter = chance.happens(habit === 'PROSPECT' ? 0.8 : 0.5);
  const stores: Partial<Record<Country, string>> = { FI: 'Tampere', EE: 'Tallinn', LV: 'Tallinn' };
  const preferredStore = stores[country];
  return {
    newsletter,
    ...(preferredStore && chance.happens(0.6) ? { preferredStore } : {}),
    ...(chance.happens(cardShares[habit]) ? { loyaltyCard: `LG-${70_000 + number}` } : {}),
  };
}

function businessAttributes(chance: Chance) {
  return { eInvoice: chance.happens(0.7), paymentDays: chance.oneOf([14, 14, 21, 30]) };
}
