const millisecondsPerHour = 3_600_000;
const mostHoursKept = 50_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsByZoneAndHour = new Map<string, number>();

/**
 * Milliseconds that the clocks of a time zone are ahead of UTC at an instant. Kept per hour: asking Intl is
 * slow.
 */
export function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const key = `${timeZone} ${Math.floor(instant / millisecondsPerHour)}`;
  const kept = offsetsByZoneAndHour.get(key);
  if (kept !== undefined) return kept;
  const offset = askedOffset(instant, timeZone);
  if (offsetsByZoneAndHour.size >= mostHoursKept) offsetsByZoneAndHour.clear();
  offsetsByZoneAndHour.set(key, offset);
  return offset;
}

/**
 * Milliseconds that a clock which shows this is ahead of UTC; the time it shows is given as if it were UTC. The offset
 * depends on the instant and the instant on the offset: the second look is right on both sides of a change.
 */
export function offsetOfWallClock(wallClock: number, timeZone: string): number {
  return offsetAt(wallClock - offsetAt(wallClock, timeZone), timeZone);
}

function askedOffset(instant: number, timeZone: string): number {
  const name = formatOf(timeZone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  const [, sign, hours, minutes, seconds = '0'] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(name?.value ?? '') ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds);
  return (sign === '-' ? -ahead : ahead) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept) return kept;
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}
