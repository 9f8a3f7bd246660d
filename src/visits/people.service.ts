import type { EntityManager } from '@mikro-orm/postgresql';
import type { Unit } from '../api/unit.ts';
import type { CustomerDraft } from '../customers/customer.rules.ts';
import { upsertCustomers } from '../customers/customer.service.ts';
import { type IdentityKey, keyOfEmail, keyOfExternalId, textOf } from '../customers/identity.ts';
import { composedName } from '../customers/profile.rules.ts';
import { groupedBy } from '../kernel/batch.ts';
import { Race } from '../kernel/errors.ts';
import type { Uuid } from '../kernel/ids.ts';
import { lockCustomers } from '../purchases/summary.service.ts';
import { type KnownKeys, knownKeys, lockKeys } from './identity.queries.ts';
import type { Fault, Message } from './message.rules.ts';
import { groupsIn, keyOfAnonymous, keyOfUser, type Person, peopleIn, standInName } from './people.rules.ts';

/** Who the people are that a batch names, and what is known beside. */
export interface People {
  known: KnownKeys;
  /** By `personOf`. */
  customerIds: Map<string, Uuid>;
  /** What kept a person's calls from being taken, by the place of each. */
  faults: Map<number, Fault>;
}

/**
 * Finds or makes everybody a batch names, with what it says of them. Whoever is known is locked first, in the order all
 * others lock in.
 */
export async function recognisePeople(unit: Unit, messages: readonly Message[]): Promise<People> {
  const { em, shop } = unit;
  const people = peopleIn(messages, shop);
  const groups = groupsIn(messages, shop);
  const drafts = [...groups, ...[...people.values()].map(({ draft }) => draft)];
  const keys = [...messages.flatMap((message) => idsOf(message, unit)), ...drafts.flatMap(keysOf)];
  const known = await lockedKeys(em, keys);

  followRenamed(unit, messages, known, people);
  await upsertCustomers(
    unit,
    groups.map((draft) => named(draft, known)),
  );
  const found = await writePeople(unit, people, known);
  if (found.others.some((id) => !known.locked.has(id)))
    throw new Race('Made by somebody else since we looked.');
  return { known, customerIds: found.customerIds, faults: found.faults };
}

/**
 * Who holds the keys, locked, once nobody else can claim those that are free. First the keys and then the customers, each
 * in one order: whoever waits for a key holds no customer yet.
 */
async function lockedKeys(em: EntityManager, keys: readonly IdentityKey[]): Promise<LockedKeys> {
  const seen = await knownKeys(em, keys);
  const free = keys.filter((key) => !seen.holders.has(textOf(key)));
  await lockKeys(em, free);
  const held = free.length > 0 ? await knownKeys(em, keys) : seen;
  const locked = new Set(held.holders.values());
  await lockCustomers(em, locked);
  // Whoever we waited for may have given an address away, or been recognised and be another now.
  const known = locked.size > 0 ? await knownKeys(em, keys) : held;
  if ([...known.holders.values()].some((id) => !locked.has(id)))
    throw new Race('Is another since we looked.');
  return { ...known, locked };
}

interface LockedKeys extends KnownKeys {
  locked: ReadonlySet<Uuid>;
}

/** The keys that the ids of a call may be. */
function idsOf({ userId, anonymousId, previousId }: Message, { shop }: Unit): IdentityKey[] {
  return [
    ...(userId === null ? [] : [keyOfUser(userId, shop)]),
    ...(anonymousId === null ? [] : [keyOfAnonymous(anonymousId)]),
    ...(previousId === null ? [] : [keyOfAnonymous(previousId), keyOfUser(previousId, shop)]),
  ];
}

function keysOf({ externalIds, email }: CustomerDraft): IdentityKey[] {
  return [...(externalIds ?? []).map(keyOfExternalId), ...(email ? [keyOfEmail(email)] : [])];
}

/** An alias to an id that nobody has gives it to whoever had the id before, be it in the same batch. */
function followRenamed(
  { shop }: Unit,
  messages: readonly Message[],
  { holders }: KnownKeys,
  people: Map<string, Person>,
): void {
  for (const { kind, userId, previousId } of messages) {
    if (kind !== 'alias' || userId === null || previousId === null) continue;
    const before = keyOfUser(previousId, shop);
    const [person, earlier] = [people.get(`user:${userId}`), people.get(`user:${previousId}`)];
    const isNew = !holders.has(textOf(keyOfUser(userId, shop)));
    if (!person || !isNew || person === earlier || !(earlier || holders.has(textOf(before)))) continue;
    const externalIds = [...(person.draft.externalIds ?? []), { source: before.source, id: previousId }];
    const one = joined(earlier, { ...person, draft: { ...person.draft, externalIds } });
    people.set(`user:${userId}`, one);
    people.set(`user:${previousId}`, one);
  }
}

function joined(earlier: Person | undefined, { draft, indexes }: Person): Person {
  const attributes = { ...earlier?.draft.attributes, ...draft.attributes };
  return {
    draft: { ...earlier?.draft, ...draft, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) },
    indexes: [...(earlier?.indexes ?? []), ...indexes],
  };
}

/** Those who are new or of whom something is said are written, the others are known. */
async function writePeople(unit: Unit, people: ReadonlyMap<string, Person>, known: KnownKeys) {
  const customerIds = new Map<string, Uuid>();
  const faults = new Map<number, Fault>();
  const others: Uuid[] = [];
  const made = new Set<Uuid>();
  const writing: [string[], Person, CustomerDraft][] = [];
  const owners = new Map<string, Person>();
  // Users first: who is called by an e-mail address alone is whichever of them has it.
  const ordered = [...people].toSorted(([, one], [, other]) => Number(isUser(other)) - Number(isUser(one)));
  for (const [person, entries] of groupedBy(ordered, ([, one]) => one)) {
    const names = entries.map(([name]) => name);
    const holder = holderOf(person.draft, known);
    const isSettled = person.indexes.length === 0 && person.draft.externalIds?.length === 1;
    if (holder !== undefined && isSettled) for (const name of names) customerIds.set(name, holder);
    else writing.push([names, person, draftOf(person, known, owners)]);
  }
  if (writing.length === 0) return { customerIds, faults, others };
  const outcomes = await upsertCustomers(
    unit,
    writing.map(([, , draft]) => draft),
  );
  for (const [place, [names, person, draft]] of writing.entries()) {
    const outcome = outcomes[place];
    if (!outcome) continue;
    if (outcome.status === 'refused') {
      const [error] = outcome.errors;
      const field = `traits.${error?.path.join('.') ?? ''}`;
      for (const index of person.indexes) {
        faults.set(index, { field, problem: error?.message ?? '', allowed: '' });
      }
      const holder = holderOf(draft, known);
      if (holder !== undefined) for (const name of names) customerIds.set(name, holder);
      continue;
    }
    for (const name of names) customerIds.set(name, outcome.customerId);
    known.identified.add(outcome.customerId);
    // Whom the batch made itself, nobody else has seen.
    if (outcome.status === 'created') made.add(outcome.customerId);
    else if (!made.has(outcome.customerId)) others.push(outcome.customerId);
  }
  return { customerIds, faults, others };
}

/** What is written of a person. Whoever a user of the batch turns out to be has the name of that one. */
function draftOf(person: Person, known: KnownKeys, owners: Map<string, Person>): CustomerDraft {
  const { email } = person.draft;
  const isOwned = !isUser(person) && email && owners.has(textOf(keyOfEmail(email)));
  return isOwned ? person.draft : named(withOwnEmail(person, known, owners), known);
}

function isUser({ draft }: Person): boolean {
  return draft.externalIds !== undefined;
}

function holderOf(draft: CustomerDraft, { holders }: KnownKeys): Uuid | undefined {
  return keysOf(draft)
    .map((key) => holders.get(textOf(key)))
    .find((holder) => holder !== undefined);
}

/**
 * Without an e-mail address that is somebody else's. It is not told whose, nor that it is: the key of a web page is no
 * secret, and would let anybody ask whether an address is known.
 */
function withOwnEmail(person: Person, known: KnownKeys, owners: Map<string, Person>): CustomerDraft {
  const { draft } = person;
  // Whoever is called by the address alone is whose it is.
  if (!draft.email || !isUser(person)) return draft;
  const email = textOf(keyOfEmail(draft.email));
  const [holder, held] = [holderOf({ ...draft, email: null }, known), known.holders.get(email)];
  const owner = owners.get(email) ?? person;
  const isTaken = (holder !== undefined && held !== undefined && held !== holder) || owner !== person;
  if (!isTaken) owners.set(email, person);
  const { email: _, ...rest } = draft;
  return isTaken ? rest : draft;
}

/** With a name for somebody who has none but what we made up. */
function named(draft: CustomerDraft, known: KnownKeys): CustomerDraft {
  if (draft.name) return draft;
  const holder = holderOf(draft, known);
  const present = holder === undefined ? undefined : known.names.get(holder);
  if (present !== undefined && present !== standInName(draft)) return draft;
  return { ...draft, name: composedName(draft) ?? standInName(draft) };
}
