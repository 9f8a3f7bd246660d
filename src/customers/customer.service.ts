import type { EntityManager } from '@mikro-orm/postgresql';
import type { Unit } from '../api/unit.ts';
import { insertRows } from '../database/write.ts';
import { refuse, refuseIfAny, type UserError, userError } from '../kernel/errors.ts';
import { globalId, newId, type Uuid } from '../kernel/ids.ts';
import { Customer, type CustomerEntity } from './customer.entity.ts';
import type { CustomerDraft, CustomerReference } from './customer.rules.ts';
import {
  claimKeys,
  findCustomers,
  holdersOf,
  type IdentityKey,
  keyOfEmail,
  keyOfExternalId,
  releaseEmails,
  textOf,
} from './identity.ts';
import { composedName, foldedName, type Profile, profileOf } from './profile.rules.ts';

export type CustomerOutcome =
  | { customerId: Uuid; status: 'created' | 'updated' | 'unchanged' }
  | { status: 'refused'; errors: UserError[] };

export async function createCustomer(unit: Unit, draft: CustomerDraft): Promise<{ customerId: Uuid }> {
  return only(await writeCustomers(unit, [{ draft, mode: 'create' }]));
}

/** Changes what the draft gives: a field not given stays, null clears. */
export async function updateCustomer(
  unit: Unit,
  { id, ...draft }: CustomerDraft & { id: string },
): Promise<{ customerId: Uuid }> {
  const [customerId] = await findCustomers(unit.em, [{ id }]);
  if (!customerId) refuse('NOT_FOUND', ['id'], 'There is no customer with this id.');
  return only(await writeCustomers(unit, [{ draft, mode: 'update', customerId }]));
}

/** Finds by external id, then e-mail, and merges; makes a new customer when nobody has any of them. */
export async function upsertCustomer(unit: Unit, draft: CustomerDraft): Promise<{ customerId: Uuid }> {
  const isNamed = (draft.externalIds?.length ?? 0) > 0 || Boolean(draft.email);
  if (!isNamed)
    refuse(
      'REQUIRED',
      ['externalIds'],
      'An upsert finds its customer by an external id or an e-mail address; give one.',
    );
  return only(await upsertCustomers(unit, [draft]));
}

/** Many upserts at once, in a constant number of statements; one that is refused leaves the others standing. */
export function upsertCustomers(unit: Unit, drafts: readonly CustomerDraft[]): Promise<CustomerOutcome[]> {
  return writeCustomers(
    unit,
    drafts.map((draft) => ({ draft, mode: 'upsert' })),
  );
}

/** Many new customers at once; one that is refused leaves the others standing. */
export function createCustomers(unit: Unit, drafts: readonly CustomerDraft[]): Promise<CustomerOutcome[]> {
  return writeCustomers(
    unit,
    drafts.map((draft) => ({ draft, mode: 'create' })),
  );
}

/** Customers known only by what they did. They have no profile until somebody recognises them. */
export async function addUnidentified(unit: Unit, since: readonly Date[]): Promise<Uuid[]> {
  const rows = since.map((createdAt) => blankRow(unit, createdAt));
  await insertRows(unit.em, 'customer', rows);
  await insertRows(
    unit.em,
    'customer_summary',
    rows.map(({ id }) => ({ customerId: id })),
  );
  return rows.map(({ id }) => id);
}

interface Writing {
  draft: CustomerDraft;
  mode: 'create' | 'update' | 'upsert';
  /** Known already for an update. */
  customerId?: Uuid;
}

interface Known {
  holders: Map<string, Uuid>;
  customers: Map<Uuid, CustomerEntity>;
  organisations: Map<CustomerDraft, Uuid | null>;
}

async function writeCustomers(unit: Unit, writings: readonly Writing[]): Promise<CustomerOutcome[]> {
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
  await claimKeys(em, claims);
  return outcomes;
}

async function whatIsKnown(em: EntityManager, writings: readonly Writing[]): Promise<Known> {
  const holders = await holdersOf(
    em,
    writings.flatMap(({ draft }) => keysOf(draft)),
  );
  const ids = new Set([...holders.values(), ...writings.flatMap(({ customerId }) => customerId ?? [])]);
  const found = ids.size === 0 ? [] : await em.find(Customer, { id: { $in: [...ids] } });
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
  const { profile, errors } = profileOf(draft, unit.shop);
  const holders = keysOf(draft).map((key) => known.holders.get(textOf(key)));
  const targetId =
    customerId ?? (mode === 'upsert' ? holders.find((holder) => holder !== undefined) : undefined);
  const target = targetId === undefined ? undefined : known.customers.get(targetId);
  errors.push(
    ...takenErrors(unit, draft, known, target?.id),
    ...organisationErrors(draft, known, target?.id),
  );
  const name = nameOf(profile, target);
  if (name === null)
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
  const emailBefore = target?.email ?? null;
  const changed = assign(
    customer,
    { ...profile, name, foldedName: foldedName(name), identified: true },
    draft.attributes,
    organisationId,
  );
  if (target && changed.includes('email') && emailBefore !== null) freed.push(customer.id);
  const fresh = keysOf(draft).filter((key) => {
    if (known.holders.get(textOf(key)) !== customer.id) return true;
    return key.kind === 'EMAIL' && changed.includes('email');
  });
  for (const key of fresh) {
    known.holders.set(textOf(key), customer.id);
    claims.push({ ...key, customerId: customer.id });
  }
  if (changed.length === 0 && fresh.length === 0) return { status: 'unchanged', customerId: customer.id };
  if (target) customer.updatedAt = unit.now;
  const status = target ? 'updated' : 'created';
  unit.note({
    action: `customer.${status}`,
    subjectId: customer.id,
    customerId: customer.id,
    details: {
      fields: [...changed, ...(fresh.some(({ kind }) => kind === 'EXTERNAL') ? ['externalIds'] : [])],
    },
  });
  return { status, customerId: customer.id };
}

/** Sets what differs and names it. */
function assign(
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

function nameOf(profile: Profile, target: CustomerEntity | undefined): string | null {
  if (profile.name !== undefined) return profile.name;
  if (!target) return composedName(profile);
  // A name made of parts follows them; one that was given stays.
  const wasComposed = target.name === composedName(target);
  return wasComposed ? (composedName({ ...target, ...profile }) ?? target.name) : target.name;
}

function keysOf({ externalIds, email }: CustomerDraft): IdentityKey[] {
  const keys = (externalIds ?? []).map(keyOfExternalId);
  return email?.trim() ? [...keys, keyOfEmail(email)] : keys;
}

function takenErrors(
  unit: Unit,
  draft: CustomerDraft,
  { holders }: Known,
  ownId: Uuid | undefined,
): UserError[] {
  const errorFor = (key: IdentityKey, path: (string | number)[], what: string) => {
    const holder = holders.get(textOf(key));
    if (holder === undefined || holder === ownId) return [];
    const whose = unit.mayNameHolders ? `the customer ${globalId('customer', holder)}` : 'another customer';
    return [userError('TAKEN', path, `This ${what} belongs to ${whose}.`)];
  };
  return [
    ...(draft.externalIds ?? []).flatMap((id, index) =>
      errorFor(keyOfExternalId(id), ['externalIds', index], 'external id'),
    ),
    ...(draft.email?.trim() ? errorFor(keyOfEmail(draft.email), ['email'], 'e-mail address') : []),
  ];
}

function organisationErrors(
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

function newCustomer({ em, now }: Unit, { createdAt = now, kind }: CustomerDraft): CustomerEntity {
  return em.create(Customer, {
    ...blank(createdAt),
    id: newId(),
    kind: kind ?? 'PERSON',
    identified: true,
    updatedAt: now,
  });
}

function blankRow({ now }: Unit, createdAt: Date) {
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

function only(outcomes: readonly CustomerOutcome[]): { customerId: Uuid } {
  const outcome = outcomes[0];
  if (!outcome || outcome.status === 'refused') {
    refuseIfAny(outcome?.errors ?? []);
    throw new Error('A single customer was written and has no outcome.');
  }
  return { customerId: outcome.customerId };
}
