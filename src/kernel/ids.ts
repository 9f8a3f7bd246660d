// Floor 0: plain values and rules that know no customer, no database and no GraphQL.

import { fromString, toUUID } from 'typeid-js';
import { uuidv7 } from 'uuidv7';

/** A UUIDv7 in the usual 36 characters, as the database stores it. Ordered by the time it was made. */
export type Uuid = string;

export function newId(): Uuid {
  return uuidv7();
}

const uuidPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** The id clients see: `customer_01j9z…`, the type and the UUID in base32 (the TypeID specification). */
export function globalId(type: string, id: Uuid): string {
  return `${type}_${base32(id)}`;
}

const digits = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');
const base32Text = Buffer.alloc(26);
/** Where the 32 digits of a UUID stand between its dashes. */
const hexPlaces = Uint8Array.from({ length: 36 }, (_, place) => place).filter(
  (place) => ![8, 13, 18, 23].includes(place),
);
/** Code of a hexadecimal digit → its value. */
const hexValues = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) hexValues[value.toString(16).charCodeAt(0)] = value;

/**
 * By ourselves, because a large answer has thousands of ids and typeid-js takes six times as long for each. From the
 * end, where five digits of the one are four of the other; two zero bits are left over before the first.
 */
function base32(id: Uuid): string {
  let written = base32Text.length;
  for (let last = 31; last > 0; last -= 5) {
    let bits = 0;
    for (let at = Math.max(0, last - 4); at <= last; at += 1) {
      bits = (bits << 4) | (hexValues[id.charCodeAt(hexPlaces[at] ?? 0)] ?? 0);
    }
    for (const first = Math.max(0, written - 4); written > first; bits >>= 5) {
      written -= 1;
      base32Text[written] = digits[bits & 31] ?? 0;
    }
  }
  return base32Text.toString('latin1');
}

/** The UUID inside a global id, or null when it is malformed or of another type. */
export function localId(type: string, id: string): Uuid | null {
  try {
    return toUUID(fromString(id, type));
  } catch {
    return null;
  }
}

/** `customer` of `customer_01j9z…`, whether or not the rest is well formed. */
export function typeOfId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('_')));
}
