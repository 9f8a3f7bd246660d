import type { Unit } from '../api/unit.ts';
import { newId, type Uuid } from '../kernel/ids.ts';
import { Customer, type CustomerEntity } from './customer.entity.ts';
import type { CustomerDraft } from './customer.rules.ts';
import { composedName, type Profile } from './profile.rules.ts';

/** Sets what differs and names it. */
export function assign(
  customer: CustomerEntity,
  values: Profile & { foldedName: string; identified: boolean },
  attributes: Record<string, unknown> | null | undefined,
  organisationId: Uuid | null | undefined,
): string[] {
  const merged =
    attributes === undefined ? customer.attributes : mergedAttributes(customer.attributes, attributes);
  const wanted = {
    ...values,
    attributes: merged,
    ...(organisationId === undefined ? {} : { organisationId }),
  };
  const changed = Object.entries(wanted).filter(([name, value]) => {
    return JSON.stringify(customer[name as keyof CustomerEntity] ?? null) !== JSON.stringify(value ?? null);
  });
  Object.assign(customer, Object.fromEntries(changed));
  return changed.map(([name]) => name).filter((name) => name !== 'foldedName' && name !== 'identified');
}

function mergedAttributes(
  present: Record<string, unknown>,
  given: Record<string, unknown> | null,
): Record<string, unknown> {
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...present, ...given }).filter(([, value]) => value !== null));
}

export function nameOf(profile: Profile, target: CustomerEntity | undefined): string | null {
  if (profile.name !== undefined) return profile.name;
  // What an unidentified customer is called is no name: recognising them takes one.
  if (!target?.identified) return composedName(profile);
  // A name made of parts follows them; one that was given stays.
  const wasComposed = target.name === composedName(target);
  return wasComposed ? (composedName({ ...target, ...profile }) ?? target.name) : target.name;
}

export function newCustomer({ em, now }: Unit, { createdAt = now, kind }: CustomerDraft): CustomerEntity {
  return em.create(Customer, {
    ...blank(createdAt),
    id: newId(),
    kind: kind ?? 'PERSON',
    identified: true,
    updatedAt: now,
  });
}

export function blankRow({ now }: Unit, createdAt: Date) {
  return { ...blank(createdAt), id: newId(), updatedAt: now };
}

function blank(createdAt: Date) {
  return {
    kind: 'PERSON' as const,
    identified: false,
    name: 'Unknown customer',
    foldedName: ' unknown customer',
    interests: [],
    attributes: {},
    createdAt,
  };
}
