import { offsetOfWallClock } from '../kernel/zone.offset.ts';

const tokens: ReadonlyMap<string, string> = new Map([
  ['YYYY', '(?<year>\\d{4})'],
  ['MM', '(?<month>\\d{2})'],
  ['DD', '(?<day>\\d{2})'],
  ['HH', '(?<hour>\\d{2})'],
  ['mm', '(?<minute>\\d{2})'],
  ['ss', '(?<second>\\d{2})'],
  ['M', '(?<month>\\d{1,2})'],
  ['D', '(?<day>\\d{1,2})'],
  ['H', '(?<hour>\\d{1,2})'],
]);
const isoDay = '(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})';
const isoTime = '(?<hour>\\d{2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?';
const isoPattern = new RegExp(`^${isoDay}(?:[T ]${isoTime}(?<offset>Z|[+-]\\d{2}:?\\d{2})?)?$`);

/**
 * How to read texts such as `2010-12-01 08:26:00` by a pattern such as `YYYY-MM-DD HH:mm:ss` as an instant.
 * A text that tells no offset of its own is of the time zone; a day alone is its midnight. Null when the
 * text is no such date.
 */
export function instantRead(pattern: string, timeZone: string): (text: string) => Date | null {
  const expression = pattern === 'ISO' ? isoPattern : expressionOf(pattern);
  return (text) => {
    const found = expression.exec(text)?.groups;
    if (!found) return null;
    const wallClock = utcOf(found);
    if (wallClock === null) return null;
    const { offset } = found;
    return new Date(wallClock - (offset ? offsetOf(offset) : offsetOfWallClock(wallClock, timeZone)));
  };
}

function expressionOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(
    `^${escaped.replace(/YYYY|MM|DD|HH|mm|ss|M|D|H/g, (token) => tokens.get(token) ?? token)}$`,
  );
}

/** The parts as if they were UTC; null when there is no such day or time, such as 30 February or 25:00. */
function utcOf(found: Record<string, string | undefined>): number | null {
  const part = (name: string, absent: number) => Number(found[name] ?? absent);
  const month = part('month', 1);
  const day = part('day', 1);
  const [hour, minute, second] = [part('hour', 0), part('minute', 0), part('second', 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const utc = Date.UTC(part('year', 0), month - 1, day, hour, minute, second);
  const date = new Date(utc);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? utc : null;
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
