import type { Unit } from '../api/unit.ts';
import { addUnidentified, createCustomers } from '../customers/customer.service.ts';
import { findCustomers, noCustomer } from '../customers/identity.ts';
import { at, type UserError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { PurchaseDraft } from './purchase.rules.ts';

type FoundBuyer = { customerId: Uuid } | { errors: UserError[] };

/** Finds, makes or stands in for who bought. Only drafts that are open make customers. */
export async function buyersOf(
  unit: Unit,
  drafts: readonly PurchaseDraft[],
  isOpen: readonly boolean[],
): Promise<(FoundBuyer | null)[]> {
  const buyers: (FoundBuyer | null)[] = drafts.map(() => null);
  const named: number[] = [];
  const fresh: number[] = [];
  const anonymous: number[] = [];
  drafts.forEach(({ customer }, index) => {
    if (!customer) (isOpen[index] ? anonymous : []).push(index);
    else if ('create' in customer) (isOpen[index] ? fresh : []).push(index);
    else named.push(index);
  });

  const references = named.flatMap((index) => {
    const customer = drafts[index]?.customer;
    return customer && !('create' in customer) ? [customer] : [];
  });
  const found = await findCustomers(unit.em, references);
  named.forEach((index, place) => {
    const customerId = found[place];
    const reference = references[place];
    if (customerId) buyers[index] = { customerId };
    else if (reference) buyers[index] = { errors: [noCustomer(reference)] };
  });

  const made = await createCustomers(
    unit,
    fresh.flatMap((index) => {
      const customer = drafts[index]?.customer;
      return customer && 'create' in customer ? [customer.create] : [];
    }),
  );
  fresh.forEach((index, place) => {
    const outcome = made[place];
    if (outcome)
      buyers[index] =
        'customerId' in outcome ? outcome : { errors: at(['customer', 'create'], outcome.errors) };
  });

  const unknown = await addUnidentified(
    unit,
    anonymous.flatMap((index) => drafts[index]?.purchasedAt ?? []),
  );
  anonymous.forEach((index, place) => {
    const customerId = unknown[place];
    if (customerId) buyers[index] = { customerId };
  });
  return buyers;
}
