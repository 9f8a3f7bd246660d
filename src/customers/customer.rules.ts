// Customers: who they are. This slice knows no other slice; what belongs to customers adds itself to them.

import type { MoneyDraft } from '../kernel/reading.ts';

export const customerKinds = ['PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export const customerLifecycles = ['POTENTIAL', 'ACTIVE', 'LAPSED'] as const;
export type CustomerLifecycle = (typeof customerLifecycles)[number];

export interface ExternalId {
  /** The system that made it: `webshop`, `crm`. */
  source: string;
  id: string;
}

/** Exactly one of the ways to name a customer that exists. */
export type CustomerReference = { id: string } | { externalId: ExternalId } | { email: string };

export interface AddressDraft {
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
}

/** A customer as somebody describes them, before any rule has looked. undefined: not given. null: known to be empty. */
export interface CustomerDraft {
  /** A person when nothing is said. */
  kind?: CustomerKind | null;
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
  interests?: readonly string[] | null;
  /** Added to those the customer has. */
  externalIds?: readonly ExternalId[] | null;
  /** Merged key by key into those the customer has; null takes a key away. */
  attributes?: Record<string, unknown> | null;
  /** The organisation a person acts for. */
  organisation?: CustomerReference | null;
  /** When they became known, for imports; now when not given. */
  createdAt?: Date;
}

/**
 * POTENTIAL: has never bought. ACTIVE: bought within the active window, its first instant included.
 * LAPSED: bought, but not within it.
 */
export function lifecycleOf(lastPurchaseAt: Date | null, activeSince: Date): CustomerLifecycle {
  if (!lastPurchaseAt) return 'POTENTIAL';
  return lastPurchaseAt >= activeSince ? 'ACTIVE' : 'LAPSED';
}
