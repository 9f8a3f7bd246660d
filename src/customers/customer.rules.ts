// Customers: who they are. This slice knows no other slice; what belongs to customers adds itself to them.

import type { Decimal } from '../kernel/money.ts';

export const customerKinds = ['PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export interface ExternalId {
  /** The system that made it: `webshop`, `crm`. */
  source: string;
  id: string;
}

export interface MoneyDraft {
  amount: Decimal;
  currency: string;
}

export interface AddressDraft {
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
}

/** A customer as somebody describes them, before any rule has looked. undefined: not given. null: known to be empty. */
export interface CustomerDraft {
  kind?: CustomerKind;
  /** What to call them. A person's is made of their given and family names when it is not given. */
  name?: string | null;
  givenName?: string | null;
  familyName?: string | null;
  registrationNumber?: string | null;
  industry?: string | null;
  email?: string | null;
  phone?: string | null;
  address?: AddressDraft | null;
  /** ISO 3166-1 alpha-2. */
  country?: string | null;
  region?: string | null;
  /** BCP 47. */
  language?: string | null;
  yearlyIncome?: MoneyDraft | null;
  interests?: readonly string[];
  externalIds?: readonly ExternalId[];
  attributes?: Record<string, unknown>;
  /** The global id of the organisation a person acts for. */
  organisationId?: string | null;
}
