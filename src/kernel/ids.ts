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

const digitCodes = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');
const base32Text = Buffer.alloc(26);
const [dash, zero, nine, letterA] = [45, 48, 57, 97] as const;

/** By ourselves, because a large answer has thousands of ids and typeid-js takes four times as long for each. */
function base32(id: Uuid): string {
  // 26 digits hold 130 bits: two zero bits go before the 128 of the UUID.
  let bits = 0;
  let held = 2;
  let written = 0;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code === dash) continue;
    bits = ((bits << 4) | (code <= nine ? code - zero : code - letterA + 10)) & 0xff;
    held += 4;
    if (held < 5) continue;
    held -= 5;
    base32Text[written++] = digitCodes[(bits >> held) & 31] ?? 0;
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
