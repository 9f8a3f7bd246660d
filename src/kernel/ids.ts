// Floor 0: plain values and rules that know no customer, no database and no GraphQL.

import { fromString, fromUUID, toUUID } from 'typeid-js';
import { uuidv7 } from 'uuidv7';

/** A UUIDv7 in the usual 36 characters, as the database stores it. Ordered by the time it was made. */
export type Uuid = string;

export function newId(): Uuid {
  return uuidv7();
}

/** The id clients see: `customer_01j9z…`, the type and the UUID in base32 (the TypeID specification). */
export function globalId(type: string, id: Uuid): string {
  return fromUUID(id, type);
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
