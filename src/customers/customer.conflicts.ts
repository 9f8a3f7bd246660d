import type { Unit } from '../api/unit.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import type { CustomerEntity } from './customer.entity.ts';
import type { CustomerDraft } from './customer.rules.ts';
import { type IdentityKey, keyOfEmail, keyOfExternalId, textOf } from './identity.ts';

/** What the drafts of a batch may run into. */
export interface Known {
  holders: Map<string, Uuid>;
  customers: Map<Uuid, CustomerEntity>;
  organisations: Map<CustomerDraft, Uuid | null>;
}

export function keysOf({ externalIds, email }: CustomerDraft): IdentityKey[] {
  const keys = (externalIds ?? []).map(keyOfExternalId);
  return email?.trim() ? [...keys, keyOfEmail(email)] : keys;
}

export function takenErrors(
  unit: Unit,
  draft: CustomerDraft,
  { holders }: Known,
  ownId: Uuid | undefined,
): UserError[] {
  const errorFor = (key: IdentityKey, path: (string | number)[], what: string) => {
    const holder = holders.get(textOf(key));
    if (holder === undefined || holder === ownId) return [];
    const mayName = key.kind === 'EMAIL' ? unit.mayNameEmailHolders : unit.mayNameHolders;
    const whose = mayName ? `the customer ${globalId('customer', holder)}` : 'another customer';
    return [userError('TAKEN', path, `This ${what} belongs to ${whose}.`)];
  };
  return [
    ...(draft.externalIds ?? []).flatMap((id, index) =>
      errorFor(keyOfExternalId(id), ['externalIds', index], 'external id'),
    ),
    ...(draft.email?.trim() ? errorFor(keyOfEmail(draft.email), ['email'], 'e-mail address') : []),
  ];
}

export function organisationErrors(
  draft: CustomerDraft,
  { organisations }: Known,
  ownId: Uuid | undefined,
): UserError[] {
  if (!draft.organisation) return [];
  const organisation = organisations.get(draft);
  if (!organisation)
    return [
      userError(
        'NOT_FOUND',
        ['organisation'],
        'There is no business, public organisation or community by this reference.',
      ),
    ];
  return organisation === ownId
    ? [userError('INVALID', ['organisation'], 'A customer does not act for itself.')]
    : [];
}
