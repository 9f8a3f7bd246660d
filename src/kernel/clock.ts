/** Where the time comes from. Tests hand in one that stands still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export const millisecondsPerDay = 86_400_000;

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * millisecondsPerDay);
}
