/** Where the time comes from. Tests hand in one that stands still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const millisecondsPerDay = 86_400_000;

/** Whether the calendar has the day text in ISO 8601 begins with; JavaScript takes 30 February for 2 March. */
export function isOnCalendar(isoText: string): boolean {
  const day = isoText.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  // PostgreSQL knows no year 0.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day) && day >= '0001';
}

/** Whether a text is a day such as `2026-11-25`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isOnCalendar(text);
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * millisecondsPerDay);
}

/** The day so many days after one: `2026-11-25` and 7 give `2026-12-02`. */
export function dayAfter(day: string, days = 1): string {
  return addDays(new Date(day), days).toISOString().slice(0, 10);
}

/** How many days one day is after another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / millisecondsPerDay;
}

/** Whole days since an instant; none since one that lies ahead. */
export function wholeDaysSince(instant: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(instant)) / millisecondsPerDay));
}

export function latest(one: Date, other: Date): Date {
  return one > other ? one : other;
}

export function earliest(one: Date, other: Date): Date {
  return one < other ? one : other;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day it is somewhere at an instant: `2026-11-25`. */
export function dayIn(timeZone: string, at: Date): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  dayFormats.set(timeZone, format);
  return format.format(at);
}
