import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { type Difference, differenceOf } from '../kernel/difference.ts';
import { type UserError, userError } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Known, keysOf, organisationErrors, takenErrors } from './customer.conflicts.ts';
import { Customer } from './customer.entity.ts';
import { assign, nameOf, newCustomer } from './customer.merge.ts';
import type { CustomerDraft, CustomerReference } from './customer.rules.ts';
import { customerView, personalFields } from './customer.view.ts';
import { claimKeys, findCustomers, holdersOf, type IdentityKey, releaseEmails, textOf } from './identity.ts';
import { emailKey } from './profile.fields.ts';
import { foldedName, profileOf } from './profile.rules.ts';

export type CustomerOutcome =
  | {
      customerId: Uuid;
      status: 'created' | 'updated' | 'unchanged';
      /** Who it is was found out by the e-mail address alone. */
      byEmail: boolean;
    }
  | { status: 'refused'; errors: UserError[] };

interface Writing {
  draft: CustomerDraft;
  mode: 'create' | 'update' | 'upsert';
  /** Known already for an update. */
  customerId?: Uuid;
}

export async function writeCustomers(unit: Unit, writings: readonly Writing[]): Promise<CustomerOutcome[]> {
  if (writings.length === 0) return [];
  const { em } = unit;
  const known = await whatIsKnown(em, writings);
  const claims: (IdentityKey & { customerId: Uuid })[] = [];
  const freed: Uuid[] = [];
  const outcomes = writings.map((writing) => write(unit, known, writing, claims, freed));
  await em.flush();
  const created = outcomes.flatMap((outcome) =>
    outcome.status === 'created' ? [{ customerId: outcome.customerId }] : [],
  );
  await insertRows(em, 'customer_summary', created);
  await releaseEmails(em, freed);
  await claimKeys(
    em,
    // An address that a later draft of the batch replaced is nobody's.
    claims.filter(({ kind, value, customerId }) => {
      return kind !== 'EMAIL' || value === emailKey(known.customers.get(customerId)?.email ?? '');
    }),
  );
  return outcomes;
}

async function whatIsKnown(em: EntityManager, writings: readonly Writing[]): Promise<Known> {
  const holders = await holdersOf(
    em,
    writings.flatMap(({ draft }) => keysOf(draft)),
  );
  const ids = new Set([...holders.values(), ...writings.flatMap(({ customerId }) => customerId ?? [])]);
  // Locked in id order: two that change the same customers would otherwise lose one's attributes, or deadlock.
  const found =
    ids.size === 0
      ? []
      : await em.find(
          Customer,
          { id: { $in: [...ids] } },
          { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
        );
  const named = writings.flatMap(({ draft }) => (draft.organisation ? [draft] : []));
  const organisations = await findOrganisations(
    em,
    named.map(({ organisation }) => organisation as CustomerReference),
  );
  return {
    holders,
    customers: new Map(found.map((customer) => [customer.id, customer])),
    organisations: new Map(named.map((draft, index) => [draft, organisations[index] ?? null])),
  };
}

async function findOrganisations(
  em: EntityManager,
  references: readonly CustomerReference[],
): Promise<(Uuid | null)[]> {
  if (references.length === 0) return [];
  const ids = await findCustomers(em, references);
  const organisations = await em.find(Customer, {
    id: { $in: ids.flatMap((id) => id ?? []) },
    kind: { $ne: 'PERSON' },
  });
  const known = new Set(organisations.map(({ id }) => id));
  return ids.map((id) => (id !== null && known.has(id) ? id : null));
}

function write(
  unit: Unit,
  known: Known,
  { draft, mode, customerId }: Writing,
  claims: (IdentityKey & { customerId: Uuid })[],
  freed: Uuid[],
): CustomerOutcome {
  // External ids come first.
  const found = mode === 'upsert' ? keysOf(draft).find((key) => known.holders.has(textOf(key))) : undefined;
  const targetId = customerId ?? (found && known.holders.get(textOf(found)));
  const byEmail = found?.kind === 'EMAIL';
  const target = targetId === undefined ? undefined : known.customers.get(targetId);
  const { profile, errors } = profileOf(draft, unit.shop, target);
  errors.push(
    ...takenErrors(unit, draft, known, target?.id),
    ...organisationErrors(draft, known, target?.id),
  );
  const name = nameOf(profile, target);
  // A name that was given and is wrong has been told already.
  if (name === null && draft.name === undefined)
    errors.push(
      userError(
        'REQUIRED',
        ['name'],
        'A customer has a name; a person may give givenName or familyName instead.',
      ),
    );
  if (errors.length > 0 || name === null) return { status: 'refused', errors };

  const organisationId =
    draft.organisation === undefined ? undefined : (known.organisations.get(draft) ?? null);
  const customer = target ?? newCustomer(unit, draft);
  known.customers.set(customer.id, customer);
  const before = target ? customerView(target) : null;
  const changed = assign(
    customer,
    { ...profile, name, foldedName: foldedName(name), identified: true },
    draft.attributes,
    organisationId,
  );
  if (target && changed.includes('email') && before?.email) freed.push(customer.id);
  const fresh = keysOf(draft).filter((key) => {
    if (known.holders.get(textOf(key)) !== customer.id) return true;
    return key.kind === 'EMAIL' && changed.includes('email');
  });
  for (const key of fresh) {
    known.holders.set(textOf(key), customer.id);
    claims.push({ ...key, customerId: customer.id });
  }
  if (changed.length === 0 && fresh.length === 0)
    return { status: 'unchanged', customerId: customer.id, byEmail };
  if (target) customer.updatedAt = unit.now;
  const status = target ? 'updated' : 'created';
  unit.note({
    action: `customer.${status}`,
    subjectId: customer.id,
    customerId: customer.id,
    difference: withExternalIds(differenceOf(before, customerView(customer), personalFields), fresh),
  });
  return { status, customerId: customer.id, byEmail };
}

/** External ids are only ever added: what stood before needs no telling. */
function withExternalIds(difference: Difference, claimed: readonly IdentityKey[]): Difference {
  const added = claimed.filter(({ kind }) => kind === 'EXTERNAL');
  if (added.length === 0) return difference;
  const externalIds = added.map(({ source, value: id }) => ({ source, id }));
  return {
    ...difference,
    fields: [...difference.fields, 'externalIds'],
    after: { ...difference.after, externalIds },
  };
}
