import { isOnCalendar } from '../kernel/clock.ts';

/** An object of JSON, of which nothing is known. */
export type Json = Record<string, unknown>;

/** What a field was read as, or what is wrong with it. */
export type Read<Value> = { value: Value } | { fault: { field: string; problem: string; allowed: string } };

const longestId = 200;
export const longestName = 200;

/** The object a value is; an empty one for anything else. */
export function dataIn(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** An id under the first of its names that is there: text, or a number as SDKs of some languages send them. */
export function idIn(call: Json, ...names: readonly string[]): Read<string | null> {
  const [name = '', value] = firstIn(call, names);
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (text === undefined) return { value: null };
  const allowed = `Text of 1 to ${longestId} characters.`;
  if (typeof text !== 'string') return { fault: { field: name, problem: 'It is no text.', allowed } };
  const trimmed = text.trim();
  if (trimmed.length > longestId) {
    return { fault: { field: name, problem: `It has ${trimmed.length} characters.`, allowed } };
  }
  return { value: trimmed === '' ? null : trimmed };
}

/** The name of an event or a page. */
export function textIn(call: Json, name: string): Read<string | null> {
  const value = call[name];
  if (value === undefined || value === null) return { value: null };
  const allowed = `Text of at most ${longestName} characters.`;
  if (typeof value !== 'string') return { fault: { field: name, problem: 'It is no text.', allowed } };
  const text = value.trim();
  if (text.length > longestName) {
    return { fault: { field: name, problem: `It has ${text.length} characters.`, allowed } };
  }
  return { value: text === '' ? null : text };
}

const instantPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s?(?:UTC)?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** ISO 8601, of which some SDKs leave out zeros or the offset, which is then UTC; or milliseconds or seconds since 1970. */
export function instantIn(call: Json, ...names: readonly string[]): Read<Date | null> {
  const [name = '', value] = firstIn(call, names);
  if (value === undefined) return { value: null };
  const at = instantOf(value);
  if (at) return { value: at };
  const allowed = 'ISO 8601, such as 2026-11-22T13:30:00.000Z.';
  return { fault: { field: name, problem: 'It is no instant.', allowed } };
}

export function instantOf(value: unknown): Date | null {
  if (value instanceof Date) return value;
  if (typeof value === 'number') return sinceEpoch(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^(\d{10}|\d{13})$/.test(text)) return sinceEpoch(Number(text));
  const parts = instantPattern.exec(text);
  if (!parts) return null;
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00', fraction = '', offset] =
    parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isOnCalendar(date)) return null;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const zone = (offset ?? 'Z')
    .toUpperCase()
    .replace(/^([+-]\d\d)(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
  const at = new Date(`${date}T${hour.padStart(2, '0')}:${minute}:${second}.${milliseconds}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** What would be a time of 1973 or before in milliseconds is meant in seconds. */
function sinceEpoch(number: number): Date | null {
  const at = new Date(number < 1e11 ? number * 1_000 : number);
  return at.getTime() > 0 ? at : null;
}

/** The first of the names under which there is something, with it. */
function firstIn(call: Json, names: readonly string[]): [string | undefined, unknown] {
  const name = names.find((one) => call[one] !== undefined && call[one] !== null);
  return name === undefined ? [names[0], undefined] : [name, call[name]];
}

/** Text or a number as text; null for anything else and for nothing. */
export function wordIn(data: Json, ...names: readonly string[]): string | null {
  const [, value] = firstIn(data, names);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() || null : null;
}

/** The beginning of a text. Half of a surrogate pair, which could not be stored, is no part of it. */
export function shortened(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed();
}
