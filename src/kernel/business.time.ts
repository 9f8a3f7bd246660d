import { dayAfter, dayIn } from './clock.ts';
import type { OpeningHours } from './opening.hours.ts';
import { offsetOfWallClock } from './zone.offset.ts';

/** From an instant to another, in milliseconds since 1970. */
interface Span {
  from: number;
  to: number;
}

/** Whole seconds of opening time between two instants; 0 when the second is not after the first. */
export function openSeconds(hours: OpeningHours, from: Date, to: Date): number {
  let milliseconds = 0;
  const last = dayIn(hours.timeZone, to);
  for (let day = dayIn(hours.timeZone, from); day <= last; day = dayAfter(day)) {
    for (const span of openSpansOn(hours, day)) {
      milliseconds += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()));
    }
  }
  return Math.floor(milliseconds / 1000);
}

/** Whole seconds between two instants, nights and holidays too. */
export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}

const mostDaysKept = 50_000;
const known = new WeakMap<OpeningHours, Map<string, Span[]>>();

/** Kept by day: the same days are asked for again and again, and asking for the clocks of a zone is slow. */
function openSpansOn(hours: OpeningHours, day: string): Span[] {
  const byDay = known.get(hours) ?? new Map<string, Span[]>();
  known.set(hours, byDay);
  const spans = byDay.get(day) ?? workedOut(hours, day);
  if (byDay.size >= mostDaysKept) byDay.clear();
  byDay.set(day, spans);
  return spans;
}

function workedOut({ timeZone, weekdays, holidays }: OpeningHours, day: string): Span[] {
  if (holidays.has(day) || holidays.has(day.slice(5))) return [];
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const instantOf = (minutes: number) => {
    const wallClock = midnight + minutes * 60_000;
    return wallClock - offsetOfWallClock(wallClock, timeZone);
  };
  const spans = weekdays[new Date(midnight).getUTCDay()] ?? [];
  return spans.map(({ opens, closes }) => ({ from: instantOf(opens), to: instantOf(closes) }));
}
