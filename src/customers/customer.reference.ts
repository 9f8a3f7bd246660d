import type { CustomerProfileInput } from './customer.input.ts';
import type { CustomerDraft, CustomerReference } from './customer.rules.ts';

/** The one name given; validation has made sure that it is exactly one. */
export function referenceOf({
  id,
  externalId,
  email,
}: {
  id?: string;
  externalId?: { source: string; id: string };
  email?: string;
}): CustomerReference {
  if (externalId) return { externalId };
  return email === undefined ? { id: id ?? '' } : { email };
}

/** The input as rules and services know it. */
export function customerDraftOf({ organisation, ...profile }: CustomerProfileInput): CustomerDraft {
  return organisation === undefined
    ? profile
    : { ...profile, organisation: organisation && referenceOf(organisation) };
}
