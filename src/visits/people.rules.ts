import type { ShopSettings } from '../api/context.ts';
import type { CustomerDraft, ExternalId } from '../customers/customer.rules.ts';
import { type IdentityKey, keyOfEmail, keyOfExternalId } from '../customers/identity.ts';
import type { Message } from './message.rules.ts';
import { draftOfTraits } from './trait.rules.ts';

/** Somebody calls name by an id of the shop's own, or tell the e-mail address of. */
export interface Person {
  draft: CustomerDraft;
  /** The calls that say something of them. */
  indexes: number[];
}

export function keyOfAnonymous(anonymousId: string): IdentityKey {
  return { kind: 'ANONYMOUS', source: '', value: anonymousId };
}

export function keyOfUser(userId: string, { trackingSource }: ShopSettings): IdentityKey {
  return keyOfExternalId({ source: trackingSource, id: userId });
}

/** What a group is called by: not the same as a user with its id. */
function groupIdOf(groupId: string, { trackingSource }: ShopSettings): ExternalId {
  return { source: `${trackingSource}-group`, id: groupId };
}

/** Who a call is of, for calls that tell it by more than an anonymous id: `user:…` or `email:…`. */
export function personOf({ kind, userId, traits }: Message, shop: ShopSettings): string | null {
  if (userId !== null) return `user:${userId}`;
  const email = kind === 'identify' ? draftOfTraits(traits, shop).email : null;
  return email ? `email:${keyOfEmail(email).value}` : null;
}

/** Everybody a batch names, with all that it says of them. */
export function peopleIn(messages: readonly Message[], shop: ShopSettings): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const message of messages) {
    const key = personOf(message, shop);
    if (key === null) continue;
    const person = people.get(key) ?? { draft: unnamed(message, shop), indexes: [] };
    people.set(key, person);
    const said = saidOf(message, shop);
    if (said === null) continue;
    const { draft } = person;
    person.indexes.push(message.index);
    person.draft = {
      ...draft,
      ...said,
      ...(said.attributes ? { attributes: { ...draft.attributes, ...said.attributes } } : {}),
    };
  }
  return people;
}

/** The groups of a batch, as customers. */
export function groupsIn(messages: readonly Message[], shop: ShopSettings): CustomerDraft[] {
  const groups = new Map<string, CustomerDraft>();
  for (const { kind, groupId, traits } of messages) {
    if (kind !== 'group' || groupId === null) continue;
    const draft = draftOfTraits(traits, shop);
    // Who shares an address with a group is not the group.
    const { email: _, ...profile } = { ...groups.get(groupId), ...draft };
    groups.set(groupId, { ...profile, kind: 'BUSINESS', externalIds: [groupIdOf(groupId, shop)] });
  }
  return [...groups.values()];
}

function unnamed({ userId }: Message, { trackingSource }: ShopSettings): CustomerDraft {
  return userId === null ? {} : { externalIds: [{ source: trackingSource, id: userId }] };
}

/** What a call says of a person; null when nothing. */
function saidOf({ kind, traits, groupId }: Message, shop: ShopSettings): CustomerDraft | null {
  if (kind === 'identify') return draftOfTraits(traits, shop);
  if (kind !== 'group' || groupId === null) return null;
  return { organisation: { externalId: groupIdOf(groupId, shop) } };
}

/**
 * What to call somebody who has no name yet: an id, unless it is an e-mail address, which is not for everybody to read.
 */
export function standInName({ externalIds, attributes }: CustomerDraft): string {
  const username = attributes?.username;
  const names = [username, externalIds?.[0]?.id].filter((name) => typeof name === 'string' && name !== '');
  const name = names.find((one) => !String(one).includes('@'));
  return name === undefined ? 'Unknown customer' : String(name);
}
