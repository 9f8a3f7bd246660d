import { isDay } from './clock.ts';

/** Minutes since midnight, from the first that is open to the first that is not. */
export interface OpenSpan {
  opens: number;
  closes: number;
}

/** When somebody is there, on the clocks of a time zone. */
export interface OpeningHours {
  timeZone: string;
  /** From Sunday to Saturday. */
  weekdays: readonly (readonly OpenSpan[])[];
  /** Days on which nobody is there: `2026-04-03`, or `12-25` for every year. */
  holidays: ReadonlySet<string>;
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const partPattern = /^([a-z]{3})(?:-([a-z]{3}))? (\d\d):(\d\d)-(\d\d):(\d\d)$/i;
const minutesPerDay = 1440;

/** `Mon-Fri 09:00-12:00, Mon-Fri 13:00-17:00, Sat 10:00-14:00` by weekday; null when it cannot be read. */
export function weekdaysIn(text: string): OpenSpan[][] | null {
  const weekdays: OpenSpan[][] = names.map(() => []);
  for (const part of text.split(',')) {
    const read = partOf(part.trim());
    if (!read) return null;
    for (const weekday of read.weekdays) weekdays[weekday]?.push(read.span);
  }
  const inOrder = weekdays.map((spans) => spans.toSorted((one, other) => one.opens - other.opens));
  return inOrder.some(overlap) ? null : inOrder;
}

/** `2026-04-03, 12-25`; null when one of them is no day. */
export function holidaysIn(text: string): Set<string> | null {
  const days = text
    .split(',')
    .map((day) => day.trim())
    .filter((day) => day !== '');
  return days.every((day) => isHoliday(day)) ? new Set(days) : null;
}

function partOf(part: string): { weekdays: number[]; span: OpenSpan } | null {
  const match = partPattern.exec(part);
  if (!match) return null;
  const [, from = '', to = from, ...clock] = match;
  const [first, last] = [from, to].map((name) => names.indexOf(name.toUpperCase()));
  const [openHour = 0, openMinute = 0, closeHour = 0, closeMinute = 0] = clock.map(Number);
  const span = { opens: openHour * 60 + openMinute, closes: closeHour * 60 + closeMinute };
  const isReadable = openMinute < 60 && closeMinute < 60 && span.opens < span.closes;
  if (first === undefined || last === undefined || first < 0 || last < 0 || !isReadable) return null;
  if (span.closes > minutesPerDay) return null;
  // Fri-Mon goes over the end of the week.
  const count = ((last - first + 7) % 7) + 1;
  return { weekdays: Array.from({ length: count }, (_, index) => (first + index) % 7), span };
}

function overlap(spans: readonly OpenSpan[]): boolean {
  return spans.some(({ opens }, index) => opens < (spans[index - 1]?.closes ?? 0));
}

function isHoliday(day: string): boolean {
  // A leap year, which has every day that a year can have.
  const whole = day.length === 5 ? `2028-${day}` : day;
  return isDay(whole);
}
