import { sql } from 'kysely';
import { UnusableFilter } from '../database/filter.size.ts';
import { allOf, type Sql } from '../database/read.ts';
import { addDays } from '../kernel/clock.ts';
import { isGiven } from '../kernel/given.ts';
import type { Within } from './filters.ts';

export const mostDays = 3_650;

/** Whether something happened within a window. What lies ahead is in none of so many days. */
export function happenedWithin(at: Sql, within: Within | null | undefined, now: Date): Sql {
  const { days, to } = within ?? {};
  return allOf([
    happenedSince(at, within, now),
    ...(isGiven(days) ? [sql`${at} <= ${now}`] : []),
    ...(isGiven(to) ? [sql`${at} < ${to}`] : []),
  ]);
}

/** Whether something happened in the window or after it. */
export function happenedSince(at: Sql, within: Within | null | undefined, now: Date): Sql {
  const { days, from } = within ?? {};
  if (isGiven(days) && (days < 1 || days > mostDays)) {
    throw new UnusableFilter(`A window has 1 to ${mostDays} days; got ${days}.`, ['within', 'days']);
  }
  return allOf([
    ...(isGiven(days) ? [sql`${at} >= ${addDays(now, -days)}`] : []),
    ...(isGiven(from) ? [sql`${at} >= ${from}`] : []),
  ]);
}

/** ` in the last 90 days`, with the space before it; nothing for ever. */
export function windowInWords(within: Within | null | undefined): string {
  const { days, from, to } = within ?? {};
  return [
    isGiven(days) ? ` in the last ${days} days` : '',
    isGiven(from) ? ` from ${from.toISOString()}` : '',
    isGiven(to) ? ` before ${to.toISOString()}` : '',
  ].join('');
}
