import type { Unit } from '../api/unit.ts';
import { addUnidentified } from '../customers/customer.service.ts';
import { claimKeys, type IdentityKey, textOf } from '../customers/identity.ts';
import { largestAttributes } from '../customers/profile.rules.ts';
import { uniteCustomers } from '../customers/union.service.ts';
import { groupedBy } from '../kernel/batch.ts';
import type { Uuid } from '../kernel/ids.ts';
import { addAttributes } from './identity.queries.ts';
import type { Fault, Message } from './message.rules.ts';
import { keyOfAnonymous, keyOfUser, personOf } from './people.rules.ts';
import { type People, recognisePeople } from './people.service.ts';
import { draftOfTraits } from './trait.rules.ts';

/** Whose each call of a batch is, by its place. */
export interface Whose {
  customerIds: Map<number, Uuid>;
  faults: Map<number, Fault>;
}

/** What becomes of keys and of customers known by nothing else. */
interface Stitching {
  claims: (IdentityKey & { customerId: Uuid })[];
  /** Who has been recognised → who they are. */
  into: Map<Uuid, Uuid>;
}

/**
 * Finds out whose each call is. Ids that come together are one person's: what somebody did before they said who they are
 * becomes theirs, unless it is another known customer's.
 */
export async function whoseAre(unit: Unit, messages: readonly Message[]): Promise<Whose> {
  const people = await recognisePeople(unit, messages);
  const { faults } = people;
  const stitching: Stitching = { claims: [], into: new Map() };
  const customerIds = new Map<number, Uuid>();
  const anonymous: Message[] = [];
  for (const message of messages) {
    const person = personOf(message, unit.shop);
    const customerId = person === null ? undefined : people.customerIds.get(person);
    if (customerId !== undefined) {
      customerIds.set(message.index, customerId);
      stitch(unit, message, customerId, people, stitching);
    } else if (person === null) anonymous.push(message);
    // Whoever could not be made has no calls.
    else if (!faults.has(message.index)) faults.set(message.index, ofNobody);
  }
  await meet(unit, anonymous, people, stitching);
  for (const { index, anonymousId } of anonymous) {
    const customerId = holderOf(keyOfAnonymous(anonymousId ?? ''), people, stitching);
    if (customerId !== undefined) customerIds.set(index, customerId);
  }
  await claimKeys(unit.em, stitching.claims);
  await uniteCustomers(
    unit,
    [...stitching.into].map(([from, into]) => ({ from, into })),
  );
  await noteTraits(unit, anonymous, customerIds);
  return { customerIds, faults };
}

const ofNobody: Fault = {
  field: 'userId',
  problem: 'Of this user another call of the batch is refused.',
  allowed: 'Send it again without the traits that are wrong.',
};

/** Gives a customer the other ids of a call, and what was done under them. */
function stitch(
  { shop }: Unit,
  { anonymousId, previousId }: Message,
  customerId: Uuid,
  people: People,
  stitching: Stitching,
): void {
  const before = previousId === null ? null : keyOfUser(previousId, shop);
  const isUser = before !== null && people.known.holders.has(textOf(before));
  const keys = [
    ...[anonymousId, isUser ? null : previousId].flatMap((id) => (id === null ? [] : [keyOfAnonymous(id)])),
    ...(isUser ? [before] : []),
  ];
  for (const key of keys) {
    const holder = holderOf(key, people, stitching);
    if (holder === undefined) claim(key, customerId, people, stitching);
    else if (!people.known.identified.has(holder)) stitching.into.set(holder, customerId);
  }
}

/** Makes customers of those who were never seen. */
async function meet(
  unit: Unit,
  anonymous: readonly Message[],
  people: People,
  stitching: Stitching,
): Promise<void> {
  const unseen = anonymous.filter(({ anonymousId }) => {
    return holderOf(keyOfAnonymous(anonymousId ?? ''), people, stitching) === undefined;
  });
  const visitors = [...groupedBy(unseen, ({ anonymousId }) => anonymousId ?? '')];
  const ids = await addUnidentified(
    unit,
    visitors.map(([, calls]) => new Date(Math.min(...calls.map(({ at }) => at.getTime())))),
  );
  for (const [place, [anonymousId]] of visitors.entries()) {
    const id = ids[place];
    if (id !== undefined) claim(keyOfAnonymous(anonymousId), id, people, stitching);
  }
}

function claim(key: IdentityKey, customerId: Uuid, { known }: People, { claims }: Stitching): void {
  claims.push({ ...key, customerId });
  known.holders.set(textOf(key), customerId);
}

function holderOf(key: IdentityKey, { known }: People, { into }: Stitching): Uuid | undefined {
  const holder = known.holders.get(textOf(key));
  return holder === undefined ? undefined : (into.get(holder) ?? holder);
}

/** Traits of somebody who did not say who they are. */
async function noteTraits(
  { em, shop }: Unit,
  anonymous: readonly Message[],
  customerIds: ReadonlyMap<number, Uuid>,
): Promise<void> {
  const attributes = new Map<Uuid, Record<string, unknown>>();
  for (const { kind, index, traits } of anonymous) {
    const customerId = customerIds.get(index);
    const said = kind === 'identify' ? draftOfTraits(traits, shop).attributes : null;
    if (customerId && said) attributes.set(customerId, { ...attributes.get(customerId), ...said });
  }
  await addAttributes(em, attributes, largestAttributes);
}
