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

/** Codes of the digits of base32. */
const digits = Uint8Array.from(Buffer.from('0123456789abcdefghjkmnpqrstvwxyz'));
/** Code of a hexadecimal digit → its value. */
const hexValues = new Uint8Array(128);
for (let value = 0; value < 16; value += 1) hexValues[value.toString(16).charCodeAt(0)] = value;

/**
 * By ourselves, because a large answer has thousands of ids and typeid-js takes eight times as long for each. Written
 * out: 16 bits at a time, of which the digits take five each, after two zero bits.
 */
function base32(id: Uuid): string {
  const [a, b, c, d] = [bitsAt(id, 0), bitsAt(id, 4), bitsAt(id, 9), bitsAt(id, 14)];
  const [e, f, g, h] = [bitsAt(id, 19), bitsAt(id, 24), bitsAt(id, 28), bitsAt(id, 32)];
  // biome-ignore format: a digit after the other.
  return String.fromCharCode(
    digit(a >> 13), digit(a >> 8), digit(a >> 3), digit((a << 2) | (b >> 14)),
    digit(b >> 9), digit(b >> 4), digit((b << 1) | (c >> 15)),
    digit(c >> 10), digit(c >> 5), digit(c), digit(d >> 11),
    digit(d >> 6), digit(d >> 1), digit((d << 4) | (e >> 12)),
    digit(e >> 7), digit(e >> 2), digit((e << 3) | (f >> 13)),
    digit(f >> 8), digit(f >> 3), digit((f << 2) | (g >> 14)),
    digit(g >> 9), digit(g >> 4), digit((g << 1) | (h >> 15)),
    digit(h >> 10), digit(h >> 5), digit(h),
  );
}

/** Four hexadecimal digits. */
function bitsAt(id: Uuid, at: number): number {
  return (hex(id, at) << 12) | (hex(id, at + 1) << 8) | (hex(id, at + 2) << 4) | hex(id, at + 3);
}

function hex(id: Uuid, at: number): number {
  return hexValues[id.charCodeAt(at)] ?? 0;
}

function digit(bits: number): number {
  return digits[bits & 31] ?? 0;
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
