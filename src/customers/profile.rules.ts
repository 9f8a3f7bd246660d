import type { ShopSettings } from '../api/context.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { money, type Reading, shortText } from '../kernel/reading.ts';
import { folded } from '../kernel/text.ts';
import type { CustomerEntity } from './customer.entity.ts';
import type { CustomerDraft, CustomerKind, ExternalId } from './customer.rules.ts';
import { countryCode, emailAddress, languageTag, phoneNumber } from './profile.fields.ts';

/** What a draft sets on the row, judged and in its stored form. A property that was not given is absent. */
export interface Profile {
  kind?: CustomerKind;
  name?: string;
  givenName?: string | null;
  familyName?: string | null;
  registrationNumber?: string | null;
  industry?: string | null;
  email?: string | null;
  phone?: string | null;
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
  region?: string | null;
  country?: string | null;
  language?: string | null;
  yearlyIncomeMinor?: number | null;
  yearlyIncomeCurrency?: string | null;
  interests?: string[];
}

export const longestName = 300;
const mostInterests = 100;
const mostExternalIds = 50;
export const largestAttributes = 16_384;

/** What the customer a draft changes has already. */
export type Present = Pick<CustomerEntity, 'country' | 'givenName' | 'familyName'>;

/** Judges a draft field by field; every mistake is told at once. */
export function profileOf(
  draft: CustomerDraft,
  shop: ShopSettings,
  present?: Present,
): { profile: Profile; errors: UserError[] } {
  const errors: UserError[] = [];
  const profile: Profile = {};

  function set<Name extends keyof Profile>(
    name: Name,
    path: string[],
    reading: Reading<Profile[Name]> | undefined,
  ) {
    if (!reading) return;
    if ('wrong' in reading) errors.push(userError('INVALID', path, reading.wrong));
    else profile[name] = reading.value;
  }
  function text(name: TextField, path: string[], value: string | null | undefined) {
    if (value !== undefined) set(name, path, shortText(value, longestName));
  }

  if (draft.kind) profile.kind = draft.kind;
  for (const name of ['givenName', 'familyName', 'registrationNumber', 'industry', 'region'] as const) {
    text(name, [name], draft[name]);
  }
  for (const name of ['street', 'postalCode', 'city'] as const) {
    text(name, ['address', name], draft.address === null ? null : draft.address?.[name]);
  }
  if (draft.email !== undefined) set('email', ['email'], emailAddress(draft.email));
  if (draft.country !== undefined) set('country', ['country'], countryCode(draft.country));
  if (draft.phone !== undefined) {
    const country = profile.country === undefined ? present?.country : profile.country;
    set('phone', ['phone'], phoneNumber(draft.phone, country ?? shop.country));
  }
  if (draft.language !== undefined) set('language', ['language'], languageTag(draft.language));
  if (draft.yearlyIncome !== undefined) {
    const income = money(draft.yearlyIncome);
    set(
      'yearlyIncomeMinor',
      ['yearlyIncome'],
      'wrong' in income ? income : { value: income.value?.minor ?? null },
    );
    if ('value' in income) profile.yearlyIncomeCurrency = income.value?.currency ?? null;
  }
  if (draft.interests !== undefined) set('interests', ['interests'], interestsOf(draft.interests));

  errors.push(
    ...nameErrors(draft, profile, present),
    ...externalIdErrors(draft.externalIds),
    ...attributeErrors(draft.attributes),
  );
  return { profile, errors };
}

type TextField =
  | 'givenName'
  | 'familyName'
  | 'registrationNumber'
  | 'industry'
  | 'region'
  | 'street'
  | 'postalCode'
  | 'city';

/** `" maria virtanen"`: the space before each word lets search find the beginnings of words. */
export function foldedName(name: string): string {
  return ` ${folded(name)}`;
}

interface NameParts {
  givenName?: string | null | undefined;
  familyName?: string | null | undefined;
}

/** The name of a person who gave only its parts; null when there are none. */
export function composedName({ givenName, familyName }: NameParts): string | null {
  const parts = [givenName, familyName].filter((part) => part);
  return parts.length > 0 ? parts.join(' ') : null;
}

function nameErrors(draft: CustomerDraft, profile: Profile, present: Present | undefined): UserError[] {
  if (draft.name === undefined) return [];
  const reading = shortText(draft.name, longestName);
  if ('wrong' in reading) return [userError('INVALID', ['name'], reading.wrong)];
  if (reading.value !== null) {
    profile.name = reading.value;
    return [];
  }
  const composed = composedName({ ...present, ...profile });
  if (composed === null)
    return [userError('REQUIRED', ['name'], 'A customer has a name; it cannot be empty.')];
  profile.name = composed;
  return [];
}

function interestsOf(interests: readonly string[] | null): Reading<string[]> {
  const trimmed = (interests ?? []).map((interest) => interest.trim()).filter((interest) => interest !== '');
  const unique = [...new Set(trimmed)];
  if (unique.length > mostInterests)
    return { wrong: `A customer has at most ${mostInterests} interests; got ${unique.length}.` };
  if (unique.some((interest) => interest.length > 100))
    return { wrong: 'An interest has at most 100 characters.' };
  return { value: unique };
}

function externalIdErrors(externalIds: readonly ExternalId[] | null | undefined): UserError[] {
  const tooMany = externalIdCountErrors(externalIds);
  if (!externalIds || tooMany.length > 0) return tooMany;
  return externalIds.flatMap((externalId, index) => {
    const wrong = externalIdFault(externalId);
    return wrong ? [userError('INVALID', ['externalIds', index, wrong.field], wrong.message)] : [];
  });
}

/** How many external ids a customer or a purchase may be given in one call. */
export function externalIdCountErrors(externalIds: readonly ExternalId[] | null | undefined): UserError[] {
  const count = externalIds?.length ?? 0;
  if (count <= mostExternalIds) return [];
  return [
    userError('INVALID', ['externalIds'], `At most ${mostExternalIds} external ids at once; got ${count}.`),
  ];
}

/** What is wrong with an external id of anything; null when nothing is. */
export function externalIdFault({
  source,
  id,
}: ExternalId): { field: keyof ExternalId; message: string } | null {
  if (!/^[\w.:-]{1,60}$/.test(source)) {
    return {
      field: 'source',
      message: 'A source is 1 to 60 letters, digits, dots, colons, dashes or underscores.',
    };
  }
  if (id.trim() === '' || id.length > 200)
    return { field: 'id', message: 'An external id has 1 to 200 characters.' };
  return null;
}

function attributeErrors(attributes: Record<string, unknown> | null | undefined): UserError[] {
  if (!attributes) return [];
  const size = JSON.stringify(attributes).length;
  if (size <= largestAttributes) return [];
  return [
    userError(
      'INVALID',
      ['attributes'],
      `Attributes take at most ${largestAttributes} characters of JSON; got ${size}.`,
    ),
  ];
}
