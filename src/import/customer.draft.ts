import {
  type CustomerDraft,
  type CustomerKind,
  type CustomerReference,
  customerKinds,
  type ExternalId,
} from '../customers/customer.rules.ts';
import { listed } from '../kernel/text.ts';
import { countryRead } from './country.value.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { CustomerMapping, FileMapping } from './mapping.schema.ts';
import { moneyDraftRead } from './money.draft.ts';
import { isRefused, type Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import { listRead, optionalRead, textRead } from './text.value.ts';

const textFields = [
  'name',
  'givenName',
  'familyName',
  'registrationNumber',
  'industry',
  'email',
  'phone',
  'region',
  'language',
] as const;
const addressFields = ['street', 'postalCode', 'city'] as const;

/**
 * How to read the customer of a row. An empty cell is not given, so that it clears nothing known from
 * elsewhere.
 */
export function customerDraftRead(
  mapped: CustomerMapping,
  source: FileMapping['source'],
  columns: ColumnReads,
) {
  const idOf = optionalRead(mapped.id, columns);
  const kindOf = optionalRead(mapped.kind, columns);
  const texts = textFields.map((field) => ({ field, read: optionalRead(mapped[field], columns) }));
  const addressOf = addressRead(mapped, columns);
  const countryOf = mapped.country && countryRead(mapped.country, columns);
  const incomeOf = mapped.yearlyIncome && moneyDraftRead(mapped.yearlyIncome, columns, 'yearlyIncome');
  const interestsOf = mapped.interests && listRead(mapped.interests, columns);
  const attributesOf = attributesRead(mapped, columns);
  return (row: Row): CustomerDraft | Refused => {
    const draft: CustomerDraft = {};
    const id = idOf(row);
    if (id !== undefined) draft.externalIds = [{ source, id }];
    for (const { field, read } of texts) {
      const text = read(row);
      if (text !== undefined) draft[field] = text;
    }
    if (id === undefined && draft.email === undefined) {
      return { refused: 'has neither id nor email to find the customer again by' };
    }
    const kind = kindOf(row);
    if (kind !== undefined && !isCustomerKind(kind)) {
      return { refused: `"${kind}" is not a kind of customer: ${listed(customerKinds, 'or')}` };
    }
    if (kind !== undefined) draft.kind = kind;
    const income = incomeOf?.(row);
    if (isRefused(income)) return income;
    if (income) draft.yearlyIncome = income;
    const address = addressOf(row);
    if (address) draft.address = address;
    const country = countryOf?.(row);
    if (country?.code) draft.country = country.code;
    const interests = interestsOf?.(row) ?? [];
    if (interests.length > 0) draft.interests = interests;
    const attributes = attributesOf(row);
    // A country without a code ("Channel Islands") is kept as it was told.
    if (country && !country.code) attributes.country = country.name;
    if (Object.keys(attributes).length > 0) draft.attributes = attributes;
    return draft;
  };
}

/** How to read whom a row names; undefined for an anonymous sale. */
export function customerReferenceRead(
  mapped: Pick<CustomerMapping, 'id' | 'email'> | undefined,
  source: FileMapping['source'],
  columns: ColumnReads,
) {
  const idOf = optionalRead(mapped?.id, columns);
  const emailOf = optionalRead(mapped?.email, columns);
  return (row: Row): CustomerReference | undefined => {
    const id = idOf(row);
    if (id !== undefined) return { externalId: { source, id } satisfies ExternalId };
    const email = emailOf(row);
    return email === undefined ? undefined : { email };
  };
}

function addressRead(mapped: CustomerMapping, columns: ColumnReads) {
  const reads = addressFields.map((field) => ({ field, read: optionalRead(mapped[field], columns) }));
  return (row: Row): CustomerDraft['address'] => {
    const address: NonNullable<CustomerDraft['address']> = {};
    for (const { field, read } of reads) {
      const text = read(row);
      if (text !== undefined) address[field] = text;
    }
    return Object.keys(address).length > 0 ? address : undefined;
  };
}

function attributesRead(mapped: CustomerMapping, columns: ColumnReads) {
  const reads = Object.entries(mapped.attributes).map(([key, value]) => ({
    key,
    read: textRead(value, columns),
  }));
  return (row: Row): Record<string, unknown> => {
    const attributes: Record<string, unknown> = {};
    for (const { key, read } of reads) {
      const text = read(row);
      if (text !== '') attributes[key] = text;
    }
    return attributes;
  };
}

function isCustomerKind(text: string): text is CustomerKind {
  return customerKinds.some((kind) => kind === text);
}
